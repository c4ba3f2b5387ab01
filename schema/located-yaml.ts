import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
} from 'yaml';

/** A place in a YAML file, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface SyntaxFault extends Position {
  readonly code: string;
  readonly message: string;
}

/** Keys and indexes from the root of the file down to a value. */
export type YamlPath = readonly (string | number)[];

/**
 * A YAML file that still knows where each value stands. Numbers and dates stay the text that was
 * written: `01001` and `2023-07-01` are codes here, and must not lose a zero or gain a time zone.
 */
export class LocatedYaml {
  readonly faults: readonly SyntaxFault[];
  private readonly document: Document;
  private readonly lines = new LineCounter();

  constructor(source: string) {
    this.document = parseDocument(source, {
      lineCounter: this.lines,
      prettyErrors: false,
      customTags: (tags) =>
        tags.filter((tag) => typeof tag === 'string' || !/:(int|float)$/.test(tag.tag)),
    });
    this.faults = [...this.document.errors, ...this.document.warnings].map((error) => ({
      ...this.at(error.pos[0]),
      code: error.code,
      message: error.message,
    }));
  }

  /** The plain value of the whole file. Throws when aliases multiply beyond measure. */
  value(): unknown {
    return this.document.toJS();
  }

  /** Where a value starts; where its nearest written parent does when it is not there. */
  positionOf(path: YamlPath): Position {
    return this.at(this.walk(path).offset);
  }

  /** Where the key of a mapping stands; for an item of a list, the item. */
  positionOfKey(path: YamlPath): Position {
    return this.at(this.walk(path).keyOffset);
  }

  private walk(path: YamlPath): { offset: number; keyOffset: number } {
    let node: unknown = this.document.contents;
    let offset = startOf(node) ?? 0;
    let keyOffset = offset;
    for (const key of path) {
      // What is wrong with an alias is wrong where it is used, not where its anchor stands.
      if (isAlias(node)) break;
      const from = node;
      let next: unknown;
      if (isMap(from)) {
        const pair = from.items.find((item) => isPair(item) && textOf(item.key) === String(key));
        if (!pair) break;
        next = pair.value;
        keyOffset = startOf(pair.key) ?? offset;
        offset = startOf(next) ?? keyOffset;
      } else if (isSeq(from)) {
        next = from.items[Number(key)];
        const start = startOf(next);
        if (start === null) break;
        offset = keyOffset = start;
      } else break;
      node = next;
    }
    return { offset, keyOffset };
  }

  private at(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

function startOf(node: unknown): number | null {
  return (node as Node | null | undefined)?.range?.[0] ?? null;
}

function textOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

import type { JsonBytes } from '../json/json-bytes.js';
import type { DataObject } from '../json/data-object.js';
import type { Representation, RepresentedType } from './representation.js';

const comma = 44;
/** Fewer objects are written sooner as texts: strings cost less than buffers until they are long. */
const worthBytes = 100;

/** What one request asks for at most; partners bound what they read (1 MB in the kit). */
export const mostEntities = 2_000;
export const mostBytes = 512 * 1024;

/** A run of representations, as JSON without brackets. */
export interface EntityPart {
  /** The first of them. */
  readonly from: number;
  readonly count: number;
  readonly list: string | Buffer;
  /** Each by itself; null: they were written as one. */
  readonly texts: readonly string[] | null;
}

function textPart(texts: readonly string[], from: number, end: number): EntityPart {
  const own = texts.slice(from, end);
  return { from, count: end - from, list: own.join(','), texts: own };
}

/** @param texts of representations. */
export function partsOfTexts(texts: readonly string[]): readonly EntityPart[] {
  const parts: EntityPart[] = [];
  let from = 0;
  let size = 0;
  texts.forEach((text, i) => {
    // A character takes three bytes at most.
    const most = text.length * 3;
    if (i > from && (size + most > mostBytes || i - from >= mostEntities)) {
      parts.push(textPart(texts, from, i));
      from = i;
      size = 0;
    }
    size += most;
  });
  if (texts.length > from) {
    parts.push(textPart(texts, from, texts.length));
  }
  return parts;
}

/**
 * The entities that one fetch asks for, each once, and the objects they stand for. Their
 * representations are one text in UTF-8 (`bytes`), or a text each where entities are told apart by
 * them later (`representations`).
 */
export class AskedEntities {
  readonly targets: DataObject[] = [];
  /** For each target, which of the representations is its own. */
  readonly indexes: number[] = [];
  /** How many representations there are. */
  count = 0;
  readonly representations: string[] = [];
  /** Separated by commas; null: each is a text of its own. */
  readonly bytes: Buffer | null;
  /** Of each representation, where it ends in `bytes`. */
  private readonly ends: number[] = [];
  private readonly known = new Map<string, number>();
  /** By the first of its leaves, a key mostly: found again without writing the representation. */
  private readonly byFirstLeaf = new Map<RepresentedType, Map<string, number>>();
  /** For each representation, an object that it was written from. */
  private readonly written: DataObject[] = [];
  private readonly asText: boolean;
  private byIndex: DataObject[][] | null = null;

  /**
   * Leaves out an object that lacks what the fetch requires. The same object may come twice: what is
   * then joined twice stays the same.
   * @param asText `representations` are needed.
   * @param scratch written and taken here, in one turn of the loop.
   */
  constructor(
    private readonly representation: Representation,
    objects: readonly DataObject[],
    asText: boolean,
    private readonly scratch: JsonBytes,
  ) {
    this.asText = asText || objects.length < worthBytes;
    // What a fault left behind is another operation's.
    if (!this.asText) scratch.length = 0;
    for (const object of objects) this.add(object);
    this.bytes = this.asText ? null : scratch.take();
    // An answer is waited for, and what many requests keep meanwhile the collector has to carry along.
    this.known.clear();
    this.byFirstLeaf.clear();
    this.written.length = 0;
  }

  /** The list in parts, each small enough for one request. */
  parts(): readonly EntityPart[] {
    const { bytes } = this;
    if (!bytes) return partsOfTexts(this.representations);
    if (this.count <= mostEntities && bytes.length <= mostBytes) {
      return [{ from: 0, count: this.count, list: bytes, texts: null }];
    }
    const parts: EntityPart[] = [];
    let from = 0;
    let start = 0;
    for (let i = 0; i < this.count; i += 1) {
      const isLast = i + 1 === this.count;
      const next = isLast ? 0 : (this.ends[i + 1] as number);
      if (!isLast && next - start <= mostBytes && i + 1 - from < mostEntities) continue;
      const end = this.ends[i] as number;
      parts.push({ from, count: i + 1 - from, list: bytes.subarray(start, end), texts: null });
      from = i + 1;
      // Behind the comma.
      start = end + 1;
    }
    return parts;
  }

  /** Only faults need it. */
  targetsOf(index: number): readonly DataObject[] {
    if (!this.byIndex) {
      const lists: DataObject[][] = Array.from({ length: this.count }, () => []);
      this.targets.forEach((target, i) => lists[this.indexes[i] ?? -1]?.push(target));
      this.byIndex = lists;
    }
    return this.byIndex[index] ?? [];
  }

  private add(target: DataObject): void {
    const type = this.representation.typeOf(target);
    if (!type) return;
    const index =
      type.leaves && type.leaves.length > 0
        ? this.indexOfLeaves(type, type.leaves, target)
        : this.indexOfText(type, target);
    if (index < 0) return;
    this.targets.push(target);
    this.indexes.push(index);
  }

  private indexOfLeaves(
    type: RepresentedType,
    leaves: readonly string[],
    target: DataObject,
  ): number {
    const first = target[leaves[0] as string];
    if (typeof first !== 'string') return this.indexOfText(type, target);
    let known = this.byFirstLeaf.get(type);
    if (!known) {
      known = new Map();
      this.byFirstLeaf.set(type, known);
    }
    const found = known.get(first);
    if (found !== undefined) {
      const same = sameLeaves(leaves, this.written[found] as DataObject, target);
      return same ? found : this.indexOfText(type, target);
    }
    const index = this.asText ? this.writeText(type, target) : this.writeBytes(type, target);
    if (index >= 0) known.set(first, index);
    return index;
  }

  /** -1: it has no representation. */
  private indexOfText(type: RepresentedType, target: DataObject): number {
    const text = this.representation.write(target, type);
    if (text === null) return -1;
    const known = this.known.get(text);
    if (known !== undefined) return known;
    if (this.asText) {
      this.representations.push(text);
    } else {
      if (this.count > 0) this.scratch.byte(comma);
      this.scratch.text(text);
    }
    const index = this.counted(target);
    this.known.set(text, index);
    return index;
  }

  private writeText(type: RepresentedType, target: DataObject): number {
    const text = this.representation.write(target, type);
    if (text === null) return -1;
    this.representations.push(text);
    return this.counted(target);
  }

  private writeBytes(type: RepresentedType, target: DataObject): number {
    const { scratch } = this;
    const start = scratch.length;
    if (this.count > 0) scratch.byte(comma);
    if (this.representation.writeTo(scratch, target, type)) return this.counted(target);
    scratch.length = start;
    return -1;
  }

  private counted(target: DataObject): number {
    this.written.push(target);
    if (!this.asText) this.ends.push(this.scratch.length);
    this.count += 1;
    return this.count - 1;
  }
}

/** The first is known to be the same. Lists are told apart by their text. */
function sameLeaves(leaves: readonly string[], left: DataObject, right: DataObject): boolean {
  for (let i = 1; i < leaves.length; i += 1) {
    const leaf = leaves[i] as string;
    if (left[leaf] !== right[leaf]) return false;
  }
  return true;
}

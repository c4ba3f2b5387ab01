import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { DataObject } from '../json/data-object.js';
import type { JsonBytes } from '../json/json-bytes.js';
import { isRecord } from '../../../schema/is-record.js';
import { isExactNumber, parseExact } from '../json/exact-numbers.js';
import { quote } from '../json/json-text.js';
import { applyRewrites } from './rewrites.js';
import type { SyntheticField } from '../planning/synthetic-fields.js';
import type { TypeSystem } from '../planning/type-system.js';

interface Part {
  readonly read: string;
  /** Where more of the same field was fetched, under other keys. */
  readonly also: readonly Pick<Part, 'read' | 'below'>[];
  /** The field's name in the representation. */
  readonly field: string;
  /** JSON text of its key: `"field":`. */
  readonly start: string;
  readonly below: readonly QueryPlanSelectionNode[] | null;
}

/** A value to write, and the text that stands before it. */
interface Piece {
  readonly before: Buffer;
  readonly read: string;
  readonly below: readonly QueryPlanSelectionNode[] | null;
}

/** What entities of one `__typename` are represented by. */
export interface RepresentedType {
  readonly parts: readonly Part[];
  /** The same for who writes bytes: what is always the same is one piece. */
  readonly pieces: readonly Piece[];
  readonly end: Buffer;
  /** What is read beside the type name, where all of it are leaves: equal ones mean equal entities. */
  readonly leaves: readonly string[] | null;
}

/** What a fetch requires, compiled into a writer: one list of fields for each `__typename` met. */
export class Representation {
  private readonly writer: RepresentationWriter;
  private readonly byType = new Map<string, RepresentedType | null>();

  constructor(
    private readonly requires: readonly QueryPlanSelectionNode[],
    private readonly rewrites: readonly FetchDataRewrite[],
    private readonly types: TypeSystem,
    synthetic: ReadonlyMap<string, SyntheticField>,
  ) {
    this.writer = new RepresentationWriter(types, synthetic);
  }

  /** null: no subgraph would know what it is. */
  typeOf(entity: DataObject): RepresentedType | null {
    const typename = entity['__typename'];
    if (typeof typename !== 'string') return null;
    const known = this.byType.get(typename);
    if (known !== undefined) return known;
    const parts = this.writer.partsFor(typename, this.requires);
    const keys = parts.filter(({ field }) => field !== '__typename');
    const leaves = keys.every(({ below }) => !below) ? keys.map(({ read }) => read) : null;
    const type =
      keys.length === parts.length ? null : { parts, leaves, ...piecesOf(typename, parts) };
    // Names come from outside: no more of them are remembered than a schema has types.
    if (this.byType.size < 1_000) this.byType.set(typename, type);
    return type;
  }

  /** As JSON; null when the entity has not what the fetch requires. */
  write(entity: DataObject, { parts }: RepresentedType): string | null {
    const text = this.writer.parts(entity, parts);
    if (text === null || this.rewrites.length === 0) return text;
    const representation = parseExact(text) as DataObject;
    applyRewrites(this.types, this.rewrites, representation);
    return JSON.stringify(representation);
  }

  /** As `write`, in UTF-8. @returns false, and nothing written, when it has not what is required. */
  writeTo(out: JsonBytes, entity: DataObject, type: RepresentedType): boolean {
    if (this.rewrites.length > 0) {
      const text = this.write(entity, type);
      if (text !== null) out.text(text);
      return text !== null;
    }
    const start = out.length;
    for (const { before, read, below } of type.pieces) {
      const value = Object.hasOwn(entity, read) ? entity[read] : undefined;
      if (value === undefined) {
        out.length = start;
        return false;
      }
      out.raw(before);
      if (typeof value === 'string') out.string(value);
      else if (typeof value === 'number' && (value | 0) === value) out.integer(value);
      else out.text(this.writer.value(value, below));
    }
    out.raw(type.end);
    return true;
  }
}

function piecesOf(
  typename: string,
  parts: readonly Part[],
): Pick<RepresentedType, 'pieces' | 'end'> {
  const pieces: Piece[] = [];
  let before = '{';
  let separator = '';
  for (const { read, start, below } of parts) {
    before += `${separator}${start}`;
    separator = ',';
    if (read === '__typename') {
      before += JSON.stringify(typename);
    } else {
      pieces.push({ before: Buffer.from(before), read, below });
      before = '';
    }
  }
  return { pieces, end: Buffer.from(`${before}}`) };
}

class RepresentationWriter {
  private readonly known = new Map<
    readonly QueryPlanSelectionNode[],
    Map<string, readonly Part[]>
  >();

  constructor(
    private readonly types: TypeSystem,
    private readonly synthetic: ReadonlyMap<string, SyntheticField>,
  ) {}

  private write(source: DataObject, selections: readonly QueryPlanSelectionNode[]): string | null {
    const given = source['__typename'];
    return this.parts(source, this.partsFor(typeof given === 'string' ? given : '', selections));
  }

  parts(source: DataObject, parts: readonly Part[]): string | null {
    let text = '';
    for (const part of parts) {
      const { read, start, below, also } = part;
      const value = Object.hasOwn(source, read) ? source[read] : undefined;
      if (value === undefined) return null;
      const json = also.length > 0 ? this.together(source, part) : this.value(value, below);
      if (json === null) return null;
      text += `${text === '' ? '{' : ','}${start}${json}`;
    }
    return text === '' ? null : `${text}}`;
  }

  /** One field's value of what stands under several keys; null: it is not there, or they contradict. */
  private together(source: DataObject, part: Part): string | null {
    const values: unknown[] = [];
    for (const { read, below } of [part, ...part.also]) {
      if (!Object.hasOwn(source, read) || source[read] === undefined) return null;
      values.push(parseExact(this.value(source[read], below)));
    }
    const joined = values.reduce((left, right) => joinValues(left, right));
    return joined === undefined ? null : JSON.stringify(joined);
  }

  value(value: unknown, below: readonly QueryPlanSelectionNode[] | null): string {
    if (value === null) return 'null';
    if (typeof value === 'string') return quote(value);
    if (Array.isArray(value)) {
      return `[${value.map((item: unknown) => this.value(item, below)).join(',')}]`;
    }
    if (typeof value === 'object' && below) return this.write(value as DataObject, below) ?? 'null';
    return JSON.stringify(value);
  }

  partsFor(typename: string, selections: readonly QueryPlanSelectionNode[]): readonly Part[] {
    let byType = this.known.get(selections);
    if (!byType) {
      byType = new Map();
      this.known.set(selections, byType);
    }
    let parts = byType.get(typename);
    if (!parts) {
      const merged = new Map<string, Part>();
      this.collect(typename, selections, merged);
      parts = [...merged.values()];
      if (byType.size < 1_000) byType.set(typename, parts);
    }
    return parts;
  }

  private collect(
    typename: string,
    selections: readonly QueryPlanSelectionNode[],
    into: Map<string, Part>,
  ): void {
    for (const node of selections) {
      if (node.kind === 'InlineFragment') {
        const condition = node.typeCondition;
        if (
          condition === undefined ||
          (typename !== '' && this.types.matches(typename, condition))
        ) {
          this.collect(typename, node.selections, into);
        }
        continue;
      }
      const read = node.alias ?? node.name;
      const field = this.synthetic.get(read)?.field ?? read;
      const known = into.get(field);
      const below = node.selections ?? null;
      if (known?.below && below) into.set(field, withMore(known, read, below));
      else into.set(field, { read, also: [], field, start: `"${field}":`, below });
    }
  }
}

function withMore(known: Part, read: string, below: readonly QueryPlanSelectionNode[]): Part {
  if (known.read === read) return { ...known, below: [...(known.below ?? []), ...below] };
  const more = known.also.find((other) => other.read === read);
  const others = known.also.filter((other) => other !== more);
  return { ...known, also: [...others, { read, below: [...(more?.below ?? []), ...below] }] };
}

/** undefined: lists of different lengths are not of the same items. */
function joinValues(left: unknown, right: unknown): unknown {
  if (Array.isArray(left) && Array.isArray(right)) {
    if (left.length !== right.length) return undefined;
    const items = left.map((item: unknown, i) => joinValues(item, right[i]));
    return items.includes(undefined) ? undefined : items;
  }
  if (!isRecord(left) || !isRecord(right) || isExactNumber(left)) return left ?? right;
  const joined: Record<string, unknown> = { ...left };
  for (const [key, value] of Object.entries(right)) {
    joined[key] = Object.hasOwn(left, key) ? joinValues(left[key], value) : value;
    if (joined[key] === undefined) return undefined;
  }
  return joined;
}

import { isExactNumber } from '../json/exact-numbers.js';
import type { AskedField, AskedFields } from '../planning/asked-fields.js';
import type { AskedSize } from '../planning/asked-size.js';
import { deepestAnswer, OutOfBounds } from './answer-limits.js';

/** Measured: what one level takes, and each key of it beside that. */
const bytesPerMask = 900;
const bytesPerKey = 200;

/** By response key. */
type MaskedFields = ReadonlyMap<
  string,
  Omit<AskedField, 'below'> & { readonly below: AskedFields | AnswerMask | null }
>;

/** What was asked of a subgraph, at one level of its answer. */
export class AnswerMask {
  readonly keys: string[] = [];
  /** The same as they stand in JSON: names hold nothing that is escaped there. */
  readonly keyBytes: Buffer[] = [];
  /** Of each key; null: a leaf, whatever it holds. */
  readonly below: (AnswerMask | null)[] = [];
  /** Of each key: how many items a list there was asked for; null: that is not said. */
  readonly sizes: (AskedSize | null)[] = [];
  /** Of each key: whether its values are IDs. */
  readonly ids: boolean[] = [];
  /** Whether some value, here or below, may be a number whose every digit counts. */
  readonly exact: boolean;
  /** What it takes of memory, all that is below it included, in bytes. */
  readonly size: number;
  private readonly places = new Map<string, number>();

  constructor(asked: MaskedFields) {
    let exact = false;
    let size = bytesPerMask;
    for (const [key, field] of asked) {
      // As the key of an object, the string is the one that JSON.parse uses: compared by its address.
      const [same = key] = Object.keys({ [key]: 0 });
      const below =
        field.below instanceof AnswerMask
          ? field.below
          : field.below && new AnswerMask(field.below);
      this.places.set(same, this.keys.length);
      this.keys.push(same);
      this.keyBytes.push(Buffer.from(same, 'latin1'));
      this.below.push(below);
      this.sizes.push(field.size);
      this.ids.push(field.id);
      exact ||= field.exact || (below?.exact ?? false);
      size += bytesPerKey + (below?.size ?? 0);
    }
    this.exact = exact;
    this.size = size;
  }

  /** Of a request that asks under each key what another asks under `_entities`. */
  static joining(masks: ReadonlyMap<string, AnswerMask>): AnswerMask {
    const fields = [...masks].map(([key, mask]) => {
      const below = mask.at('_entities');
      return [key, { below, size: null, exact: mask.exact, id: false }] as const;
    });
    return new AnswerMask(new Map(fields));
  }

  /** What was asked below a key; null: nothing. */
  at(key: string): AnswerMask | null {
    return this.below[this.placeOf(key)] ?? null;
  }

  /** Where a key stands; -1: it was not asked. */
  placeOf(key: string): number {
    return this.places.get(key) ?? -1;
  }
}

/**
 * Takes out of an answer, in place, what was not asked. A subgraph that says more could otherwise
 * speak for fields of others on the objects that both know.
 * @returns false: this is no object at all, but a number.
 * @throws OutOfBounds where it is nested more deeply than any answer may be.
 */
export function removeUnasked(value: object, mask: AnswerMask, depth = 0): boolean {
  if (depth > deepestAnswer) throw new OutOfBounds('depth');
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) {
      const item: unknown = value[i];
      if (typeof item !== 'object' || item === null) continue;
      if (!removeUnasked(item, mask, depth + 1)) value[i] = Number.NaN;
    }
    return true;
  }
  const object = value as Record<string, unknown>;
  const { keys, below, ids } = mask;
  let place = -1;
  for (const key in object) {
    place += 1;
    // The usual order is that of the question: then the next key is the next of the mask.
    if (keys[place] !== key) place = mask.placeOf(key);
    if (place < 0) {
      if (isExactNumber(object)) return false;
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- never in an honest answer
      delete object[key];
      continue;
    }
    const part: unknown = object[key];
    if (typeof part === 'number' && ids[place]) object[key] = idOf(part);
    if (typeof part !== 'object' || part === null) continue;
    const inner = below[place];
    if (inner) {
      // Where objects were asked for no number is of use, whatever it is.
      if (!removeUnasked(part, inner, depth + 1)) object[key] = Number.NaN;
    } else {
      if (depthOf(part, depth) > deepestAnswer) throw new OutOfBounds('depth');
      if (ids[place]) object[key] = idOf(part);
    }
  }
  return true;
}

/** Subgraphs are to join by the same text, whoever wrote a number for it. What is no ID stays, and is refused. */
function idOf(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : value;
  if (isExactNumber(value)) return /^-?\d+$/.test(value.rawJSON) ? value.rawJSON : value;
  return Array.isArray(value) ? value.map(idOf) : value;
}

/** Of a leaf's value, counted from the answer's root; goes no deeper than is allowed. */
function depthOf(value: object, depth: number): number {
  if (depth > deepestAnswer) return depth;
  let deepest = depth;
  const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  for (const part of parts) {
    if (typeof part !== 'object' || part === null) continue;
    deepest = Math.max(deepest, depthOf(part, depth + 1));
    if (deepest > deepestAnswer) break;
  }
  return deepest;
}

import { isExactNumber } from '../json/exact-numbers.js';
import { mostItems, type AnswerBounds } from './answer-bounds.js';
import {
  deepestAnswer,
  longestList,
  mostUnasked,
  OutOfBounds,
  widestValue,
} from './answer-limits.js';
import type { AnswerMask } from './answer-mask.js';

/**
 * Takes out of an answer's data, in place, what was not asked, and bounds its lists. A subgraph that
 * says more could otherwise speak for fields of others on the objects that both know. (A large answer is
 * judged before, by its bytes: AnswerScanner.)
 * @throws OutOfBounds where it is nested more deeply than any answer may be, or holds more than was
 *   asked for by more than is borne.
 */
export function removeUnasked(data: object, bounds: AnswerBounds): void {
  new AskedOnly(bounds).remove(data, bounds.mask, longestList, 0);
}

class AskedOnly {
  private unasked = 0;

  constructor(private readonly bounds: AnswerBounds) {}

  /**
   * @param most items, where it is a list.
   * @returns false: this is no object at all, but a number.
   */
  remove(value: object, mask: AnswerMask, most: number, depth: number): boolean {
    if (depth > deepestAnswer) throw new OutOfBounds('depth');
    if (!Array.isArray(value)) {
      return this.removeFrom(value as Record<string, unknown>, mask, depth);
    }
    if (value.length > most) throw new OutOfBounds('items');
    for (let i = 0; i < value.length; i += 1) {
      const item: unknown = value[i];
      if (typeof item !== 'object' || item === null) continue;
      // Lists of lists: each of them may be as long.
      if (!this.remove(item, mask, most, depth + 1)) value[i] = Number.NaN;
    }
    return true;
  }

  private removeFrom(object: Record<string, unknown>, mask: AnswerMask, depth: number): boolean {
    const { keys, below, ids } = mask;
    let place = -1;
    for (const key in object) {
      place += 1;
      // The usual order is that of the question: then the next key is the next of the mask.
      if (keys[place] !== key) place = mask.placeOf(key);
      if (place < 0) {
        if (isExactNumber(object)) return false;
        this.unasked += 1;
        if (this.unasked > mostUnasked) throw new OutOfBounds('unasked');
        // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- never in an honest answer
        delete object[key];
        continue;
      }
      const part: unknown = object[key];
      if (typeof part === 'number' && ids[place]) object[key] = idOf(part);
      if (typeof part !== 'object' || part === null) continue;
      const inner = below[place];
      const most = Array.isArray(part) ? mostItems(this.bounds, mask, place) : longestList;
      if (inner) {
        // Where objects were asked for no number is of use, whatever it is.
        if (!this.remove(part, inner, most, depth + 1)) object[key] = Number.NaN;
      } else {
        if (depthOf(part, depth, most) > deepestAnswer) throw new OutOfBounds('depth');
        if (ids[place]) object[key] = idOf(part);
      }
    }
    return true;
  }
}

/** Subgraphs are to join by the same text, whoever wrote a number for it. What is no ID stays, and is refused. */
function idOf(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : value;
  if (isExactNumber(value)) return /^-?\d+$/.test(value.rawJSON) ? value.rawJSON : value;
  return Array.isArray(value) ? value.map(idOf) : value;
}

/**
 * Of a leaf's value, counted from the answer's root; goes no deeper than is allowed.
 * @throws OutOfBounds where a list or an object in it is longer than any may be.
 */
function depthOf(value: object, depth: number, most = longestList): number {
  if (depth > deepestAnswer) return depth;
  let deepest = depth;
  const list = Array.isArray(value);
  const parts: readonly unknown[] = list ? value : Object.values(value);
  if (parts.length > (list ? most : widestValue)) throw new OutOfBounds(list ? 'items' : 'values');
  for (const part of parts) {
    if (typeof part !== 'object' || part === null) continue;
    deepest = Math.max(deepest, depthOf(part, depth + 1));
    if (deepest > deepestAnswer) break;
  }
  return deepest;
}

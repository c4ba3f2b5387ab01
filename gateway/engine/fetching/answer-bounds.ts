import { longestList, moreThanAsked } from './answer-limits.js';
import type { AnswerMask } from './answer-mask.js';

/** What bounds the answer to one request. */
export interface AnswerBounds {
  readonly mask: AnswerMask;
  /** How many entities were asked for, or how many under each key of the mask; null: none. */
  readonly entities: number | readonly number[] | null;
  /** What a variable of the request holds. */
  readonly variable: (name: string) => unknown;
}

/** How many items a list under this key may have. */
export function mostItems(bounds: AnswerBounds, mask: AnswerMask, place: number): number {
  const { entities } = bounds;
  if (mask === bounds.mask && entities !== null) {
    return typeof entities === 'number' ? entities : (entities[place] ?? longestList);
  }
  const size = mask.sizes[place];
  if (!size) return longestList;
  let asked = size.fixed;
  for (const { name, fallback } of size.variables) {
    const given = bounds.variable(name);
    const count = given === undefined ? fallback : given;
    // Asked for without a number: that is, for all.
    if (typeof count !== 'number') return longestList;
    asked = Math.max(asked, count);
  }
  return Math.min(longestList, asked + moreThanAsked);
}

/** Levels of objects and lists, those in the values of scalars included. */
export const deepestAnswer = 100;
/** Items of a list whose length nobody asked for and no schema declares. */
export const longestList = 50_000;
/** How many items more than were asked for are read before the answer is given up. */
export const moreThanAsked = 1_000;
/** Values that nobody asked for: members of objects, with all that stands below them. */
export const mostUnasked = 10_000;
/** Bytes of keys and texts that nobody asked for, in an answer that is large. */
export const mostUnaskedBytes = 1_048_576;
/** Values of all kinds, lists and objects counted too. */
export const mostValues = 400_000;
/** Members of one object inside a scalar's value. */
export const widestValue = 20_000;
export const mostErrors = 10_000;

type Bound = 'depth' | 'items' | 'unasked' | 'values' | 'errors';

/** An answer holds more than what was asked for allows. It is not read to its end. */
export class OutOfBounds extends Error {
  override readonly name = 'OutOfBounds';

  constructor(readonly bound: Bound) {
    super(`an answer beyond its bounds: ${bound}`);
  }
}

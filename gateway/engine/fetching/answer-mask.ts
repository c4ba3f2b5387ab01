import type { AskedKeys } from '../planning/asked-keys.js';

/** What was asked of a subgraph, at one level of its answer. */
export class AnswerMask {
  readonly keys: string[] = [];
  /** Of each key; null: a leaf, whatever it holds. */
  readonly below: (AnswerMask | null)[] = [];
  private readonly places = new Map<string, number>();

  constructor(asked: AskedKeys) {
    for (const [key, below] of asked) {
      // As the key of an object, the string is the one that JSON.parse uses: compared by its address.
      const [same = key] = Object.keys({ [key]: 0 });
      this.places.set(same, this.keys.length);
      this.keys.push(same);
      this.below.push(below && new AnswerMask(below));
    }
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
 */
export function removeUnasked(value: object, mask: AnswerMask): void {
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item === 'object' && item !== null) removeUnasked(item as object, mask);
    }
    return;
  }
  const object = value as Record<string, unknown>;
  const { keys, below } = mask;
  let place = -1;
  for (const key in object) {
    place += 1;
    // The usual order is that of the question: then the next key is the next of the mask.
    if (keys[place] !== key) place = mask.placeOf(key);
    if (place < 0) {
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- never in an honest answer
      delete object[key];
      continue;
    }
    const inner = below[place];
    if (!inner) continue;
    const part = object[key];
    if (typeof part === 'object' && part !== null) removeUnasked(part, inner);
  }
}

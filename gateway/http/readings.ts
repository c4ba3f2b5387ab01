import { LRUCache } from 'lru-cache';
import { describeReading, type Reading } from '../audit/reading.js';
import type { Variant } from '../engine/variant.js';
import type { Viewer } from '../identity/viewer.js';

/** What the texts kept may take together, in characters. */
const mostMemory = 16 * 1024 * 1024;
/** Of an entry beside its text. */
const entrySize = 200;

/** What each viewer reads with each variant, in the journal's words: found out once, told at every request. */
export class Readings {
  private readonly known = new LRUCache<string, Reading>({
    maxSize: mostMemory,
    sizeCalculation: ({ members }) => entrySize + members.length,
  });
  private readonly numbers = new WeakMap<Viewer | Variant, number>();
  private count = 0;

  /** @param beside what the request's variables read; null: nothing, as of most requests. */
  of(viewer: Viewer, variant: Variant, beside: Read | null): Reading {
    if (beside) return describe(viewer, variant, beside);
    const key = `${this.numberOf(viewer)} ${this.numberOf(variant)}`;
    let reading = this.known.get(key);
    if (!reading) {
      reading = describe(viewer, variant, { coordinates: [], scopes: [] });
      this.known.set(key, reading);
    }
    return reading;
  }

  private numberOf(subject: Viewer | Variant): number {
    let number = this.numbers.get(subject);
    if (number === undefined) {
      number = this.count += 1;
      this.numbers.set(subject, number);
    }
    return number;
  }
}

type Read = Pick<Variant, 'coordinates' | 'scopes'>;

function describe(viewer: Viewer, variant: Variant, beside: Read): Reading {
  return describeReading({
    finalites: viewer.finalites,
    // A rule may name alternatives: what the viewer does not hold opened nothing.
    portees: [...new Set([...variant.scopes, ...beside.scopes])].flatMap((portee) => {
      const classe = viewer.classes.get(portee);
      const fondements = viewer.droits[portee]?.fondements ?? [];
      return classe === undefined ? [] : [{ portee, classe, fondements }];
    }),
    champs: [...new Set([...variant.coordinates, ...beside.coordinates])],
    refuses: variant.refused,
  });
}

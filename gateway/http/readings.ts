import { describeReading, type Reading } from '../audit/reading.js';
import type { Variant } from '../engine/variant.js';
import type { Viewer } from '../identity/viewer.js';

/** What each viewer reads with each variant, in the journal's words: found out once, told at every request. */
export class Readings {
  private readonly known = new WeakMap<Viewer, WeakMap<Variant, Reading>>();

  /** @param beside what the request's variables read; null: nothing, as of most requests. */
  of(viewer: Viewer, variant: Variant, beside: Read | null): Reading {
    if (beside) return describe(viewer, variant, beside);
    let ofViewer = this.known.get(viewer);
    if (!ofViewer) {
      ofViewer = new WeakMap();
      this.known.set(viewer, ofViewer);
    }
    let reading = ofViewer.get(variant);
    if (!reading) {
      reading = describe(viewer, variant, { coordinates: [], scopes: [] });
      ofViewer.set(variant, reading);
    }
    return reading;
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

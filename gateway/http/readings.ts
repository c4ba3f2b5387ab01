import { describeReading, type Reading } from '../audit/reading.js';
import type { Variant } from '../engine/variant.js';
import type { Viewer } from '../identity/viewer.js';

/** What each viewer reads with each variant, in the journal's words: found out once, told at every request. */
export class Readings {
  private readonly known = new WeakMap<Viewer, WeakMap<Variant, Reading>>();

  of(viewer: Viewer, variant: Variant): Reading {
    let ofViewer = this.known.get(viewer);
    if (!ofViewer) {
      ofViewer = new WeakMap();
      this.known.set(viewer, ofViewer);
    }
    let reading = ofViewer.get(variant);
    if (!reading) {
      reading = describeReading({
        finalites: viewer.finalites,
        // A rule may name alternatives: what the viewer does not hold opened nothing.
        portees: variant.scopes.flatMap((portee) => {
          const classe = viewer.classes.get(portee);
          const fondements = viewer.droits[portee]?.fondements ?? [];
          return classe === undefined ? [] : [{ portee, classe, fondements }];
        }),
        champs: variant.coordinates,
        refuses: variant.refused,
      });
      ofViewer.set(variant, reading);
    }
    return reading;
  }
}

import type { Classe } from '../../schema/convention/convention.js';

/** What one viewer is about to read. Coordinates and names only: never a value, never a variable. */
export interface WhatIsRead {
  readonly finalites: readonly string[];
  /** Scopes about to be used, with the grounds that open them. */
  readonly portees: readonly {
    readonly portee: string;
    readonly classe: Classe;
    readonly fondements: readonly string[];
  }[];
  readonly champs: readonly string[];
  readonly refuses: readonly string[];
}

export interface Reading {
  /** P2 or P3 is read: no record, no data. */
  readonly sensitive: boolean;
  /** Members of the event's JSON object. */
  readonly members: string;
}

export function describeReading(read: WhatIsRead): Reading {
  return {
    sensitive: read.portees.some(({ classe }) => classe === 'P2' || classe === 'P3'),
    members: JSON.stringify(read).slice(1, -1),
  };
}

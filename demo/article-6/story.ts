/** The eight who play; each asks the gateway under its own token. */
export type Signatory =
  | 'ekidom'
  | 'habitat-vienne'
  | 'ville-poitiers'
  | 'grand-poitiers'
  | 'police-nationale-86'
  | 'gendarmerie-86'
  | 'parquet-poitiers'
  | 'prefecture-86';

/** Root fields that find an object by its id; an act answers with the object under the same name. */
type Kind = 'incident' | 'signalement' | 'diagnostic' | 'constat' | 'programme' | 'rappelOrdre';

/** One signatory, what it reads of each field, and why. */
export type View = readonly [by: Signatory, reads: readonly string[], because: string];

/** What three others read of the object at that moment. */
export interface Seen {
  /** Paths below the object. */
  readonly fields: readonly string[];
  readonly by: readonly [View, View, View];
}

/**
 * One act and what must be so of it, written by hand from the convention. `$name` in an input stands
 * for an id that an earlier step kept, `$aujourdhui` and `$dansUnMois` for days.
 */
export interface Step {
  readonly by: Signatory;
  /** What happens, in French, after the signatory's name. */
  readonly does: string;
  readonly purposes: string;
  readonly act: string;
  readonly kind: Kind;
  /** Name of the kept id that the act is on; absent: it makes a new object. */
  readonly on?: string;
  /** Field of the answer, where the act is one of its actor's own register, which then moves the object. */
  readonly register?: string;
  readonly input?: readonly [type: string, value: Readonly<Record<string, unknown>>];
  /** Name under which the id of a new object is kept. */
  readonly keep?: string;
  readonly ends: Ending;
  /** Absent where nothing exists to be seen. */
  readonly seen?: Seen;
}

export type Ending =
  /** The state after the act. */
  | { readonly state: string }
  /** The act is done, and who did it reads the object no longer. */
  | { readonly gone: true }
  /** The code of the refusal. */
  | { readonly refused: string };

export interface Chapter {
  readonly title: string;
  readonly steps: readonly Step[];
}

/** What a planning process is told on its command line. */
export interface ChildOptions {
  /** Whose death it must not outlive. */
  readonly parent: number;
  /** Megabytes of resident memory; more ends it. */
  readonly memory: number;
  /** Milliseconds of processor time for one operation; more ends it. */
  readonly time: number;
}

/** What its watchdog looks at. */
export interface WatchedProcess extends ChildOptions {
  /** Its processor time when the present operation began, in shared memory; nought: there is none. */
  readonly begun: Float64Array;
}

/** The signals by which a planning process ends itself, which tell why; Windows knows only one. */
export const overtime: NodeJS.Signals = process.platform === 'win32' ? 'SIGKILL' : 'SIGVTALRM';
export const overweight: NodeJS.Signals = process.platform === 'win32' ? 'SIGKILL' : 'SIGUSR2';

/** What a planning process is asked: its supergraph first, then one operation after the other. */
export type PlanningQuestion = { readonly supergraph: string } | { readonly operation: string };

/** What callers see of a supergraph, and what subgraphs know of it, as SDL. */
export interface SchemaTexts {
  readonly api: string;
  readonly full: string;
}

/** What a planning process says: once when it is ready, then once for each operation. */
export type PlanningAnswer =
  | { readonly ready: SchemaTexts }
  /** A `PlannedStep` or null, as `v8.serialize` writes it: its length is what the plan weighs. */
  | { readonly plan: Uint8Array }
  | { readonly fault: string };

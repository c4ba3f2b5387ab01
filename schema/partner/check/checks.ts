import type { Outcome } from './outcome.js';
import type { Subject } from './subject.js';

/** By the id of a requirement, how it is tried. */
export type Checks = Readonly<Record<string, (subject: Subject) => Outcome | Promise<Outcome>>>;

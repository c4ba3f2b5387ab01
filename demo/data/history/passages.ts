import type { StatefulRow } from '../../../subgraphs/kit/acts/workflow.js';
import type { Partner } from '../../databases.js';
import type { Passage, StateTable, Step } from './chronicle.js';
import type { Draw } from './days.js';

/** What each partner's database knows of how its rows came to be as they are. */
export type Passages = Readonly<Record<Partner, readonly Passage[]>>;

/** The rows as their histories left them, which are kept beside. */
export type Remember = <Row extends StatefulRow>(
  table: StateTable,
  rows: readonly Row[],
  stepsOf: (row: Row, draw: Draw) => readonly Step[],
  initial?: string,
) => Row[];

/** Of one partner the passages of the rows that are kept. */
export function passagesOf(all: Passages, partner: Partner, kept: ReadonlySet<string>): Passages {
  return { ...all, [partner]: all[partner].filter(({ objetId }) => kept.has(objetId)) };
}

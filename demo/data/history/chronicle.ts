import type { PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import type { StatefulRow, Transition } from '../../../subgraphs/kit/acts/workflow.js';
import type { Stored } from '../rows.js';
import { daysLater, drawnBy, type Draw } from './days.js';

export type Passage = Stored<PassageEnregistre>;

/** An act on a row. A day of null lies somewhere between those beside it. */
export interface Step {
  readonly act: string;
  readonly by: string;
  /** AAAA-MM-JJ. */
  readonly on: string | null;
}

export const step = (act: string, by: string, on: string | null = null): Step => ({ act, by, on });

type Arrow = Pick<Transition, 'act' | 'to' | 'actor' | 'ground'>;

/** Of a workflow what a history is written by. */
export interface StateTable {
  readonly entity: { readonly name: string };
  readonly creation: Arrow | null;
  readonly transitions: Readonly<Record<string, Arrow>>;
}

export interface Told<Row> {
  /** As the acts left them. */
  readonly rows: Row[];
  readonly passages: readonly Passage[];
}

/**
 * The history of each row, by the workflow's own table, and the row with its version and its state's
 * moment as that history left them. Everything hangs on the row: a part of the rows has the same.
 * @param day AAAA-MM-JJ; nothing is later.
 * @param nextId of a passage; in their order, which databases write most quickly.
 * @param initial where rows begin that no act makes.
 * @throws Error where the steps do not end in the row's state.
 */
export function chronicle<Row extends StatefulRow>(
  table: StateTable,
  day: string,
  nextId: () => string,
  rows: readonly Row[],
  stepsOf: (row: Row, draw: Draw) => readonly Step[],
  initial: string | null = null,
): Told<Row> {
  const passages: Passage[] = [];
  const told = rows.map((row) => {
    const draw = drawnBy(row.id);
    const steps = stepsOf(row, draw);
    const days = dayOfEach(steps, day, draw);
    let state = initial;
    let since = row.statutDepuis;
    let version = initial === null ? 0 : 1;
    for (const [index, { act, by }] of steps.entries()) {
      const { to, actor, ground } = arrowOf(table, act);
      version += 1;
      const le = momentOf(days[index] ?? day, index, day);
      passages.push({
        id: nextId(),
        objetType: table.entity.name,
        objetId: row.id,
        version,
        acte: act,
        de: state,
        vers: to,
        signataireId: by,
        fonction: actor,
        fondement: ground,
        le,
      });
      if (state !== to) since = le;
      state = to;
    }
    if (state !== row.statut) throw new Error(`${table.entity.name}: ${row.statut}, not ${state}`);
    return { ...row, version, statutDepuis: since };
  });
  return { rows: told, passages };
}

function arrowOf({ entity, creation, transitions }: StateTable, act: string): Arrow {
  const arrow = creation?.act === act ? creation : transitions[act];
  if (!arrow) throw new Error(`${entity.name} has no act ${act}`);
  return arrow;
}

/** Never before the act before it, nor after the last day. */
function dayOfEach(steps: readonly Step[], last: string, draw: Draw): string[] {
  const days: string[] = [];
  for (const [index, { on }] of steps.entries()) {
    const before = days.at(-1);
    const next = steps.slice(index).find((later) => later.on !== null)?.on ?? last;
    const guess = before === undefined ? next : daysLater(before, draw(1, 12));
    const meant = on ?? (guess < next ? guess : next);
    const bounded = meant < last ? meant : last;
    days.push(before !== undefined && bounded < before ? before : bounded);
  }
  return days;
}

/** In the morning, in the order of the acts; of the last day its first minutes, which are over. */
function momentOf(day: string, index: number, last: string): Date {
  const hour = day === last ? '00' : '08';
  return new Date(`${day}T${hour}:${String(index).padStart(2, '0')}:00Z`);
}

import type { EntityManager } from 'typeorm';
import type { Appelant } from '../appelant.js';
import type { EntityClass } from '../entity.js';

/** What every row with states has beside its own columns. */
export interface StatefulRow {
  id: string;
  statut: string;
  /** Counts the acts done on the row, its creation included. */
  version: number;
  /** Since when it has been in its state; UTC. null: since before acts were recorded. */
  statutDepuis: Date | null;
}

/** What a guard or an effect is given: the row as it is under the act's lock. */
export interface ActContext<Input> {
  readonly appelant: Appelant;
  readonly input: Input;
  readonly manager: EntityManager;
  readonly now: Date;
}

/** A condition that the row, or what is asked, must meet. Refused by typed data, never by an error. */
export interface Guard<Row, Input> {
  /** Stable and in capitals: front-ends tell refusals apart by it. */
  readonly code: string;
  /** French, for the person who acts: what is missing and what to do. */
  readonly message: string;
  /** The input field at fault, if one is. */
  readonly champ?: string;
  /** The fields of the row that it decides by, as `Type.field`: who may not read them is refused first. */
  readonly reads?: readonly string[];
  readonly holds: (row: Row, context: ActContext<Input>) => boolean | Promise<boolean>;
}

/** When the act is due: days after the state was entered, or at the end of a day that the row says. */
type Delay = {
  /** French: what is owed, and by which text or choice. */
  readonly label: string;
} & ({ readonly days: number } | { /** A date column of the row. */ readonly until: string });

/** One arrow of a workflow: who may take which object from where to where, and under which conditions. */
export interface Transition<
  Row extends StatefulRow = StatefulRow,
  Etat extends string = string,
  Input = unknown,
> {
  /** The mutation that does it. */
  readonly act: string;
  readonly from: readonly Etat[];
  readonly to: Etat;
  /** The right that its actor needs on the row, in the convention's catalogue. */
  readonly scope: string;
  /** French: in which function somebody acts; kept in the history. */
  readonly actor: string;
  /** Id of a ground in the convention file. */
  readonly ground: string;
  /** French, one sentence: what it does. */
  readonly summary: string;
  readonly guards: readonly Guard<Row, Input>[];
  /** The fields of the row by which the act is refused or not, its guards' among them: `Type.field`. */
  readonly reads: readonly string[];
  readonly delay: Delay | null;
  /** Somebody waits for it: the row stands in the actor's list of what is to be done. */
  readonly awaited: boolean;
  /** In which of the states that it starts from: not where it may be done again, unasked. */
  readonly awaitedFrom: readonly Etat[];
  readonly irrevocable: boolean;
}

/** Every state of one kind of object, and every way between them. The one place that says so. */
export interface Workflow<
  Row extends StatefulRow = StatefulRow,
  Etat extends string = string,
  Name extends string = string,
> {
  /** `W1`, as in the domain reference. */
  readonly id: string;
  readonly title: string;
  readonly entity: EntityClass<Row>;
  /** GraphQL name of the state's enumeration, with the French label of each state. */
  readonly states: Readonly<Record<Etat, string>>;
  /** Where an object begins, and by whom. */
  readonly creation: Omit<
    Transition<Row, Etat>,
    'from' | 'guards' | 'reads' | 'awaited' | 'awaitedFrom'
  > | null;
  readonly transitions: Readonly<Record<Name, Transition<Row, Etat>>>;
  /**
   * Whom an act on this row is told to, once it is done: signatories who may read the row as it now is.
   */
  readonly addressees?: Addressees<Row>;
}

/** What the published schema takes from a workflow of whatever kind of object. */
export interface ActTable {
  readonly creation: Pick<Transition, 'act' | 'irrevocable'> | null;
  readonly transitions: Readonly<Record<string, Pick<Transition, 'act' | 'irrevocable'>>>;
}

type Addressees<Row> = (
  row: Row,
  manager: EntityManager,
) => readonly string[] | Promise<readonly string[]>;

type Declared<Row extends StatefulRow, Etat extends string> = Omit<
  Transition<Row, Etat, never>,
  'act' | 'guards' | 'reads' | 'delay' | 'awaited' | 'awaitedFrom' | 'irrevocable'
> &
  Partial<Pick<Transition<Row, Etat>, 'reads' | 'delay' | 'irrevocable'>> & {
    readonly guards?: readonly Guard<Row, never>[];
    /** In every state that it starts from, or in these. */
    readonly awaited?: true | readonly Etat[];
  };

/**
 * Declares a workflow; a transition's name is its mutation's.
 * @throws when a state is named that does not exist, or can never be reached.
 */
export function workflow<
  Row extends StatefulRow,
  Etat extends string,
  Name extends string,
>(declared: {
  readonly id: string;
  readonly title: string;
  readonly entity: EntityClass<Row>;
  readonly states: Readonly<Record<Etat, string>>;
  readonly creation?: { readonly act: string } & Omit<
    Declared<Row, Etat>,
    'from' | 'guards' | 'reads' | 'awaited'
  >;
  readonly transitions: Readonly<Record<Name, Declared<Row, Etat>>>;
  readonly addressees?: Addressees<Row>;
}): Workflow<Row, Etat, Name> {
  const { creation, transitions, ...rest } = declared;
  const named = Object.entries<Declared<Row, Etat>>(transitions).map(
    ([act, transition]) => [act, complete(act, transition)] as const,
  );
  const reachable = new Set<string>([
    ...(creation ? [creation.to] : []),
    ...named.map(([, { to }]) => to),
  ]);
  const unreachable = named.flatMap(([act, { from }]) =>
    from.filter((state) => !reachable.has(state)).map((state) => `${act}: ${state}`),
  );
  if (unreachable.length > 0) {
    throw new Error(`${declared.id}: nothing leads to ${unreachable.join(', ')}.`);
  }
  return {
    ...rest,
    creation: creation ? withDefaults(creation) : null,
    transitions: Object.fromEntries(named) as Record<Name, Transition<Row, Etat>>,
  };
}

function complete<Row extends StatefulRow, Etat extends string>(
  act: string,
  { guards = [], reads = [], awaited = [], ...declared }: Declared<Row, Etat>,
): Transition<Row, Etat> {
  const awaitedFrom = awaited === true ? declared.from : awaited;
  const read = new Set([...reads, ...guards.flatMap((guard) => guard.reads ?? [])]);
  return {
    ...withDefaults({ act, ...declared }),
    from: declared.from,
    awaited: awaitedFrom.length > 0,
    awaitedFrom,
    reads: [...read],
    guards: guards as unknown as readonly Guard<Row, unknown>[],
  };
}

function withDefaults<T extends object>(
  declared: T,
): T & Pick<Transition, 'delay' | 'irrevocable'> {
  return { delay: null, irrevocable: false, ...declared };
}

/** The acts of a workflow that cannot be undone, by the name of their mutation. */
export function irrevocableActs({ creation, transitions }: ActTable): string[] {
  const acts = [...(creation ? [creation] : []), ...Object.values(transitions)];
  return acts.filter(({ irrevocable }) => irrevocable).map(({ act }) => act);
}

/** What is owed and when, in French. */
export function describeDelay(delay: Delay): string {
  return 'days' in delay ? `${delay.label} (${String(delay.days)} jours)` : delay.label;
}

/** A transition's description in the published schema: what it does, by whom, from where to where. */
export function describeTransition<Row extends StatefulRow>(
  workflow: Workflow<Row>,
  act: string,
): string {
  const transition =
    workflow.transitions[act] ?? (workflow.creation?.act === act ? workflow.creation : null);
  if (!transition) throw new Error(`${workflow.id} has no act ${act}.`);
  const label = (state: string): string => `« ${workflow.states[state] ?? state} »`;
  const from =
    'from' in transition
      ? (transition as Pick<Transition, 'from'>).from.map(label).join(', ')
      : null;
  return [
    transition.summary,
    `Par : ${transition.actor}.`,
    from === null ? `Étape : ${label(transition.to)}.` : `De ${from} à ${label(transition.to)}.`,
    ...(transition.delay ? [`Délai : ${describeDelay(transition.delay)}.`] : []),
    ...(transition.irrevocable ? ['Ne peut pas être annulé.'] : []),
  ].join(' ');
}

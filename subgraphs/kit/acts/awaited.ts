import { Directive, Field, ObjectType } from 'type-graphql';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { valueAt } from '../entity.js';
import { enumeration } from '../enumeration.js';
import type { Filter } from '../listing.js';
import { Authentifie } from '../portee.js';
import type { RowAccess } from '../row-access.js';
import { DateCivile } from '../scalars.js';
import type { StatefulRow, Transition, Workflow } from './workflow.js';

export const Attente = enumeration('Attente', 'De qui un dossier attend un acte.', {
  MOI: 'De l’appelant.',
});
export type Attente = keyof typeof Attente;

/** An act that the caller may do on a row as it stands. */
@ObjectType({ description: 'Un acte que l’appelant peut faire maintenant sur ce dossier.' })
@Directive('@shareable')
@Authentifie()
export class ActePossible {
  @Field(() => String, { description: 'Nom de la mutation.' })
  nom!: string;

  @Field(() => String, { description: 'Ce que fait l’acte.' })
  resume!: string;

  @Field(() => Boolean, { description: 'L’acte est attendu de l’appelant.' })
  attendu!: boolean;

  @Field(() => Boolean, { description: 'L’acte ne peut pas être annulé.' })
  irrevocable!: boolean;

  @Field(() => DateCivile, { nullable: true, description: 'Jour avant lequel il est dû.' })
  echeance!: string | null;
}

/**
 * `attend: MOI`: the rows in a state from which the caller owes an act, and may do it: what decides of
 * the act, he reads.
 */
export function awaitsCaller<Row extends StatefulRow>(workflow: Workflow<Row>): Filter<Attente> {
  return (_attente, scope) => {
    const owed = transitionsOf(workflow)
      .filter(({ awaited }) => awaited)
      .map(
        ({ awaitedFrom, scope: right, reads }) =>
          `(${scope.col('statut')} IN (${scope.param([...awaitedFrom])}) AND ${scope.under(right)} AND ${scope.reading(reads)})`,
      );
    return owed.length === 0 ? '1 = 0' : `(${owed.join(' OR ')})`;
  };
}

/**
 * The acts that the caller may do on this row now: he holds the right, and reads what decides of the
 * act. Guards are judged when he asks for one.
 */
export async function possibleActs<Row extends StatefulRow>(
  workflow: Workflow<Row>,
  row: Row,
  access: RowAccess,
): Promise<ActePossible[]> {
  const open = transitionsOf(workflow).filter(({ from }) => from.includes(row.statut));
  const mine = await Promise.all(
    open.map(async ({ scope, reads }) => {
      const held = await access.meets(row, { alternatives: [[scope]], rowless: false });
      return held && access.readsOn(row, [`${workflow.entity.name}.statut`, ...reads]);
    }),
  );
  return open
    .filter((_, index) => mine[index])
    .map((transition) =>
      Object.assign(new ActePossible(), {
        nom: transition.act,
        resume: transition.summary,
        attendu: transition.awaitedFrom.includes(row.statut),
        irrevocable: transition.irrevocable,
        echeance: dueDay(row, transition),
      }),
    );
}

/** The first day on which something is due from the state the row is in; AAAA-MM-JJ. */
export function dueDayOf<Row extends StatefulRow>(
  workflow: Workflow<Row>,
  row: Row,
): string | null {
  const days = transitionsOf(workflow)
    .filter(({ from }) => from.includes(row.statut))
    .flatMap((transition) => dueDay(row, transition) ?? []);
  return days.toSorted()[0] ?? null;
}

function dueDay(row: StatefulRow, { delay }: Pick<Transition, 'delay'>): string | null {
  if (!delay) return null;
  if ('until' in delay) return (valueAt(row, delay.until) as string | null | undefined) ?? null;
  if (!row.statutDepuis) return null;
  const due = new Date(row.statutDepuis);
  due.setUTCDate(due.getUTCDate() + delay.days);
  return civilDay(due);
}

function transitionsOf<Row extends StatefulRow>(
  workflow: Workflow<Row>,
): readonly Transition<Row>[] {
  return Object.values(workflow.transitions);
}

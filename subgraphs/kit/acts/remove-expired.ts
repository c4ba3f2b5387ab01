import { In, IsNull, LessThan, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { civilDay } from '../../../schema/contract/civil-day.js';
import type { EntityClass } from '../entity.js';
import type { WriteQueue } from '../write-queue.js';
import { PassageEnregistre } from './act-tables.js';
import { removeRows } from './remove-rows.js';
import type { StatefulRow } from './workflow.js';

/** What the convention file keeps for a time. */
export interface Kept {
  readonly entity: EntityClass<StatefulRow>;
  readonly months: number;
  /** The states in which the time runs; null: in every state. */
  readonly over: readonly string[] | null;
  /** The day of the facts: it runs from it where nobody acted since acts are recorded. */
  readonly day: string;
  /** What belongs to a row, and the property that names it. */
  readonly with?: readonly (readonly [entity: EntityClass, property: string])[];
}

/** Removes what its time has passed over, each with its history. Returns how many. */
export async function removeKept(
  writes: WriteQueue,
  kept: readonly Kept[],
  now: Date,
): Promise<number> {
  let removed = 0;
  for (const { entity, months, over, day, with: belonging = [] } of kept) {
    removed += await removeRows(
      writes,
      entity,
      untouchedFor(months, over, day, now),
      async (rows, manager) => {
        const ids = rows.map(({ id }) => id);
        for (const [part, property] of belonging) {
          await removePart(manager, part, { [property]: In(ids) });
        }
      },
    );
  }
  return removed;
}

/** With its history, where it has states of its own. */
async function removePart(
  manager: EntityManager,
  part: EntityClass,
  where: FindOptionsWhere<object>,
): Promise<void> {
  if (manager.dataSource.getMetadata(part).findColumnWithPropertyName('statut')) {
    const rows = (await manager.findBy(part, where)) as StatefulRow[];
    const objetId = In(rows.map(({ id }) => id));
    await manager.delete(PassageEnregistre, { objetType: part.name, objetId });
  }
  await manager.delete(part, where);
}

/** Rows that are in a state for so long. */
export function untouchedFor<Row extends StatefulRow>(
  months: number,
  over: readonly string[] | null,
  day: string,
  now: Date,
): FindOptionsWhere<Row>[] {
  const limit = monthsBefore(now, months);
  const ways = [
    { statutDepuis: LessThan(limit) },
    { statutDepuis: IsNull(), [day]: LessThan(civilDay(limit)) },
  ];
  return ways.map((way) => (over === null ? way : { statut: In(over), ...way })) as never;
}

export function monthsBefore(now: Date, months: number): Date {
  const limit = new Date(now);
  limit.setUTCMonth(limit.getUTCMonth() - months);
  return limit;
}

import {
  And,
  In,
  MoreThan,
  type EntityManager,
  type FindManyOptions,
  type FindOptionsOrder,
  type FindOptionsWhere,
} from 'typeorm';
import type { EntityClass } from '../entity.js';
import { isSqlite } from '../is-sqlite.js';
import type { WriteQueue } from '../write-queue.js';
import { PassageEnregistre } from './act-tables.js';

const batch = 200;

/**
 * Removes rows that may be kept no longer, each with its history, and returns how many. Any number of
 * processes may run it at once.
 * @param before removes what belongs to them, in the same transaction.
 */
export function removeRows<Row extends { id: string }>(
  writes: WriteQueue,
  entity: EntityClass<Row>,
  where: FindOptionsWhere<Row> | FindOptionsWhere<Row>[],
  before: (rows: readonly Row[], manager: EntityManager) => Promise<void> = async () => {
    // Nothing belongs to them.
  },
): Promise<number> {
  return inBatches(
    writes,
    entity,
    () => ({ where }),
    async (rows, manager) => {
      const ids = rows.map(({ id }) => id);
      await before(rows, manager);
      await manager.delete(PassageEnregistre, { objetType: entity.name, objetId: In(ids) });
      await manager.delete(entity, ids);
    },
  );
}

/**
 * Changes rows, so that they meet the condition no more, batch by batch; returns how many. Since they
 * stay, each batch goes on behind the one before: none is looked at twice.
 */
export function changeRows<Row extends { id: string }>(
  writes: WriteQueue,
  entity: EntityClass<Row>,
  where: readonly FindOptionsWhere<Row>[],
  change: (rows: readonly Row[], manager: EntityManager) => Promise<void>,
): Promise<number> {
  return inBatches(
    writes,
    entity,
    (last) => ({
      where: last === null ? [...where] : where.map((way) => behind(way, last)),
      order: { id: 'ASC' } as FindOptionsOrder<Row>,
    }),
    change,
  );
}

function behind<Row extends { id: string }>(
  way: FindOptionsWhere<Row>,
  last: string,
): FindOptionsWhere<Row> {
  const { id } = way;
  return { ...way, id: id === undefined ? MoreThan(last) : And(MoreThan(last), id as never) };
}

/** @param asked which rows, behind the last of those that were found before. */
async function inBatches<Row extends { id: string }>(
  writes: WriteQueue,
  entity: EntityClass<Row>,
  asked: (last: string | null) => Pick<FindManyOptions<Row>, 'where' | 'order'>,
  work: (rows: readonly Row[], manager: EntityManager) => Promise<void>,
): Promise<number> {
  let done = 0;
  let last: string | null = null;
  for (;;) {
    const found: readonly Row[] = await writes.run(async (manager) => {
      const rows = await manager.find(entity, {
        ...asked(last),
        take: batch,
        ...(isSqlite(manager.dataSource.options)
          ? {}
          : // Another process takes the others meanwhile.
            { lock: { mode: 'pessimistic_write' as const, onLocked: 'skip_locked' as const } }),
      });
      if (rows.length > 0) await work(rows, manager);
      return rows;
    });
    done += found.length;
    last = found.at(-1)?.id ?? null;
    if (found.length < batch) return done;
  }
}

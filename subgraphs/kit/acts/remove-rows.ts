import { In, type EntityManager, type FindOptionsWhere } from 'typeorm';
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
  return changeRows(writes, entity, where, async (rows, manager) => {
    const ids = rows.map(({ id }) => id);
    await before(rows, manager);
    await manager.delete(PassageEnregistre, { objetType: entity.name, objetId: In(ids) });
    await manager.delete(entity, ids);
  });
}

/** Changes rows, so that they meet the condition no more, batch by batch; returns how many. */
export async function changeRows<Row extends { id: string }>(
  writes: WriteQueue,
  entity: EntityClass<Row>,
  where: FindOptionsWhere<Row> | FindOptionsWhere<Row>[],
  change: (rows: readonly Row[], manager: EntityManager) => Promise<void>,
): Promise<number> {
  let changed = 0;
  for (;;) {
    const inBatch = await writes.run(async (manager) => {
      const overdue = await manager.find(entity, {
        where,
        take: batch,
        ...(isSqlite(manager.dataSource.options)
          ? {}
          : // Another process takes the others meanwhile.
            { lock: { mode: 'pessimistic_write' as const, onLocked: 'skip_locked' as const } }),
      });
      if (overdue.length > 0) await change(overdue, manager);
      return overdue.length;
    });
    changed += inBatch;
    if (inBatch < batch) return changed;
  }
}

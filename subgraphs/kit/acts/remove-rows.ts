import { In, type FindOptionsWhere } from 'typeorm';
import type { EntityClass } from '../entity.js';
import { isSqlite } from '../is-sqlite.js';
import type { WriteQueue } from '../write-queue.js';
import { PassageEnregistre } from './act-tables.js';

const batch = 200;

/**
 * Removes rows that may be kept no longer, each with its history, and returns how many. Any number of
 * processes may run it at once.
 */
export async function removeRows<Row extends { id: string }>(
  writes: WriteQueue,
  entity: EntityClass<Row>,
  where: FindOptionsWhere<Row> | FindOptionsWhere<Row>[],
): Promise<number> {
  let removed = 0;
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
      const ids = overdue.map(({ id }) => id);
      if (ids.length === 0) return 0;
      await manager.delete(PassageEnregistre, { objetType: entity.name, objetId: In(ids) });
      await manager.delete(entity, ids);
      return ids.length;
    });
    removed += inBatch;
    if (inBatch < batch) return removed;
  }
}

import { isSqlite } from '../is-sqlite.js';
import { randomUUID } from 'node:crypto';
import { LessThan } from 'typeorm';
import { civilDay } from '../../../schema/contract/civil-day.js';
import type { Outbox } from '../outbox/outbox.js';
import type { WriteQueue } from '../write-queue.js';
import { PassageEnregistre } from './act-tables.js';
import type { StatefulRow, Workflow } from './workflow.js';

const batch = 200;
const dayLength = 86_400_000;

/**
 * Does an act that its delay does by itself: every row that has been in the act's first state for
 * longer than the delay, or past the day that it says itself, goes on, as nobody's act. Any number of processes may run it at once.
 * Returns how many rows went on.
 * @throws Error when the act has no delay.
 */
export async function lapse<Row extends StatefulRow, Name extends string>(
  writes: WriteQueue,
  workflow: Workflow<Row, string, Name>,
  act: NoInfer<Name>,
  now: Date,
  outbox: Outbox | null = null,
): Promise<number> {
  const { delay, from, to, ground } = workflow.transitions[act];
  if (!delay) throw new Error(`${workflow.id}: ${act} has no delay.`);
  const overdueSince =
    'until' in delay
      ? { [delay.until]: LessThan(civilDay(now)) }
      : { statutDepuis: LessThan(new Date(now.getTime() - delay.days * dayLength)) };
  let done = 0;
  for (;;) {
    const inBatch = await writes.run(async (manager) => {
      const overdue = await manager.find(workflow.entity, {
        where: from.map((statut) => ({ statut, ...overdueSince })) as never,
        take: batch,
        ...(isSqlite(manager.dataSource.options)
          ? {}
          : // Another process takes the others meanwhile.
            { lock: { mode: 'pessimistic_write' as const, onLocked: 'skip_locked' as const } }),
      });
      for (const row of overdue) {
        const { id, statut, version } = row;
        const changes = { statut: to, version: version + 1, statutDepuis: now };
        await manager.update(workflow.entity, { id }, changes as never);
        await manager.insert(PassageEnregistre, {
          id: randomUUID(),
          objetType: workflow.entity.name,
          objetId: id,
          version: version + 1,
          acte: act,
          de: statut,
          vers: to,
          signataireId: null,
          fonction: `Échéance : ${delay.label}`,
          fondement: ground,
          le: now,
        });
        if (!outbox || !workflow.addressees) continue;
        const gone = Object.assign(row, changes);
        await outbox.put(manager, await workflow.addressees(gone, manager), now);
      }
      return overdue.length;
    });
    done += inBatch;
    if (inBatch < batch) return done;
  }
}

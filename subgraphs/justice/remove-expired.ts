import { In, Raw, type FindOptionsWhere } from 'typeorm';
import { civilDay } from '../../schema/contract/civil-day.js';
import { monthsBefore, removeKept, untouchedFor } from '../kit/acts/remove-expired.js';
import { removeRows } from '../kit/acts/remove-rows.js';
import { OutgoingAct } from '../kit/delivery/outgoing-act.js';
import type { WriteQueue } from '../kit/write-queue.js';
import { Communication } from './communication/communication.js';
import { AvisNotifie, Decision, Procedure } from './procedure/procedure.js';

const aYear = 12;

/**
 * Removes what a year has passed over: communications, and procedures since their last notice. One
 * under appeal, or that nobody had notice of, stays.
 */
export async function removeExpired(writes: WriteQueue, now: Date): Promise<number> {
  const communications = await removeKept(
    writes,
    [{ entity: Communication, months: aYear, over: null, day: 'dateEnvoi' }],
    now,
  );
  const procedures = await removeRows(
    writes,
    Procedure,
    toldAYearAgo(now),
    async (rows, manager) => {
      const ids = In(rows.map(({ id }) => id));
      await manager.delete(AvisNotifie, { procedureId: ids });
      await manager.delete(Decision, { procedureId: ids });
      await manager.delete(OutgoingAct, { source: ids });
    },
  );
  return communications + procedures;
}

function toldAYearAgo(now: Date): FindOptionsWhere<Procedure>[] {
  const limit = civilDay(monthsBefore(now, aYear));
  const id = Raw(
    (column) =>
      `${column} IN (SELECT procedureId FROM avis_notifie) AND ${column} NOT IN (SELECT procedureId FROM avis_notifie WHERE dateNotification >= :limit)`,
    { limit },
  );
  // Where nobody acted since acts are recorded, its notices say when it was told.
  return untouchedFor<Procedure>(
    aYear,
    ['AVIS_NOTIFIE', 'JUGEMENT_DEFINITIF'],
    'moisFaits',
    now,
  ).map((way) => ({ ...way, id }));
}

import { In, LessThan, Raw, type EntityManager } from 'typeorm';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { monthsBefore, untouchedFor } from '../../kit/acts/remove-expired.js';
import { removeRows } from '../../kit/acts/remove-rows.js';
import type { WriteQueue } from '../../kit/write-queue.js';
import { AgregatIncidents } from './agregat-incidents.js';
import { CorrectionIncident } from './correction-incident.js';
import { Incident } from './incident.js';

const threeYears = 36;

/** What still names an incident is kept for a time of its own, and keeps it. */
const unnamed = (incident: string): string =>
  [
    ...['plainte', 'signalement_incident'].map(
      (table) => `NOT EXISTS (SELECT 1 FROM ${table} n WHERE n.incidentId = ${incident})`,
    ),
    // Few, and not found by their incident.
    `${incident} NOT IN (SELECT n.incidentId FROM protection_personnel n)`,
  ].join(' AND ');

/** Of incidents closed three years ago their number is kept, and nothing else. */
export function aggregateIncidents(writes: WriteQueue, now: Date): Promise<number> {
  const where = untouchedFor<Incident>(threeYears, ['CLOS'], 'dateFaits', now).map((way) => ({
    // By the index: whatever was closed so long ago is older still.
    dateFaits: LessThan(civilDay(monthsBefore(now, threeYears))),
    ...way,
    id: Raw(unnamed),
  }));
  return removeRows(writes, Incident, where, async (rows, manager) => {
    await count(manager, rows);
    await manager.delete(CorrectionIncident, { incidentId: In(rows.map(({ id }) => id)) });
  });
}

async function count(manager: EntityManager, incidents: readonly Incident[]): Promise<void> {
  const cells = new Map<string, Omit<AgregatIncidents, 'nombre'>>();
  for (const { bailleurId, communeCode, moisFaits, type } of incidents) {
    const periode = `${moisFaits.slice(0, 4)}-${moisFaits.slice(5) <= '06' ? 'S1' : 'S2'}`;
    const id = [bailleurId, communeCode, periode, type].join(':');
    const compte = (cells.get(id)?.compte ?? 0) + 1;
    cells.set(id, { id, bailleurId, communeCode, periode, type, compte });
  }
  // In one order, so that two processes do not wait for each other.
  for (const [id, cell] of [...cells].toSorted(([left], [right]) => (left < right ? -1 : 1))) {
    await manager
      .createQueryBuilder()
      .insert()
      .into(AgregatIncidents)
      .values({ ...cell, compte: 0 })
      .orIgnore()
      .execute();
    await manager.increment(AgregatIncidents, { id }, 'compte', cell.compte);
  }
}

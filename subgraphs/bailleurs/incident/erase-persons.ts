import { In, IsNull, Not, Raw, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { untouchedFor } from '../../kit/acts/remove-expired.js';
import { changeRows } from '../../kit/acts/remove-rows.js';
import type { WriteQueue } from '../../kit/write-queue.js';
import { CorrectionIncident } from './correction-incident.js';
import { Incident } from './incident.js';

const victime = ['victimeIdentite', 'victimeQualite', 'victimeItt'] as const;
const auteur = ['auteurIdentite', 'auteurLienBail'] as const;
type Erased = (typeof victime)[number] | (typeof auteur)[number];

/** Its case is not over: a complaint whose judgment is not final. */
const underWay = (incident: string): string =>
  `EXISTS (SELECT 1 FROM plainte p WHERE p.incidentId = ${incident} AND p.etat <> 'JUGEMENT_DEFINITIF')`;

/**
 * Erases a victim, in whatever quality and with what harm, a year after an incident was closed, and who is suspected once it is closed
 * and no case of it goes on; what corrections replaced of them, too.
 */
export async function erasePersons(writes: WriteQueue, now: Date): Promise<void> {
  const closedForAYear = untouchedFor<Incident>(12, ['CLOS'], 'dateFaits', now);
  await erase(writes, victime, closedForAYear);
  const over = Raw((id) => `NOT ${underWay(id)}`);
  await erase(writes, auteur, [{ statut: 'CLOS', id: over }]);
}

async function erase(
  writes: WriteQueue,
  columns: readonly Erased[],
  where: readonly FindOptionsWhere<Incident>[],
): Promise<void> {
  const nothing = Object.fromEntries(columns.map((column) => [column, null]));
  const something = where.flatMap((way) =>
    columns.map((column) => ({ ...way, [column]: Not(IsNull()) })),
  );
  await changeRows(writes, Incident, something, async (rows, manager) => {
    const ids = rows.map(({ id }) => id);
    await manager.update(Incident, { id: In(ids) }, nothing);
    await eraseCorrected(manager, ids, columns);
  });
}

async function eraseCorrected(
  manager: EntityManager,
  incidents: readonly string[],
  columns: readonly Erased[],
): Promise<void> {
  const corrections = await manager.findBy(CorrectionIncident, { incidentId: In(incidents) });
  for (const { id, avant } of corrections) {
    const left = Object.entries(avant).filter(
      ([name]) => !columns.some((column) => column === name),
    );
    if (left.length === Object.keys(avant).length) continue;
    await manager.update(CorrectionIncident, { id }, { avant: Object.fromEntries(left) });
  }
}

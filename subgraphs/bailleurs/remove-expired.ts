import { LessThan } from 'typeorm';
import { PassageEnregistre } from '../kit/acts/act-tables.js';
import { monthsBefore, removeKept, type Kept } from '../kit/acts/remove-expired.js';
import type { WriteQueue } from '../kit/write-queue.js';
import { Constat } from './diagnostic/constat.js';
import {
  DiagnosticEnMarchant,
  DiagnosticResidence,
  ParticipantDiagnostic,
} from './diagnostic/diagnostic-en-marchant.js';
import { aggregateIncidents } from './incident/aggregate-incidents.js';
import { erasePersons } from './incident/erase-persons.js';
import { ProtectionPersonnel } from './protection/protection-personnel.js';
import { Entree } from './residence/entree.js';
import {
  Signalement,
  SignalementDestinataire,
  SignalementIncident,
  SuiteOperationnelle,
} from './signalement/signalement.js';

const threeYears = 36;
const fiveYears = 60;

const kept: readonly Kept[] = [
  {
    entity: Signalement,
    months: threeYears,
    over: null,
    day: 'dateTransmission',
    with: [
      [SignalementIncident, 'signalementId'],
      [SignalementDestinataire, 'signalementId'],
      [SuiteOperationnelle, 'signalementId'],
    ],
  },
  { entity: ProtectionPersonnel, months: 12, over: ['CLOS'], day: 'dateDeclaration' },
  {
    entity: DiagnosticEnMarchant,
    months: fiveYears,
    over: ['CLOS', 'REFUSE', 'ANNULE'],
    day: 'dateSouhaitee',
    with: [
      [Constat, 'diagnosticId'],
      [DiagnosticResidence, 'diagnosticId'],
      [ParticipantDiagnostic, 'diagnosticId'],
    ],
  },
];

/**
 * Removes what its time has passed over. What depends on the end of a lawsuit stays: no figure says
 * how long after it.
 */
export async function removeExpired(writes: WriteQueue, now: Date): Promise<void> {
  await erasePersons(writes, now);
  await removeKept(writes, kept, now);
  // After the signalements that name them.
  await aggregateIncidents(writes, now);
  await writes.run((manager) =>
    manager.delete(PassageEnregistre, {
      objetType: Entree.name,
      le: LessThan(monthsBefore(now, threeYears)),
    }),
  );
}

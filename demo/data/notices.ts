import type { OutgoingAct } from '../../subgraphs/kit/delivery/outgoing-act.js';
import { noticeToComplaint } from '../../subgraphs/justice/procedure/procedure.js';
import type { Stored } from './rows.js';
import type { SuitesPenales } from './suites-penales.js';

/** The notices to complainants, each taken by its complaint on the day it was given. */
export function noticesOf({
  procedures,
  avisNotifies,
}: Pick<SuitesPenales, 'procedures' | 'avisNotifies'>): Stored<OutgoingAct>[] {
  const known = new Map(procedures.map((procedure) => [procedure.id, procedure]));
  return avisNotifies.flatMap(({ procedureId, signataireId, dateNotification }) => {
    const { plainteId, plaignantId } = known.get(procedureId) ?? {};
    if (!plainteId || plaignantId !== signataireId) return [];
    const le = new Date(`${dateNotification}T08:00:00Z`);
    return {
      id: procedureId,
      objet: `Plainte ${plainteId}`,
      rang: 1,
      source: procedureId,
      signataireId: 'parquet-poitiers',
      acte: noticeToComplaint,
      cible: plainteId,
      saisie: { procedure: procedureId, plaignant: signataireId },
      etat: 'FAITE' as const,
      refus: null,
      le,
      faiteLe: le,
      essais: 1,
      prochainEssai: le,
    };
  });
}

/** One diagnostic of Ékidom in Poitiers with one constat, for the tables of W3. */
import type { DataSource } from 'typeorm';
import { Constat } from '../../../subgraphs/bailleurs/diagnostic/constat.js';
import {
  DiagnosticEnMarchant,
  ParticipantDiagnostic,
} from '../../../subgraphs/bailleurs/diagnostic/diagnostic-en-marchant.js';

export const diagnosticId = 'd-w3';
export const constatId = 'c-w3';

export async function fillDiagnostic(database: DataSource): Promise<void> {
  await database.getRepository(DiagnosticEnMarchant).insert({
    id: diagnosticId,
    bailleurId: 'ekidom',
    communeCode: '86194',
    statut: 'DEMANDE',
    instructeurId: 'ville-poitiers',
    motif: 'FAITS_REPETES',
    dateSouhaitee: '2026-05-02',
  });
  await database.getRepository(ParticipantDiagnostic).insert([
    {
      id: 'pa-1',
      diagnosticId,
      signataireId: 'police-nationale-86',
      qualite: 'MEMBRE',
    },
    {
      id: 'pa-2',
      diagnosticId,
      signataireId: 'grand-poitiers',
      qualite: 'RELAIS_INTERMEDIAIRE',
    },
  ]);
  await database.getRepository(Constat).insert({
    id: constatId,
    diagnosticId,
    theme: 'ECLAIRAGE',
    lieu: 'PARKING',
    priorite: 1,
    description: 'Deux lampes éteintes',
    releveParId: 'ekidom',
    statut: 'RELEVE',
    piloteId: 'police-nationale-86',
  });
}

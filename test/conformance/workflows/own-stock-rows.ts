import type { DataSource } from 'typeorm';
import { Incident } from '../../../subgraphs/bailleurs/incident/incident.js';
import { Residence } from '../../../subgraphs/bailleurs/residence/residence.js';

/** A résidence of Ékidom in Poitiers, and an incident there. */
export async function fillPlace(database: DataSource): Promise<void> {
  const place = { bailleurId: 'ekidom', communeCode: '86194', quartierCode: null };
  await database.getRepository(Residence).insert({
    id: 'r-w7',
    nom: 'Les Ajoncs',
    nbLogements: 10,
    typeConstruction: 'COLLECTIF',
    ...place,
  });
  await database.getRepository(Incident).insert({
    id: 'i-w7',
    residenceId: 'r-w7',
    ...place,
    type: 'P_SAL_PHYS',
    gravite: 3,
    moisFaits: '2026-05',
    dateFaits: '2026-05-02',
    lieuType: 'HALL',
    recurrence: false,
    auteurConnu: false,
    victimeQualite: 'SALARIE',
  });
}

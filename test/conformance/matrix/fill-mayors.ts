import type { DataSource } from 'typeorm';
import { PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import { PropositionAlternative } from '../../../subgraphs/ville/alternative/proposition-alternative.js';
import { InformationMaire } from '../../../subgraphs/ville/information/information-maire.js';
import { alternatives, informations } from './facts.js';
import { places } from './places.js';

const le = new Date('2026-06-01T08:00:00Z');

/** What mayors proposed to the prosecutor, and what they were told. */
export async function fillToldToMayors(database: DataSource): Promise<void> {
  for (const { suffix, place: p, statut } of alternatives) {
    await database.getRepository(PropositionAlternative).insert({
      id: `canari-alternative-${suffix}`,
      communeCode: places[p].commune,
      dateFaits: '2026-04-01',
      faits: 'TAPAGE',
      bailleurId: places[p].bailleur,
      mesureProposee: 'REPARATION',
      reponseParquet: 'RETENUE',
      dateReponse: '2026-05-01',
      statut,
      version: 2,
      statutDepuis: le,
    });
  }
  for (const { suffix, place: p, auteur } of informations) {
    await database.getRepository(InformationMaire).insert({
      id: `canari-information-${suffix}`,
      communeCode: places[p].commune,
      auteurId: auteur,
      nature: 'BIENS',
      date: '2026-04-01',
      lieu: `canari-rue-${suffix}`,
      signaleeParMaire: true,
      dateLimiteSuite: '2026-05-01',
      suiteCommuniquee: 'CLASSEMENT',
      raisonClassement: 'AUTEUR_INCONNU',
      dateSuite: '2026-04-20',
      statut: 'SUITE_COMMUNIQUEE',
      version: 2,
      statutDepuis: le,
    });
  }
  const passages = [
    ...alternatives.map(({ suffix }) => ({
      id: `canari-mesurealternative-${suffix}`,
      objetType: 'PropositionAlternative',
      objetId: `canari-alternative-${suffix}`,
    })),
    ...informations.map(({ suffix }) => ({
      id: `canari-suiteinformation-${suffix}`,
      objetType: 'InformationMaire',
      objetId: `canari-information-${suffix}`,
    })),
  ];
  await database.getRepository(PassageEnregistre).insert(
    passages.map((passage) => ({
      ...passage,
      version: 2,
      acte: 'communiquerSuiteInformation',
      de: 'TRANSMISE',
      vers: 'SUITE_COMMUNIQUEE',
      signataireId: 'parquet-poitiers',
      fonction: 'Parquet',
      fondement: 'csi-l132-3',
      le,
    })),
  );
}

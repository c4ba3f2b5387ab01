import 'reflect-metadata';
import { rappelOrdreWorkflow } from '../../../subgraphs/ville/rappel-ordre/rappel-ordre-workflow.js';
import { RappelOrdre } from '../../../subgraphs/ville/rappel-ordre/rappel-ordre.js';
import { describeWorkflow } from './every-transition.js';
import { rappelActs, rappelStates } from './w4-by-hand.js';

const id = 'ro-w4';

describeWorkflow({
  workflow: rappelOrdreWorkflow,
  states: rappelStates,
  acts: rappelActs,
  owner: 'ville',
  fill: async (database) => {
    await database.getRepository(RappelOrdre).insert({
      id,
      statut: 'PROPOSE',
      communeCode: '86194',
      bailleurOrigine: 'ekidom',
      dateFaits: '2026-05-02',
      motif: 'NUISANCE_SONORE',
      natureFaits: 'CONTRAVENTION',
      mineur: true,
      auteurNom: 'Inventé',
      auteurPrenom: 'Léo',
      auteurRepresentants: [{ nom: 'Inventé', prenom: 'Anne', lien: 'Mère' }],
    });
  },
  id,
  putInto: async (database) => {
    // The day of the summons has come.
    await database
      .getRepository(RappelOrdre)
      .update({ id }, { dateConvocation: '2026-05-20', motif: 'NUISANCE_SONORE' });
  },
  list: 'rappelsOrdre',
  answer: 'rappelOrdre',
  told: {
    ...Object.fromEntries(rappelStates.map((state) => [state, ['ville-poitiers', 'ekidom']])),
    CONSULTATION_PARQUET: ['ville-poitiers', 'ekidom', 'parquet-poitiers'],
  },
  ground: 'csi-l132-7',
});

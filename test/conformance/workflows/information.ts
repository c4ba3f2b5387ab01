import 'reflect-metadata';
import { InformationMaire } from '../../../subgraphs/ville/information/information-maire.js';
import { informationWorkflow } from '../../../subgraphs/ville/information/information-workflow.js';
import { describeWorkflow } from './every-transition.js';
import { informationActs, informationStates } from './told-to-mayors-by-hand.js';

const id = 'information-poitiers';

describeWorkflow({
  workflow: informationWorkflow,
  states: informationStates,
  acts: informationActs,
  owner: 'ville',
  fill: async (database) => {
    await database.getRepository(InformationMaire).insert({
      id,
      communeCode: '86194',
      auteurId: 'police-nationale-86',
      nature: 'BIENS',
      date: '2026-05-02',
      lieu: 'rue Imaginaire',
      signaleeParMaire: true,
      dateLimiteSuite: '2026-06-03',
      statut: 'TRANSMISE',
    });
  },
  id,
  putInto: () => Promise.resolve(),
  list: 'informationsMaire',
  answer: 'information',
  told: ['ville-poitiers', 'police-nationale-86', 'parquet-poitiers'],
  ground: 'csi-l132-3',
});

import 'reflect-metadata';
import { plainteWorkflow } from '../../../subgraphs/bailleurs/plainte/plainte-workflow.js';
import { Plainte } from '../../../subgraphs/bailleurs/plainte/plainte.js';
import { describeWorkflow } from './every-transition.js';
import { plainteActs, plainteStates } from './w2-by-hand.js';

const id = 'p-w2';

describeWorkflow({
  workflow: plainteWorkflow,
  states: plainteStates,
  acts: plainteActs,
  owner: 'bailleurs',
  fill: async (database) => {
    await database.getRepository(Plainte).insert({
      id,
      incidentId: 'i-w2',
      plaignantId: 'ekidom',
      serviceId: 'police-nationale-86',
      parquetId: 'parquet-poitiers',
      dateDepot: '2026-05-03',
      recepisse: false,
      qualificationCodes: ['degradation'],
      statut: 'DEPOSEE',
    });
  },
  id,
  putInto: async (database) => {
    await database.getRepository(Plainte).update({ id }, { procedureId: 'procedure-1' });
  },
  list: 'plaintes',
  answer: 'plainte',
  told: ['ekidom', 'police-nationale-86'],
  ground: {
    delivrerRecepissePlainte: 'cpp-15-3',
    transmettrePlainte: 'cpp-15-3',
    recevoirAvisPlainte: 'cpp-40',
    recevoirAppelPlainte: 'cpp-40',
    recevoirJugementPlainte: 'cpp-40',
  },
});

import 'reflect-metadata';
import { procesVerbalWorkflow } from '../../../subgraphs/bailleurs/proces-verbal/proces-verbal-workflow.js';
import { ProcesVerbalBailleur } from '../../../subgraphs/bailleurs/proces-verbal/proces-verbal.js';
import { describeWorkflow } from './every-transition.js';
import { fillPlace } from './own-stock-rows.js';
import { reportActs, reportStates } from './w7-by-hand.js';

const id = 'pv';

describeWorkflow({
  workflow: procesVerbalWorkflow,
  states: reportStates,
  acts: reportActs,
  owner: 'bailleurs',
  fill: async (database) => {
    await fillPlace(database);
    await database.getRepository(ProcesVerbalBailleur).insert({
      id,
      bailleurId: 'ekidom',
      residenceId: 'r-w7',
      dateConstat: '2026-05-02',
      dateLimite: '2099-01-01',
      infractionCodes: ['tapage'],
      statut: 'ETABLI',
    });
  },
  id,
  putInto: async (database, _state, act) => {
    // Its five days are over for one act, and not for the other.
    const dateLimite = act === 'constaterNulliteProcesVerbal' ? '2026-05-07' : '2099-01-01';
    await database.getRepository(ProcesVerbalBailleur).update({ id }, { dateLimite });
  },
  list: 'procesVerbaux',
  answer: 'procesVerbal',
  told: { ETABLI: ['ekidom'], TRANSMIS: ['ekidom', 'parquet-poitiers'], NUL: ['ekidom'] },
  ground: 'cpp-29',
});

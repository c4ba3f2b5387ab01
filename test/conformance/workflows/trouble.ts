import 'reflect-metadata';
import { InjonctionPrefectorale } from '../../../subgraphs/bailleurs/injonction/injonction-prefectorale.js';
import { TroubleJouissance } from '../../../subgraphs/bailleurs/trouble/trouble-jouissance.js';
import { troubleWorkflow } from '../../../subgraphs/bailleurs/trouble/trouble-workflow.js';
import { describeWorkflow } from './every-transition.js';
import { fillPlace } from './own-stock-rows.js';
import { troubleActs, troubleStates } from './trouble-by-hand.js';

const id = 'trouble-1';

describeWorkflow({
  workflow: troubleWorkflow,
  states: troubleStates,
  acts: troubleActs,
  owner: 'bailleurs',
  fill: async (database) => {
    await fillPlace(database);
    await database.getRepository(InjonctionPrefectorale).insert({
      id: 'injonction-trouble',
      bailleurId: 'ekidom',
      residenceId: 'r-w7',
      reference: '86-2026/002',
      dateInjonction: '2026-05-02',
      statut: 'JUGE_SAISI',
    });
    await database.getRepository(TroubleJouissance).insert({
      id,
      bailleurId: 'ekidom',
      residenceId: 'r-w7',
      bail: 'B-1001',
      injonctionId: 'injonction-trouble',
      dateMiseEnDemeure: '2026-05-02',
      statut: 'MISE_EN_DEMEURE',
    });
  },
  id,
  putInto: async (database) => {
    await database.getRepository(TroubleJouissance).update({ id }, { decision: 'RESILIATION' });
  },
  list: 'troublesJouissance',
  answer: 'trouble',
  told: ['ekidom', 'prefecture-86'],
  ground: 'loi-89-462',
});

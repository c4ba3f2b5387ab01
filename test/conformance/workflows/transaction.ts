import 'reflect-metadata';
import { TransactionMunicipale } from '../../../subgraphs/ville/transaction/transaction-municipale.js';
import { transactionWorkflow } from '../../../subgraphs/ville/transaction/transaction-workflow.js';
import { describeWorkflow } from './every-transition.js';
import { transactionActs, transactionStates } from './w5-by-hand.js';

const id = 't-w5';

describeWorkflow({
  workflow: transactionWorkflow,
  states: transactionStates,
  acts: transactionActs,
  owner: 'ville',
  fill: async (database) => {
    await database.getRepository(TransactionMunicipale).insert({
      id,
      communeCode: '86194',
      datePv: '2026-05-02',
      contravention: 'DEGRADATION_LEGERE',
      bienCommunal: 'MOBILIER_URBAIN',
      dateLimiteProposition: '2099-01-01',
      statut: 'PV_ETABLI',
    });
  },
  id,
  putInto: async (database) => {
    // The answer's term and that of the work are over, and the answer came before.
    await database.getRepository(TransactionMunicipale).update(
      { id },
      {
        dateLimiteReponse: '2026-05-30',
        delaiExecution: '2026-09-01',
        montantReparation: null,
        heuresTravailNonRemunere: 30,
      },
    );
  },
  list: 'transactionsMunicipales',
  answer: 'transaction',
  told: {
    ...Object.fromEntries(transactionStates.map((state) => [state, ['ville-poitiers']])),
    TRANSMISE_HOMOLOGATION: ['ville-poitiers', 'parquet-poitiers'],
    EXECUTEE: ['ville-poitiers', 'parquet-poitiers'],
    TRANSMISE_PARQUET: ['ville-poitiers', 'parquet-poitiers'],
  },
  ground: 'cpp-44-1',
});

import { workflow } from '../../kit/acts/workflow.js';
import type { DeliveredAct } from '../../kit/delivery/outgoing-act.js';
import { HomologationTransaction, type DecisionHomologation } from './homologation-transaction.js';

/** The parquet says the decision, its own or the judge's. */
export const homologationRendue = 'justice:homologation-rendue';

/** What a decision does to the mayor's file. */
export const movesTransaction: Readonly<Record<DecisionHomologation, DeliveredAct>> = {
  HOMOLOGUEE: moving('homologuerTransaction'),
  NON_HOMOLOGUEE: moving('refuserHomologationTransaction'),
};

function moving(act: string): DeliveredAct {
  return { act, input: 'SaisieHomologationRecue', purpose: 'transaction-municipale' };
}

/** W5 in the parquet's register: a decision is said once; the mayor's file has the other steps. */
export const homologationWorkflow = workflow({
  id: 'W5',
  title: 'Décision sur l’homologation d’une transaction',
  entity: HomologationTransaction,
  states: { RENDUE: 'Rendue' },
  creation: {
    act: 'deciderHomologationTransaction',
    to: 'RENDUE',
    scope: homologationRendue,
    actor: 'Parquet saisi de l’homologation',
    ground: 'cpp-44-1',
    summary:
      'Inscrit la décision au registre du parquet, d’où elle fait avancer le dossier du maire ; « livraison » dit si c’est fait.',
    irrevocable: true,
  },
  transitions: {},
});

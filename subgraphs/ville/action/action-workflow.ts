import { civilDay } from '../../../schema/contract/civil-day.js';
import { workflow, type Guard } from '../../kit/acts/workflow.js';
import type { StatutActionPrevention } from './action-enums.js';
import { ActionPrevention } from './action-prevention.js';

/** Who carries an action announces, begins, ends and gives it up. */
export const conduite = 'action-prevention:conduite';

const carrier = 'Porteur de l’action';
const ground = 'convention-art-6';

const begun: Guard<ActionPrevention, unknown> = {
  code: 'ACTION_A_VENIR',
  message: 'Une action commence à son premier jour : attendez-le.',
  holds: ({ debut }, { now }) => debut <= civilDay(now),
};

/** Joint prevention (article 6), whoever carries it. */
export const actionWorkflow = workflow({
  id: 'ART-6',
  title: 'Action de prévention',
  entity: ActionPrevention,
  states: {
    PREVUE: 'Prévue',
    EN_COURS: 'En cours',
    TERMINEE: 'Terminée',
    ANNULEE: 'Annulée',
  } satisfies Record<StatutActionPrevention, string>,
  creation: {
    act: 'annoncerActionPrevention',
    to: 'PREVUE',
    scope: conduite,
    actor: carrier,
    ground,
    summary: 'Annonce une action de prévention, que tous les signataires lisent.',
  },
  transitions: {
    commencerActionPrevention: {
      from: ['PREVUE'],
      to: 'EN_COURS',
      scope: conduite,
      actor: carrier,
      ground,
      summary: 'Dit que l’action a commencé.',
      guards: [begun],
      delay: { until: 'debut', label: 'premier jour annoncé' },
      awaited: true,
    },
    terminerActionPrevention: {
      from: ['EN_COURS'],
      to: 'TERMINEE',
      scope: conduite,
      actor: carrier,
      ground,
      summary: 'Termine l’action et en donne le bilan chiffré.',
      delay: { until: 'fin', label: 'dernier jour annoncé' },
      awaited: true,
      irrevocable: true,
    },
    annulerActionPrevention: {
      from: ['PREVUE', 'EN_COURS'],
      to: 'ANNULEE',
      scope: conduite,
      actor: carrier,
      ground,
      summary: 'Annule une action.',
      irrevocable: true,
    },
  },
});

import { civilDay } from '../../../schema/contract/civil-day.js';
import { workflow, type Guard } from '../../kit/acts/workflow.js';
import type { StatutInjonction } from './injonction-enums.js';
import type { SaisieSaisine } from './injonction-inputs.js';
import { InjonctionPrefectorale } from './injonction-prefectorale.js';
import { prefectures } from './prefectures.js';

/** The prefect enjoins, and substitutes himself. */
export const prononce = 'injonction:prononce';
/** The landlord answers and seises the judge. */
export const reponse = 'injonction:reponse';

const prefect = 'Préfet ou son représentant';
const landlord = 'Représentant du bailleur';
const ground = 'cch-l442-4-3';

const withinTerm: Guard<Pick<InjonctionPrefectorale, 'dateLimite'>, unknown> = {
  code: 'DELAI_DEPASSE',
  message: 'Les quinze jours pour répondre sont passés : le juge peut encore être saisi.',
  holds: ({ dateLimite }, { now }) => dateLimite !== null && civilDay(now) <= dateLimite,
};

const termOver: Guard<Pick<InjonctionPrefectorale, 'dateLimite'>, unknown> = {
  code: 'DELAI_EN_COURS',
  message: 'Le délai du bailleur court encore.',
  holds: ({ dateLimite }, { now }) => dateLimite !== null && civilDay(now) > dateLimite,
};

/** Of both who may seise him: after the injunction, and no later than today. */
const seisedByNow: Guard<InjonctionPrefectorale, SaisieSaisine> = {
  code: 'DATE_IMPOSSIBLE',
  message: 'Le juge est saisi après l’injonction, et pas plus tard qu’aujourd’hui.',
  champ: 'date',
  holds: ({ dateInjonction }, { input, now }) =>
    input.date >= dateInjonction && input.date <= civilDay(now),
};

/**
 * W8: what the landlord does not do in time, the prefect may do in its place. That he may comes by
 * itself; that he does is his to decide.
 */
export const injonctionWorkflow = workflow({
  id: 'W8',
  title: 'Injonction du préfet',
  entity: InjonctionPrefectorale,
  states: {
    ENJOINTE: 'Enjointe',
    REPONSE: 'Le bailleur saisit le juge',
    CARENCE: 'Refus ou délai passé',
    JUGE_SAISI: 'Juge saisi par le bailleur',
    SUBSTITUTION: 'Juge saisi par le préfet',
  } satisfies Record<StatutInjonction, string>,
  addressees: ({ bailleurId }) => [bailleurId, ...prefectures],
  creation: {
    act: 'enjoindreBailleur',
    to: 'ENJOINTE',
    scope: prononce,
    actor: prefect,
    ground,
    summary:
      'Enjoint à un bailleur de saisir le juge pour résilier un bail ; le courrier du préfet dit lequel.',
    irrevocable: true,
  },
  transitions: {
    repondreInjonction: {
      from: ['ENJOINTE'],
      to: 'REPONSE',
      scope: reponse,
      actor: landlord,
      ground,
      summary: 'Répond que le bailleur saisit le juge ; le mois pour le faire court dès lors.',
      guards: [withinTerm],
      delay: { until: 'dateLimite', label: 'quinze jours après l’injonction' },
      awaited: true,
      irrevocable: true,
    },
    refuserInjonction: {
      from: ['ENJOINTE'],
      to: 'CARENCE',
      scope: reponse,
      actor: landlord,
      ground,
      summary: 'Répond que le bailleur refuse, et pourquoi : le préfet peut se substituer.',
      guards: [withinTerm],
      delay: { until: 'dateLimite', label: 'quinze jours après l’injonction' },
      awaited: true,
      irrevocable: true,
    },
    constaterCarenceInjonction: {
      from: ['ENJOINTE', 'REPONSE'],
      to: 'CARENCE',
      scope: prononce,
      actor: prefect,
      ground,
      summary: 'Constate que le bailleur n’a pas répondu, ou pas saisi le juge, dans le délai.',
      guards: [termOver],
      delay: { until: 'dateLimite', label: 'délai du bailleur (constaté d’office)' },
      irrevocable: true,
    },
    saisirJugeInjonction: {
      from: ['REPONSE', 'CARENCE'],
      to: 'JUGE_SAISI',
      scope: reponse,
      actor: landlord,
      ground,
      summary:
        'Dit que le bailleur a saisi le juge ; encore possible après le délai, tant que le préfet ne s’est pas substitué.',
      guards: [seisedByNow],
      delay: { until: 'dateLimite', label: 'un mois après la réponse' },
      awaited: true,
      irrevocable: true,
    },
    substituerPrefetInjonction: {
      from: ['CARENCE'],
      to: 'SUBSTITUTION',
      scope: prononce,
      actor: prefect,
      ground,
      summary: 'Dit que le préfet a saisi le juge à la place du bailleur.',
      guards: [seisedByNow],
      awaited: true,
      irrevocable: true,
    },
  },
});

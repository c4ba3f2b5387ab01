import { civilDay } from '../../../schema/contract/civil-day.js';
import { workflow, type Guard } from '../../kit/acts/workflow.js';
import { parquets, ProcesVerbalBailleur, type StatutProcesVerbal } from './proces-verbal.js';

/** The landlord's sworn warden reports. */
export const constat = 'proces-verbal:conduite';

const warden = 'Garde particulier assermenté du bailleur';
const ground = 'cpp-29';

/** CPP 29: the report is void unless it goes to the prosecutor within five days of what was seen. */
export const withinFiveDays: Guard<Pick<ProcesVerbalBailleur, 'dateLimite'>, unknown> = {
  code: 'DELAI_DEPASSE',
  message:
    'Les cinq jours depuis le constat sont passés : ce procès-verbal est nul (CPP, art. 29).',
  champ: 'dateConstat',
  holds: ({ dateLimite }, { now }) => civilDay(now) <= dateLimite,
};

const termOver: Guard<ProcesVerbalBailleur, unknown> = {
  code: 'DELAI_EN_COURS',
  message: 'Il peut encore être adressé au procureur.',
  holds: ({ dateLimite }, { now }) => civilDay(now) > dateLimite,
};

/**
 * A way into W2: the prosecutor has the report within five days or not at all, and opens a procedure
 * whose complainant the landlord is.
 */
export const procesVerbalWorkflow = workflow({
  id: 'W2',
  title: 'Procès-verbal de garde particulier',
  entity: ProcesVerbalBailleur,
  states: {
    ETABLI: 'Établi',
    TRANSMIS: 'Adressé au procureur',
    NUL: 'Nul',
  } satisfies Record<StatutProcesVerbal, string>,
  addressees: ({ bailleurId, statut }) => [bailleurId, ...(statut === 'TRANSMIS' ? parquets : [])],
  creation: {
    act: 'etablirProcesVerbal',
    to: 'ETABLI',
    scope: constat,
    actor: warden,
    ground,
    summary: 'Consigne le procès-verbal d’un garde assermenté, dans les cinq jours du constat.',
  },
  transitions: {
    transmettreProcesVerbal: {
      from: ['ETABLI'],
      to: 'TRANSMIS',
      scope: constat,
      actor: warden,
      ground,
      summary: 'Adresse le procès-verbal au procureur, qui le lit dès lors.',
      guards: [withinFiveDays],
      delay: { until: 'dateLimite', label: 'cinq jours après le constat, à peine de nullité' },
      awaited: true,
      irrevocable: true,
    },
    constaterNulliteProcesVerbal: {
      from: ['ETABLI'],
      to: 'NUL',
      scope: constat,
      actor: warden,
      ground,
      summary: 'Constate que le délai est passé sans envoi, ce qui rend le procès-verbal nul.',
      guards: [termOver],
      delay: { until: 'dateLimite', label: 'cinq jours après le constat (constaté d’office)' },
      irrevocable: true,
    },
  },
});

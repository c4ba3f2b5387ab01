import { civilDay } from '../../../schema/contract/civil-day.js';
import { workflow, type Guard } from '../../kit/acts/workflow.js';
import { cityOf, parquets } from '../territoire/signatory-city.js';
import { AutoriteHomologation, type StatutTransaction } from './transaction-enums.js';
import type {
  SaisieHomologationRecue,
  SaisiePropositionTransaction,
  SaisieReponseTransaction,
} from './transaction-inputs.js';
import { TransactionMunicipale } from './transaction-municipale.js';

/** The mayor proposes, records the answer, transmits and follows. */
export const conduite = 'transaction:conduite';
/** The parquet gives the decision, its own or the judge's, while it is asked for. */
export const homologation = 'transaction:homologation';

const mayor = 'Maire ou son représentant';
const prosecutor = 'Parquet saisi de l’homologation';
const ground = 'cpp-44-1';
const hoursAtMost = 30;

type ProposalGuard = Guard<TransactionMunicipale, SaisiePropositionTransaction>;

/** CPP R15-33-61: within a month of the report. */
export const withinTheMonth: Guard<
  Pick<TransactionMunicipale, 'dateLimiteProposition'>,
  unknown
> = {
  code: 'DELAI_DEPASSE',
  message:
    'Une transaction se propose dans le mois du procès-verbal : il est passé, transmettez au parquet.',
  champ: 'datePv',
  holds: ({ dateLimiteProposition }, { now }) => civilDay(now) <= dateLimiteProposition,
};

const oneMeasure: ProposalGuard = {
  code: 'UNE_SEULE_MESURE',
  message: 'Une transaction est une réparation ou un travail non rémunéré : choisissez.',
  champ: 'montantReparation',
  holds: (_row, { input }) =>
    ((input.montantReparation ?? null) === null) !==
    ((input.heuresTravailNonRemunere ?? null) === null),
};

const thirtyHours: ProposalGuard = {
  code: 'TRENTE_HEURES_AU_PLUS',
  message: 'Le travail non rémunéré ne dépasse pas 30 heures (CPP, art. 44-1).',
  champ: 'heuresTravailNonRemunere',
  holds: (_row, { input }) => (input.heuresTravailNonRemunere ?? 0) <= hoursAtMost,
};

const answerAhead: ProposalGuard = {
  code: 'DATE_PASSEE',
  message: 'L’auteur répond aujourd’hui au plus tôt : choisissez une autre date.',
  champ: 'dateLimiteReponse',
  holds: (_row, { input, now }) => input.dateLimiteReponse >= civilDay(now),
};

const doneAfterAnswer: ProposalGuard = {
  code: 'DATES_INVERSEES',
  message: 'L’exécution suit la réponse : corrigez les dates.',
  champ: 'delaiExecution',
  holds: (_row, { input }) => input.delaiExecution > input.dateLimiteReponse,
};

const notAhead: Guard<TransactionMunicipale, { readonly date: string }> = {
  code: 'DATE_A_VENIR',
  message: 'Ce qui est consigné a eu lieu : la date est aujourd’hui ou avant.',
  champ: 'date',
  holds: (_row, { input, now }) => input.date <= civilDay(now),
};

const inTime: Guard<TransactionMunicipale, SaisieReponseTransaction> = {
  code: 'REPONSE_TARDIVE',
  message: 'La réponse est venue après le terme : le silence jusque-là vaut refus.',
  champ: 'date',
  holds: ({ dateLimiteReponse }, { input }) =>
    dateLimiteReponse !== null && input.date <= dateLimiteReponse,
};

const termOver: Guard<TransactionMunicipale, unknown> = {
  code: 'REPONSE_ATTENDUE',
  message: 'L’auteur peut encore répondre.',
  holds: ({ dateLimiteReponse }, { now }) =>
    dateLimiteReponse !== null && civilDay(now) > dateLimiteReponse,
};

const competentAuthority: Guard<TransactionMunicipale, SaisieHomologationRecue> = {
  code: 'AUTORITE_INCOMPETENTE',
  message:
    'Le procureur homologue une réparation, le juge du tribunal de police un travail non rémunéré.',
  champ: 'autorite',
  holds: ({ heuresTravailNonRemunere }, { input }) =>
    input.autorite ===
    (heuresTravailNonRemunere === null
      ? AutoriteHomologation.PROCUREUR
      : AutoriteHomologation.JUGE_TRIBUNAL_POLICE),
};

const deadlineOver: Guard<TransactionMunicipale, unknown> = {
  code: 'DELAI_EN_COURS',
  message: 'Le délai d’exécution court encore.',
  holds: ({ delaiExecution }, { now }) => delaiExecution !== null && civilDay(now) > delaiExecution,
};

/** What the parquet is asked, or told (CPP R15-33-64). */
const forParquet: ReadonlySet<StatutTransaction> = new Set([
  'TRANSMISE_HOMOLOGATION',
  'EXECUTEE',
  'TRANSMISE_PARQUET',
]);

/** W5: what is not proposed in time, accepted, homologated and done goes to the parquet. */
export const transactionWorkflow = workflow({
  id: 'W5',
  title: 'Transaction municipale',
  entity: TransactionMunicipale,
  states: {
    PV_ETABLI: 'Procès-verbal établi',
    PROPOSEE: 'Proposée',
    ACCEPTEE: 'Acceptée',
    REFUSEE: 'Refusée',
    EXPIREE: 'Sans réponse',
    TRANSMISE_HOMOLOGATION: 'Transmise pour homologation',
    HOMOLOGUEE: 'Homologuée',
    NON_HOMOLOGUEE: 'Non homologuée',
    EXECUTEE: 'Exécutée',
    INEXECUTEE: 'Non exécutée',
    TRANSMISE_PARQUET: 'Transmise au parquet',
  } satisfies Record<StatutTransaction, string>,
  addressees: ({ communeCode, statut }) => [
    ...cityOf(communeCode),
    ...(forParquet.has(statut) ? parquets : []),
  ],
  creation: {
    act: 'ouvrirTransaction',
    to: 'PV_ETABLI',
    scope: conduite,
    actor: mayor,
    ground,
    summary:
      'Ouvre le dossier d’une contravention qui a nui à un bien de la commune ; le bien d’un bailleur n’en est jamais l’objet.',
  },
  transitions: {
    proposerTransaction: {
      from: ['PV_ETABLI'],
      to: 'PROPOSEE',
      scope: conduite,
      actor: mayor,
      ground,
      summary: 'Propose à l’auteur une réparation ou un travail non rémunéré.',
      guards: [withinTheMonth, oneMeasure, thirtyHours, answerAhead, doneAfterAnswer],
      delay: { until: 'dateLimiteProposition', label: 'un mois après le procès-verbal' },
      awaited: true,
      irrevocable: true,
    },
    accepterTransaction: {
      from: ['PROPOSEE'],
      to: 'ACCEPTEE',
      scope: conduite,
      actor: mayor,
      ground,
      summary: 'Consigne l’acceptation de l’auteur.',
      guards: [notAhead, inTime],
      irrevocable: true,
    },
    refuserTransaction: {
      from: ['PROPOSEE'],
      to: 'REFUSEE',
      scope: conduite,
      actor: mayor,
      ground,
      summary: 'Consigne le refus de l’auteur.',
      guards: [notAhead],
      irrevocable: true,
    },
    constaterSilenceTransaction: {
      from: ['PROPOSEE'],
      to: 'EXPIREE',
      scope: conduite,
      actor: mayor,
      ground,
      summary: 'Constate que l’auteur n’a pas répondu au terme, ce qui vaut refus.',
      guards: [termOver],
      delay: { until: 'dateLimiteReponse', label: 'terme de la réponse (constaté d’office)' },
      irrevocable: true,
    },
    transmettreHomologationTransaction: {
      from: ['ACCEPTEE'],
      to: 'TRANSMISE_HOMOLOGATION',
      scope: conduite,
      actor: mayor,
      ground,
      summary: 'Transmet la transaction acceptée au procureur pour homologation.',
      awaited: true,
      irrevocable: true,
    },
    homologuerTransaction: {
      from: ['TRANSMISE_HOMOLOGATION'],
      to: 'HOMOLOGUEE',
      scope: homologation,
      actor: prosecutor,
      ground,
      summary:
        'Reçoit du registre du parquet l’homologation, par le procureur ou par le juge (deciderHomologationTransaction).',
      guards: [competentAuthority, notAhead],
      awaited: true,
      irrevocable: true,
    },
    refuserHomologationTransaction: {
      from: ['TRANSMISE_HOMOLOGATION'],
      to: 'NON_HOMOLOGUEE',
      scope: homologation,
      actor: prosecutor,
      ground,
      summary:
        'Reçoit du registre du parquet que le procureur, ou le juge, n’homologue pas (deciderHomologationTransaction).',
      guards: [competentAuthority, notAhead],
      awaited: true,
      irrevocable: true,
    },
    constaterExecutionTransaction: {
      from: ['HOMOLOGUEE'],
      to: 'EXECUTEE',
      scope: conduite,
      actor: mayor,
      ground,
      summary: 'Constate l’exécution, qui éteint l’action publique.',
      guards: [notAhead],
      delay: { until: 'delaiExecution', label: 'délai d’exécution de la transaction' },
      awaited: true,
      irrevocable: true,
    },
    constaterInexecutionTransaction: {
      from: ['HOMOLOGUEE'],
      to: 'INEXECUTEE',
      scope: conduite,
      actor: mayor,
      ground,
      summary: 'Constate que le délai est passé sans exécution.',
      guards: [deadlineOver],
      irrevocable: true,
    },
    transmettreParquetTransaction: {
      from: ['PV_ETABLI', 'REFUSEE', 'EXPIREE', 'NON_HOMOLOGUEE', 'INEXECUTEE'],
      to: 'TRANSMISE_PARQUET',
      scope: conduite,
      actor: mayor,
      ground,
      summary: 'Transmet le procès-verbal au parquet, qui décide de la suite.',
      awaited: true,
      irrevocable: true,
    },
  },
});

import { In, Not } from 'typeorm';
import { workflow, type Guard } from '../../kit/acts/workflow.js';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { Constat } from './constat.js';
import { DiagnosticEnMarchant, ParticipantDiagnostic } from './diagnostic-en-marchant.js';
import {
  QualiteParticipant,
  type StatutConstat,
  type StatutDiagnostic,
} from './diagnostic-enums.js';
import type { SaisiePlanification, SaisieRealisation } from './diagnostic-inputs.js';
import { isSignatory } from './instructing.js';

/** The landlord asks and withdraws. */
export const demande = 'diagnostic:demande';
/** The city or the EPCI answers, plans and follows. */
export const instruction = 'diagnostic:instruction';

const landlord = 'Référent du bailleur';
const instructing = 'Collectivité qui instruit la demande';
const ground = 'convention-art-6';

type PlanGuard = Guard<DiagnosticEnMarchant, SaisiePlanification>;

const notPast: PlanGuard = {
  code: 'DATE_PASSEE',
  message: 'Une visite se planifie pour aujourd’hui ou plus tard : choisissez une autre date.',
  champ: 'date',
  holds: (_row, { input, now }) => input.date >= civilDay(now),
};

const knownParticipants: PlanGuard = {
  code: 'PARTICIPANT_INCONNU',
  message: 'Un participant est un signataire, nommé une seule fois : vérifiez la liste.',
  champ: 'participants',
  holds: (_row, { input: { participants } }) =>
    participants.every(({ signataire }) => isSignatory(signataire)) &&
    new Set(participants.map(({ signataire }) => signataire)).size === participants.length,
};

const withForce: PlanGuard = {
  code: 'SANS_FORCE',
  message: 'Un diagnostic se fait avec la police ou la gendarmerie : invitez l’une d’elles.',
  champ: 'participants',
  holds: (_row, { input }) =>
    input.participants.some(({ signataire }) => isSignatory(signataire, 'police', 'gendarmerie')),
};

const withRelay: PlanGuard = {
  code: 'SANS_RELAIS',
  message:
    'Un diagnostic se fait avec un relais intermédiaire du CLSPD ou du CISPD : nommez-le parmi les participants.',
  champ: 'participants',
  holds: (_row, { input }) =>
    input.participants.some(({ qualite }) => qualite === QualiteParticipant.RELAIS_INTERMEDIAIRE),
};

const notAhead: Guard<DiagnosticEnMarchant, SaisieRealisation> = {
  code: 'DATE_A_VENIR',
  message: 'Une visite n’est dite faite qu’une fois faite : la date est aujourd’hui ou avant.',
  champ: 'date',
  holds: (_row, { input, now }) => input.date <= civilDay(now),
};

const withConstats: Guard<DiagnosticEnMarchant, unknown> = {
  code: 'SANS_CONSTAT',
  message: 'Un plan d’actions répond à au moins un constat : relevez-en un.',
  reads: ['Constat.statut', 'Constat.diagnostic'],
  holds: ({ id }, { manager }) =>
    manager.existsBy(Constat, { diagnosticId: id, statut: Not('ECARTE' as const) }),
};

/** No constat is left in one of these states. */
function noneLeft(
  code: string,
  message: string,
  ...states: readonly StatutConstat[]
): Guard<DiagnosticEnMarchant, unknown> {
  return {
    code,
    message,
    reads: ['Constat.statut', 'Constat.diagnostic'],
    holds: async ({ id }, { manager }) =>
      !(await manager.existsBy(Constat, { diagnosticId: id, statut: In(states) })),
  };
}

const eachHasPilot = noneLeft(
  'CONSTAT_SANS_PILOTE',
  'Chaque constat a un pilote et une échéance, ou est écarté.',
  'RELEVE',
);
const eachAccepted = noneLeft(
  'PILOTE_SANS_REPONSE',
  'Chaque pilote accepte sa mesure avant que le suivi commence.',
  'RELEVE',
  'PROPOSE',
);
const eachVerified = noneLeft(
  'MESURE_NON_VERIFIEE',
  'Chaque mesure est vérifiée avant la clôture.',
  'RELEVE',
  'PROPOSE',
  'ACCEPTE',
  'REALISE',
);

/** W3: from a landlord's request to measures that were verified. */
export const diagnosticWorkflow = workflow({
  id: 'W3',
  title: 'Diagnostic en marchant',
  entity: DiagnosticEnMarchant,
  states: {
    DEMANDE: 'Demandé',
    RECEVABLE: 'Recevable',
    REFUSE: 'Refusé',
    PLANIFIE: 'Planifié',
    REALISE: 'Réalisé',
    PLAN_ACTIONS: 'Plan d’actions',
    SUIVI: 'Suivi',
    CLOS: 'Clos',
    ANNULE: 'Annulé',
  } satisfies Record<StatutDiagnostic, string>,
  addressees: async ({ id, bailleurId, instructeurId }, manager) => {
    const invited = await manager.findBy(ParticipantDiagnostic, { diagnosticId: id });
    return [bailleurId, instructeurId, ...invited.map(({ signataireId }) => signataireId)];
  },
  creation: {
    act: 'demanderDiagnostic',
    to: 'DEMANDE',
    scope: demande,
    actor: landlord,
    ground,
    summary: 'Demande un diagnostic en marchant à la collectivité. Seul un bailleur le demande.',
  },
  transitions: {
    recevoirDemandeDiagnostic: {
      from: ['DEMANDE'],
      to: 'RECEVABLE',
      scope: instruction,
      actor: instructing,
      ground,
      summary: 'Déclare recevable une demande de diagnostic.',
      awaited: true,
    },
    refuserDemandeDiagnostic: {
      from: ['DEMANDE'],
      to: 'REFUSE',
      scope: instruction,
      actor: instructing,
      ground,
      summary: 'Refuse une demande de diagnostic et dit pourquoi.',
      irrevocable: true,
    },
    planifierDiagnostic: {
      from: ['RECEVABLE', 'PLANIFIE'],
      to: 'PLANIFIE',
      scope: instruction,
      actor: instructing,
      ground,
      summary:
        'Fixe le jour de la visite et invite ses participants, qui lisent dès lors le dossier.',
      guards: [notPast, knownParticipants, withForce, withRelay],
      awaited: true,
    },
    realiserDiagnostic: {
      from: ['PLANIFIE'],
      to: 'REALISE',
      scope: instruction,
      actor: instructing,
      ground,
      summary: 'Dit que la visite a eu lieu ; ses constats se relèvent dès lors.',
      guards: [notAhead],
      awaited: true,
    },
    arreterPlanActionsDiagnostic: {
      from: ['REALISE'],
      to: 'PLAN_ACTIONS',
      scope: instruction,
      actor: instructing,
      ground,
      summary: 'Arrête le plan d’actions : chaque constat a un pilote, ou est écarté.',
      guards: [withConstats, eachHasPilot],
      awaited: true,
    },
    suivreDiagnostic: {
      from: ['PLAN_ACTIONS'],
      to: 'SUIVI',
      scope: instruction,
      actor: instructing,
      ground,
      summary: 'Commence le suivi d’un plan que tous ses pilotes ont accepté.',
      guards: [eachAccepted],
      awaited: true,
    },
    cloreDiagnostic: {
      from: ['SUIVI'],
      to: 'CLOS',
      scope: instruction,
      actor: instructing,
      ground,
      summary: 'Clôt un diagnostic dont chaque mesure a été vérifiée.',
      guards: [eachVerified],
      awaited: true,
      irrevocable: true,
    },
    annulerDiagnostic: {
      from: ['DEMANDE', 'RECEVABLE', 'PLANIFIE', 'REALISE', 'PLAN_ACTIONS', 'SUIVI'],
      to: 'ANNULE',
      scope: demande,
      actor: landlord,
      ground,
      summary: 'Annule un diagnostic que le bailleur a demandé.',
      irrevocable: true,
    },
  },
});

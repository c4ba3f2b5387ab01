import { In } from 'typeorm';
import { workflow, type Guard } from '../../kit/acts/workflow.js';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { Constat } from './constat.js';
import { DiagnosticEnMarchant, ParticipantDiagnostic } from './diagnostic-en-marchant.js';
import type { StatutConstat, StatutDiagnostic } from './diagnostic-enums.js';
import type { SaisiePilote } from './diagnostic-inputs.js';
import { instruction } from './diagnostic-workflow.js';

/** Who took part records what was seen. */
export const constatation = 'diagnostic:constat';
/** The pilot answers for its measure. */
export const pilotage = 'diagnostic:pilotage';

const instructing = 'Collectivité qui instruit la demande';
const pilot = 'Pilote de la mesure';
const ground = 'convention-art-6';

/** In which stages of its diagnostic a constat's acts are open. */
function during(...stages: readonly StatutDiagnostic[]): Guard<Constat, unknown> {
  return {
    code: 'DIAGNOSTIC_A_UNE_AUTRE_ETAPE',
    message: 'Le diagnostic n’en est pas à l’étape où cet acte se fait.',
    reads: ['DiagnosticEnMarchant.statut'],
    holds: ({ diagnosticId }, { manager }) =>
      manager.existsBy(DiagnosticEnMarchant, { id: diagnosticId, statut: In(stages) }),
  };
}

export const planned = ['REALISE', 'PLAN_ACTIONS'] as const;
export const followed = ['SUIVI'] as const;
const whilePlanned = during(...planned);
const whileFollowed = during(...followed);

/** The landlord, the city or EPCI that instructs, or who took part: nobody else reads the plan. */
const concernedPilot: Guard<Constat, SaisiePilote> = {
  code: 'PILOTE_ETRANGER',
  message:
    'Un pilote est le bailleur, la collectivité qui instruit ou un participant de la visite : choisissez parmi eux.',
  champ: 'pilote',
  reads: [
    'DiagnosticEnMarchant.demandeur',
    'DiagnosticEnMarchant.instructeur',
    'DiagnosticEnMarchant.participants',
    'ParticipantDiagnostic.signataire',
  ],
  holds: async ({ diagnosticId }, { manager, input }) => {
    const diagnostic = await manager.findOneByOrFail(DiagnosticEnMarchant, { id: diagnosticId });
    return (
      [diagnostic.bailleurId, diagnostic.instructeurId].includes(input.pilote) ||
      manager.existsBy(ParticipantDiagnostic, { diagnosticId, signataireId: input.pilote })
    );
  },
};

const dueLater: Guard<Constat, SaisiePilote> = {
  code: 'DATE_PASSEE',
  message: 'Une mesure est due aujourd’hui ou plus tard : choisissez une autre date.',
  champ: 'echeance',
  holds: (_row, { input, now }) => input.echeance >= civilDay(now),
};

/** W3, a line of the plan of actions: from what was seen to a measure that was verified. */
export const constatWorkflow = workflow({
  id: 'W3',
  title: 'Constat et mesure d’un diagnostic',
  entity: Constat,
  states: {
    RELEVE: 'Relevé',
    PROPOSE: 'Proposé à un pilote',
    ACCEPTE: 'Accepté',
    REALISE: 'Réalisé',
    VERIFIE: 'Vérifié',
    ECARTE: 'Écarté',
  } satisfies Record<StatutConstat, string>,
  addressees: async ({ diagnosticId, piloteId }, manager) => {
    const { bailleurId, instructeurId } = await manager.findOneByOrFail(DiagnosticEnMarchant, {
      id: diagnosticId,
    });
    return [bailleurId, instructeurId, ...(piloteId === null ? [] : [piloteId])];
  },
  creation: {
    act: 'releverConstat',
    to: 'RELEVE',
    scope: constatation,
    actor: 'Participant de la visite',
    ground,
    summary: 'Relève un constat d’une visite qui a eu lieu.',
  },
  transitions: {
    designerPiloteConstat: {
      from: ['RELEVE', 'PROPOSE'],
      to: 'PROPOSE',
      scope: instruction,
      actor: instructing,
      ground,
      summary: 'Propose à un pilote la mesure qui répond au constat, avec une échéance.',
      guards: [whilePlanned, concernedPilot, dueLater],
    },
    accepterMesureConstat: {
      from: ['PROPOSE'],
      to: 'ACCEPTE',
      scope: pilotage,
      actor: pilot,
      ground,
      summary: 'Accepte de piloter la mesure.',
      guards: [whilePlanned],
      awaited: true,
    },
    refuserMesureConstat: {
      from: ['PROPOSE'],
      to: 'RELEVE',
      scope: pilotage,
      actor: pilot,
      ground,
      summary: 'Refuse de piloter la mesure et dit pourquoi ; un autre pilote sera désigné.',
      guards: [whilePlanned],
    },
    realiserMesureConstat: {
      from: ['ACCEPTE'],
      to: 'REALISE',
      scope: pilotage,
      actor: pilot,
      ground,
      summary: 'Dit que la mesure est faite.',
      guards: [whileFollowed],
      awaited: true,
    },
    verifierMesureConstat: {
      from: ['REALISE'],
      to: 'VERIFIE',
      scope: instruction,
      actor: instructing,
      ground,
      summary: 'Vérifie que la mesure est faite.',
      guards: [whileFollowed],
      awaited: true,
      irrevocable: true,
    },
    reprendreMesureConstat: {
      from: ['REALISE'],
      to: 'ACCEPTE',
      scope: instruction,
      actor: instructing,
      ground,
      summary: 'Rend à son pilote une mesure qui n’est pas faite comme convenu.',
      guards: [whileFollowed],
    },
    ecarterConstat: {
      from: ['RELEVE', 'PROPOSE'],
      to: 'ECARTE',
      scope: instruction,
      actor: instructing,
      ground,
      summary: 'Écarte un constat du plan d’actions.',
      guards: [whilePlanned],
      irrevocable: true,
    },
  },
});

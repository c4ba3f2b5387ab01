import { civilDay } from '../../../schema/contract/civil-day.js';
import { workflow, type Guard } from '../../kit/acts/workflow.js';
import { InstanceMembre } from '../instance/instance.js';
import type { StatutProblematique } from './problematique-enums.js';
import type {
  SaisiePlanProblematique,
  SaisieResolutionProblematique,
} from './problematique-inputs.js';
import { Problematique } from './problematique.js';

/** Every member of the group puts problems on its board. */
export const ouverture = 'problematique:ouverture';
/** Who presides plans and closes. */
export const animation = 'problematique:animation';
/** Who was named carries the solution out. */
export const pilotage = 'problematique:pilotage';

const member = 'Membre du groupe';
const chair = 'Président du groupe';
const pilot = 'Pilote de la solution';
const ground = 'convention-art-6';

type PlanGuard = Guard<Problematique, SaisiePlanProblematique>;

const pilotIsMember: PlanGuard = {
  code: 'PILOTE_HORS_GROUPE',
  message: 'Un pilote est membre du groupe : choisissez-en un.',
  champ: 'pilote',
  reads: ['Instance.membres'],
  holds: ({ instanceId }, { input, manager }) =>
    manager.existsBy(InstanceMembre, { instanceId, signataireId: input.pilote }),
};

const notPast: PlanGuard = {
  code: 'DATE_PASSEE',
  message: 'Une échéance est aujourd’hui ou plus tard : choisissez une autre date.',
  champ: 'echeance',
  holds: (_row, { input, now }) => input.echeance >= civilDay(now),
};

const notAhead: Guard<Problematique, SaisieResolutionProblematique> = {
  code: 'DATE_A_VENIR',
  message: 'Ce qui est dit résolu l’est : la date est aujourd’hui ou avant.',
  champ: 'date',
  holds: (_row, { input, now }) => input.date <= civilDay(now),
};

const notBeforeSeen: Guard<Problematique, SaisieResolutionProblematique> = {
  code: 'DATES_INVERSEES',
  message: 'Une problématique est résolue après avoir été repérée : corrigez la date.',
  champ: 'date',
  holds: ({ dateReperage }, { input }) => input.date >= dateReperage,
};

/** The board of a GPO: problems of places, and what is done about them. */
export const problematiqueWorkflow = workflow({
  id: 'GPO',
  title: 'Problématique',
  entity: Problematique,
  states: {
    OUVERTE: 'Ouverte',
    PLANIFIEE: 'Planifiée',
    RESOLUE: 'Résolue',
    CLOSE: 'Close',
    ECARTEE: 'Écartée',
  } satisfies Record<StatutProblematique, string>,
  addressees: async ({ instanceId }, manager) => {
    const members = await manager.findBy(InstanceMembre, { instanceId });
    return members.map(({ signataireId }) => signataireId);
  },
  creation: {
    act: 'ouvrirProblematique',
    to: 'OUVERTE',
    scope: ouverture,
    actor: member,
    ground,
    summary: 'Inscrit une problématique au tableau d’un GPO ; elle ne désigne jamais une personne.',
  },
  transitions: {
    planifierProblematique: {
      from: ['OUVERTE'],
      to: 'PLANIFIEE',
      scope: animation,
      actor: chair,
      ground,
      summary: 'Arrête la solution, son pilote et son échéance.',
      guards: [pilotIsMember, notPast],
      awaited: true,
    },
    resoudreProblematique: {
      from: ['PLANIFIEE'],
      to: 'RESOLUE',
      scope: pilotage,
      actor: pilot,
      ground,
      summary: 'Dit que la problématique est résolue.',
      guards: [notAhead, notBeforeSeen],
      delay: { until: 'echeance', label: 'échéance arrêtée par le groupe' },
      awaited: true,
    },
    replanifierProblematique: {
      from: ['PLANIFIEE', 'RESOLUE'],
      to: 'PLANIFIEE',
      scope: animation,
      actor: chair,
      ground,
      summary: 'Arrête une autre solution, un autre pilote ou une autre échéance.',
      guards: [pilotIsMember, notPast],
    },
    cloreProblematique: {
      from: ['RESOLUE'],
      to: 'CLOSE',
      scope: animation,
      actor: chair,
      ground,
      summary: 'Clôt une problématique dont le groupe a constaté la résolution.',
      awaited: true,
      irrevocable: true,
    },
    ecarterProblematique: {
      from: ['OUVERTE', 'PLANIFIEE'],
      to: 'ECARTEE',
      scope: animation,
      actor: chair,
      ground,
      summary: 'Écarte une problématique que le groupe ne suit pas, ou plus.',
      irrevocable: true,
    },
  },
});

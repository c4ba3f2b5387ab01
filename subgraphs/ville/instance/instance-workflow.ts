import { IsNull, LessThanOrEqual, Not } from 'typeorm';
import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import { civilDay } from '../../../schema/contract/civil-day.js';
import { workflow, type Guard } from '../../kit/acts/workflow.js';
import type {
  SaisieAnnulationReunion,
  SaisieDecisionInstance,
  SaisieDemandeReunion,
  SaisieMembreInstance,
  SaisieReunion,
} from './instance-inputs.js';
import { DecisionInstance, DemandeReunion } from './instance-work.js';
import { Instance, InstanceMembre, Reunion, type StatutInstance } from './instance.js';

/** Who presides it sets an instance up. */
export const miseEnPlace = 'instance:mise-en-place';
/** Who presides calls meetings and says who is a member. */
export const conduite = 'instance:conduite';
/** A member asks for a meeting. */
export const demande = 'instance:demande';
/** A member leaves; who presides does not. */
export const depart = 'instance:depart';

const chair = 'Signataire qui préside';
const ground = 'csi-l132-5';

const known: Guard<Instance, SaisieMembreInstance> = {
  code: 'SIGNATAIRE_INCONNU',
  message: 'Un membre est un signataire de la convention : choisissez-le dans la liste.',
  champ: 'signataire',
  holds: (_row, { input }) => signataires.some(({ id }) => id === input.signataire),
};

const notYetMember: Guard<Instance, SaisieMembreInstance> = {
  code: 'DEJA_MEMBRE',
  message: 'Ce signataire est déjà membre.',
  champ: 'signataire',
  reads: ['Instance.membres'],
  holds: async ({ id }, { input, manager }) =>
    !(await manager.existsBy(InstanceMembre, { instanceId: id, signataireId: input.signataire })),
};

const member: Guard<Instance, SaisieMembreInstance> = {
  code: 'MEMBRE_INCONNU',
  message: 'Ce signataire n’est pas membre.',
  champ: 'signataire',
  reads: ['Instance.membres'],
  holds: ({ id }, { input, manager }) =>
    manager.existsBy(InstanceMembre, { instanceId: id, signataireId: input.signataire }),
};

const notTheChair: Guard<Instance, SaisieMembreInstance> = {
  code: 'PRESIDENCE',
  message: 'Qui préside une instance en reste membre.',
  champ: 'signataire',
  reads: ['Instance.presidence'],
  holds: ({ presidenceId }, { input }) => input.signataire !== presidenceId,
};

const ahead: Guard<Instance, SaisieReunion> = {
  code: 'DATE_PASSEE',
  message: 'Une réunion est convoquée pour aujourd’hui ou plus tard : choisissez une autre date.',
  champ: 'date',
  holds: (_row, { input, now }) => input.date >= civilDay(now),
};

const openDemand: Guard<Instance, SaisieReunion> = {
  code: 'DEMANDE_INCONNUE',
  message: 'Aucune demande de cet identifiant n’attend de réponse dans cette instance.',
  champ: 'demande',
  reads: ['Instance.demandes'],
  holds: async ({ id }, { input, manager }) =>
    typeof input.demande !== 'string' ||
    (await manager.existsBy(DemandeReunion, {
      id: input.demande,
      instanceId: id,
      reunionId: IsNull(),
    })),
};

const notYetAsked: Guard<Instance, SaisieDemandeReunion> = {
  code: 'DEMANDE_EN_COURS',
  message: 'Une réunion sur ce thème est déjà demandée et attend sa convocation.',
  champ: 'theme',
  reads: ['Instance.demandes'],
  holds: async ({ id }, { input, manager }) =>
    !(await manager.existsBy(DemandeReunion, {
      instanceId: id,
      theme: input.theme,
      reunionId: IsNull(),
    })),
};

const held: Guard<Instance, SaisieDecisionInstance> = {
  code: 'REUNION_INCONNUE',
  message:
    'Une décision est prise à une réunion de cette instance, aujourd’hui ou avant, qui n’est pas annulée.',
  champ: 'reunion',
  reads: ['Instance.reunions'],
  holds: ({ id }, { input, manager, now }) =>
    manager.existsBy(Reunion, {
      id: input.reunion,
      instanceId: id,
      date: LessThanOrEqual(civilDay(now)),
      statut: Not('ANNULEE' as const),
    }),
};

const convoked: Guard<Instance, SaisieAnnulationReunion> = {
  code: 'REUNION_INCONNUE',
  message: 'Seule une réunion de cette instance s’annule : choisissez-la parmi les siennes.',
  champ: 'reunion',
  reads: ['Instance.reunions'],
  holds: ({ id }, { input, manager }) =>
    manager.existsBy(Reunion, { id: input.reunion, instanceId: id }),
};

const notYetCancelled: Guard<Instance, SaisieAnnulationReunion> = {
  code: 'DEJA_ANNULEE',
  message: 'Cette réunion est déjà annulée.',
  champ: 'reunion',
  reads: ['Instance.reunions'],
  holds: async ({ id }, { input, manager }) =>
    !(await manager.existsBy(Reunion, { id: input.reunion, instanceId: id, statut: 'ANNULEE' })),
};

const nothingDecided: Guard<Instance, SaisieAnnulationReunion> = {
  code: 'DECISION_CONSIGNEE',
  message: 'Une réunion dont une décision est consignée s’est tenue : elle ne s’annule plus.',
  champ: 'reunion',
  reads: ['Instance.decisions'],
  holds: async (_row, { input, manager }) =>
    !(await manager.existsBy(DecisionInstance, { reunionId: input.reunion })),
};

const byMember: Guard<Instance, SaisieDecisionInstance> = {
  code: 'PILOTE_HORS_INSTANCE',
  message: 'Qui se charge d’une décision est membre de l’instance.',
  champ: 'pilote',
  reads: ['Instance.membres'],
  holds: ({ id }, { input, manager }) =>
    manager.existsBy(InstanceMembre, { instanceId: id, signataireId: input.pilote }),
};

/** Who is a member of an instance, and when it meets; it has no other state than to be. */
export const instanceWorkflow = workflow({
  id: 'Instance',
  title: 'Instance partenariale',
  entity: Instance,
  states: { EN_PLACE: 'En place' } satisfies Record<StatutInstance, string>,
  addressees: async ({ id }, manager) => {
    const members = await manager.findBy(InstanceMembre, { instanceId: id });
    return members.map(({ signataireId }) => signataireId);
  },
  creation: {
    act: 'mettreEnPlaceInstance',
    to: 'EN_PLACE',
    scope: miseEnPlace,
    actor: chair,
    ground,
    summary:
      'Met en place une instance sur son territoire ; qui la préside en est le premier membre.',
  },
  transitions: {
    convoquerReunionInstance: {
      from: ['EN_PLACE'],
      to: 'EN_PLACE',
      scope: conduite,
      actor: chair,
      ground,
      summary: 'Convoque une réunion, avec son objet.',
      guards: [ahead, openDemand],
    },
    annulerReunionInstance: {
      from: ['EN_PLACE'],
      to: 'EN_PLACE',
      scope: conduite,
      actor: chair,
      ground,
      summary:
        'Annule une réunion, avant sa date ou après, tant qu’aucune décision n’y est consignée ; ce qu’un membre avait demandé attend de nouveau. Une autre date se convoque à part.',
      guards: [convoked, notYetCancelled, nothingDecided],
      irrevocable: true,
    },
    demanderReunionInstance: {
      from: ['EN_PLACE'],
      to: 'EN_PLACE',
      scope: demande,
      actor: 'Signataire membre',
      ground: 'convention-art-6',
      summary: 'Demande une réunion thématique à qui préside.',
      guards: [notYetAsked],
    },
    consignerDecisionInstance: {
      from: ['EN_PLACE'],
      to: 'EN_PLACE',
      scope: conduite,
      actor: chair,
      ground,
      summary: 'Consigne une décision prise à une réunion, et qui s’en charge.',
      guards: [held, byMember],
    },
    ajouterMembreInstance: {
      from: ['EN_PLACE'],
      to: 'EN_PLACE',
      scope: conduite,
      actor: chair,
      ground,
      summary: 'Fait d’un signataire un membre, qui lit dès lors les réunions.',
      guards: [known, notYetMember],
    },
    retirerMembreInstance: {
      from: ['EN_PLACE'],
      to: 'EN_PLACE',
      scope: conduite,
      actor: chair,
      ground,
      summary:
        'Retire un membre et met fin à ses mandats, à l’instant : ni lui ni ses personnes ne lisent plus rien de l’instance.',
      guards: [member, notTheChair],
      irrevocable: true,
    },
    quitterInstance: {
      from: ['EN_PLACE'],
      to: 'EN_PLACE',
      scope: depart,
      actor: 'Signataire membre qui ne préside pas',
      ground,
      summary: 'Quitte l’instance, ce qui met fin aux mandats de ce signataire, à l’instant.',
      irrevocable: true,
    },
  },
});

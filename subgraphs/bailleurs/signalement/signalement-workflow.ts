import { workflow, type Guard } from '../../kit/acts/workflow.js';
import {
  Signalement,
  SignalementDestinataire,
  SignalementIncident,
  StatutSignalement,
} from './signalement.js';

/** The landlord prepares. */
export const redaction = 'signalement:redaction';
/** The landlord sends, contests and closes. */
export const transmission = 'signalement:transmission';
/** The addressee answers. */
export const reponse = 'signalement:reponse';

const referent = 'Référent du bailleur';
const addressee = 'Service destinataire';
const ground = 'convention-art-6';

const aboutSomething: Guard<Signalement, unknown> = {
  code: 'SANS_INCIDENT',
  message: 'Un signalement se transmet avec au moins un incident : ajoutez-en un.',
  champ: 'incidents',
  reads: ['Signalement.incidents'],
  holds: ({ id }, { manager }) => manager.existsBy(SignalementIncident, { signalementId: id }),
};

const toSomebody: Guard<Signalement, unknown> = {
  code: 'SANS_DESTINATAIRE',
  message: 'Un signalement se transmet à au moins un destinataire : ajoutez-en un.',
  champ: 'destinataires',
  holds: ({ id }, { manager }) => manager.existsBy(SignalementDestinataire, { signalementId: id }),
};

/** Never instead of an emergency call. */
export const after17: Guard<Pick<Signalement, 'urgence' | 'appel17'>, unknown> = {
  code: 'APPELER_LE_17',
  message:
    'En cas de danger immédiat, appelez le 17. Un signalement urgent dit ensuite que le 17 a été appelé.',
  champ: 'appel17',
  holds: ({ urgence, appel17 }) => urgence !== 'URGENCE' || appel17,
};

const contestedOnce: Guard<Signalement, unknown> = {
  code: 'DEJA_CONTESTE',
  message: 'Une qualification ne se conteste qu’une fois.',
  holds: ({ motifContestation }) => motifContestation === null,
};

const otherAddressee: Guard<Signalement, { readonly destinataire: string }> = {
  code: 'MEME_DESTINATAIRE',
  message: 'Ce service est déjà destinataire : choisissez celui qui est compétent.',
  champ: 'destinataire',
  holds: async ({ id }, { manager, input }) =>
    !(await manager.existsBy(SignalementDestinataire, {
      signalementId: id,
      signataireId: input.destinataire,
    })),
};

/** W1: from a landlord's draft to the answer given. Emergencies are for 17, never for this. */
export const signalementWorkflow = workflow({
  id: 'W1',
  title: 'Signalement',
  entity: Signalement,
  states: {
    BROUILLON: 'En préparation',
    TRANSMIS: 'Transmis',
    ACCUSE_RECEPTION: 'Reçu',
    QUALIFIE: 'Qualifié',
    EN_TRAITEMENT: 'En traitement',
    SUITE_COMMUNIQUEE: 'Suite communiquée',
    REORIENTE: 'Réorienté',
    LIE_A_PLAINTE: 'Lié à une plainte',
    CLOS: 'Clos',
  } satisfies Record<StatutSignalement, string>,
  // Those whom a draft names do not know of it.
  addressees: async ({ id, bailleurId, statut }, manager) => {
    if (statut === 'BROUILLON') return [];
    const named = await manager.findBy(SignalementDestinataire, { signalementId: id });
    return [bailleurId, ...named.map(({ signataireId }) => signataireId)];
  },
  creation: {
    act: 'creerSignalement',
    to: 'BROUILLON',
    scope: redaction,
    actor: referent,
    ground,
    summary: 'Prépare un signalement ; ses destinataires ne le voient qu’une fois transmis.',
  },
  transitions: {
    corrigerSignalement: {
      from: ['BROUILLON'],
      to: 'BROUILLON',
      scope: redaction,
      actor: referent,
      ground,
      summary: 'Corrige un signalement en préparation.',
    },
    transmettreSignalement: {
      from: ['BROUILLON'],
      to: 'TRANSMIS',
      scope: transmission,
      actor: referent,
      ground,
      summary: 'Transmet un signalement à ses destinataires, qui le lisent dès lors.',
      guards: [aboutSomething, toSomebody, after17],
      awaited: true,
      irrevocable: true,
    },
    accuserReceptionSignalement: {
      from: ['TRANSMIS', 'REORIENTE'],
      to: 'ACCUSE_RECEPTION',
      scope: reponse,
      actor: addressee,
      ground,
      summary: 'Accuse réception d’un signalement.',
      awaited: true,
    },
    reorienterSignalement: {
      from: ['TRANSMIS'],
      to: 'REORIENTE',
      scope: reponse,
      actor: addressee,
      ground,
      summary:
        'Réoriente un signalement vers le service compétent, qui prend la place de l’appelant parmi les destinataires.',
      guards: [otherAddressee],
    },
    qualifierSignalement: {
      from: ['ACCUSE_RECEPTION'],
      to: 'QUALIFIE',
      scope: reponse,
      actor: addressee,
      ground,
      summary: 'Qualifie les faits signalés. Seul un destinataire qualifie.',
      awaited: true,
    },
    contesterQualificationSignalement: {
      from: ['QUALIFIE'],
      to: 'ACCUSE_RECEPTION',
      scope: transmission,
      actor: referent,
      ground,
      summary: 'Conteste une fois la qualification, que le destinataire revoit.',
      guards: [contestedOnce],
    },
    traiterSignalement: {
      from: ['QUALIFIE'],
      to: 'EN_TRAITEMENT',
      scope: reponse,
      actor: addressee,
      ground,
      summary: 'Prend en charge un signalement qualifié.',
      awaited: true,
    },
    lierPlainteSignalement: {
      from: ['QUALIFIE'],
      to: 'LIE_A_PLAINTE',
      scope: reponse,
      actor: addressee,
      ground,
      summary: 'Lie un signalement à la plainte déposée pour l’un de ses incidents.',
    },
    communiquerSuiteSignalement: {
      from: ['EN_TRAITEMENT', 'LIE_A_PLAINTE', 'SUITE_COMMUNIQUEE'],
      to: 'SUITE_COMMUNIQUEE',
      scope: reponse,
      actor: addressee,
      ground,
      summary: 'Dit au bailleur la suite donnée à son signalement.',
      // Until it is told the landlord waits; another one may follow.
      awaited: ['EN_TRAITEMENT', 'LIE_A_PLAINTE'],
    },
    cloreSignalement: {
      from: ['SUITE_COMMUNIQUEE'],
      to: 'CLOS',
      scope: transmission,
      actor: referent,
      ground,
      summary: 'Clôt un signalement dont la suite est connue.',
      delay: { days: 90, label: 'clôture d’office' },
      awaited: true,
      irrevocable: true,
    },
  },
});

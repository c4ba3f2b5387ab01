import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import { civilDay } from '../../../schema/contract/civil-day.js';
import { workflow, type Guard } from '../../kit/acts/workflow.js';
import { OutgoingAct, type DeliveredAct } from '../../kit/delivery/outgoing-act.js';
import type { SaisieAvisProcedure, SaisieDecision } from './procedure-inputs.js';
import {
  AvisNotifie,
  Decision,
  noticeToComplaint,
  Procedure,
  type StatutProcedure,
} from './procedure.js';

/** The parquet keeps its register. */
export const conduite = 'justice:conduite';

const prosecutor = 'Parquet';
const ground = 'cpp-40';

/** What a step does to the complaint of the landlord that was told. */
export const movesPlainte = {
  avis: moving(noticeToComplaint, 'SaisieAvisPlainte'),
  appel: moving('recevoirAppelPlainte', 'SaisieSuitePlainte'),
  jugement: moving('recevoirJugementPlainte', 'SaisieSuitePlainte'),
} as const;

function moving(act: string, input: string): DeliveredAct {
  return { act, input, purpose: 'suivi-plaintes' };
}

const decidedByNow: Guard<Procedure, SaisieDecision> = {
  code: 'DATE_A_VENIR',
  message: 'Ce qui est inscrit a eu lieu : la date est aujourd’hui ou avant.',
  champ: 'date',
  holds: (_row, { input, now }) => input.date <= civilDay(now),
};

/** CPP 40-2, CSI L132-3: a classement carries its reason; nothing else has one. */
const withItsReason: Guard<Procedure, SaisieDecision> = {
  code: 'MOTIF_DU_CLASSEMENT',
  message: 'Un classement sans suite dit son motif ; une autre décision n’en a pas.',
  champ: 'motif',
  holds: (_row, { input }) => (input.type === 'CLASSEMENT') === ((input.motif ?? null) !== null),
};

/** The complainant, the mayor where he is informed, the service seised: nobody else is told. */
const concerned: Guard<Procedure, SaisieAvisProcedure> = {
  code: 'DESTINATAIRE_SANS_TITRE',
  message:
    'Avis n’est donné qu’au plaignant, à la ville informée de ces faits et au service saisi.',
  champ: 'destinataire',
  reads: ['Procedure.plainteId'],
  holds: ({ plaignantId, serviceSaisiId, informationMaire, communeCode }, { input }) =>
    [plaignantId, serviceSaisiId].includes(input.destinataire) ||
    (informationMaire &&
      signataires.some(
        ({ id, territoire }) => id === input.destinataire && territoire.commune === communeCode,
      )),
};

const toldOnce: Guard<Procedure, SaisieAvisProcedure> = {
  code: 'AVIS_DEJA_NOTIFIE',
  message: 'Avis de cette décision lui a déjà été donné.',
  champ: 'destinataire',
  // Whom notice was given stands in the register.
  reads: ['Procedure.statut'],
  holds: async ({ id }, { manager, input }) =>
    !(await manager.existsBy(AvisNotifie, {
      procedureId: id,
      signataireId: input.destinataire,
    })),
};

const prosecuted: Guard<Procedure, unknown> = {
  code: 'SANS_POURSUITES',
  message: 'Sans poursuites il n’y a ni jugement ni appel.',
  reads: ['Procedure.decision', 'Decision.typeDecision'],
  holds: async ({ id }, { manager }) => {
    const decision = await manager.findOneBy(Decision, { procedureId: id });
    return decision?.typeDecision.startsWith('POURSUITE_') ?? false;
  },
};

/** W2 in the parquet's register: what is decided is nobody's to know before he had notice of it. */
export const procedureWorkflow = workflow({
  id: 'W2',
  title: 'Procédure, au registre du parquet',
  entity: Procedure,
  states: {
    EN_COURS: 'En cours',
    DECISION: 'Décidée, sans avis encore',
    AVIS_NOTIFIE: 'Avis notifié',
    JUGEMENT_DEFINITIF: 'Jugement définitif',
    APPEL: 'Appel',
  } satisfies Record<StatutProcedure, string>,
  addressees: async ({ id, statut, plaignantId, plainteId }, manager) => {
    if (statut === 'EN_COURS' || statut === 'DECISION') return [];
    const told = await manager.findBy(AvisNotifie, { procedureId: id });
    // Whom a notice was meant for and did not reach is told nothing: its complaint tells when it does.
    const reached =
      plainteId === null ||
      (await manager.existsBy(OutgoingAct, {
        source: id,
        acte: noticeToComplaint,
        etat: 'FAITE',
      }));
    return told
      .map(({ signataireId }) => signataireId)
      .filter((signataire) => reached || signataire !== plaignantId);
  },
  creation: {
    act: 'ouvrirProcedure',
    to: 'EN_COURS',
    scope: conduite,
    actor: prosecutor,
    ground,
    summary:
      'Inscrit une procédure au registre de communication, sous un identifiant opaque, sans numéro ni personne.',
  },
  transitions: {
    inscrireDecisionProcedure: {
      from: ['EN_COURS'],
      to: 'DECISION',
      scope: conduite,
      actor: prosecutor,
      ground,
      summary: 'Inscrit la décision ; personne d’autre ne la lit avant d’en avoir eu avis.',
      guards: [decidedByNow, withItsReason],
      awaited: true,
      irrevocable: true,
    },
    notifierAvisProcedure: {
      from: ['DECISION'],
      to: 'AVIS_NOTIFIE',
      scope: conduite,
      actor: prosecutor,
      ground,
      summary:
        'Donne avis de la décision à un destinataire, qui la lit dès lors, et lui seul ; le bailleur plaignant, une fois que sa plainte a reçu l’avis (« livraison »).',
      guards: [concerned, toldOnce],
      awaited: true,
      irrevocable: true,
    },
    notifierAutreAvisProcedure: {
      from: ['AVIS_NOTIFIE'],
      to: 'AVIS_NOTIFIE',
      scope: conduite,
      actor: prosecutor,
      ground,
      summary: 'Donne avis de la décision à un autre destinataire, de même.',
      guards: [concerned, toldOnce],
      irrevocable: true,
    },
    inscrireAppelProcedure: {
      from: ['AVIS_NOTIFIE'],
      to: 'APPEL',
      scope: conduite,
      actor: prosecutor,
      ground,
      summary: 'Dit qu’il y a appel à ceux qui ont eu avis de la décision.',
      guards: [prosecuted],
      irrevocable: true,
    },
    inscrireJugementProcedure: {
      from: ['AVIS_NOTIFIE', 'APPEL'],
      to: 'JUGEMENT_DEFINITIF',
      scope: conduite,
      actor: prosecutor,
      ground,
      summary: 'Dit que le jugement est définitif à ceux qui ont eu avis de la décision.',
      guards: [prosecuted],
      irrevocable: true,
    },
  },
});

import { workflow, type Guard } from '../../kit/acts/workflow.js';
import type { SaisieAvisPlainte, SaisieSuitePlainte } from './plainte-inputs.js';
import { Plainte, type StatutPlainte } from './plainte.js';

/** The landlord deposits, for its own damage. */
export const depot = 'plainte:depot';
/** The service that received it answers. */
export const reception = 'plainte:reception';
/** The parquet's register gives notice. */
export const avisPlainte = 'plainte:avis';

const plaintiff = 'Représentant du bailleur, plaignant';
const service = 'Service qui reçoit la plainte';
const prosecutor = 'Parquet, par son registre';

/** A notice is for one complainant. */
const forThisComplainant: Guard<Plainte, SaisieAvisPlainte> = {
  code: 'PLAIGNANT_DIFFERENT',
  message: 'Cet avis est pour un autre plaignant que celui de la plainte.',
  champ: 'plaignant',
  reads: ['Plainte.plaignant'],
  holds: ({ plaignantId }, { input }) => input.plaignant === plaignantId,
};

const sameProcedure: Guard<Plainte, SaisieSuitePlainte> = {
  code: 'PROCEDURE_DIFFERENTE',
  message: 'Cette suite est d’une autre procédure que celle dont le plaignant a eu avis.',
  champ: 'procedure',
  reads: ['Plainte.procedure'],
  holds: ({ procedureId }, { input }) => input.procedure === procedureId,
};

/** W2 on the landlord's side: what the plaintiff may know, and no step of the inquiry. */
export const plainteWorkflow = workflow({
  id: 'W2',
  title: 'Plainte',
  entity: Plainte,
  states: {
    DEPOSEE: 'Déposée',
    RECEPISSE: 'Récépissé remis',
    EN_COURS: 'En cours',
    AVIS_NOTIFIE: 'Avis notifié',
    JUGEMENT_DEFINITIF: 'Jugement définitif',
    APPEL: 'Appel',
  } satisfies Record<StatutPlainte, string>,
  addressees: ({ plaignantId, serviceId }) => [plaignantId, serviceId],
  creation: {
    act: 'deposerPlainte',
    to: 'DEPOSEE',
    scope: depot,
    actor: plaintiff,
    ground: 'cpp-15-3',
    summary:
      'Consigne la plainte que le bailleur a déposée pour son propre dommage ; une personne dépose la sienne elle-même.',
    irrevocable: true,
  },
  transitions: {
    delivrerRecepissePlainte: {
      from: ['DEPOSEE'],
      to: 'RECEPISSE',
      scope: reception,
      actor: service,
      ground: 'cpp-15-3',
      summary: 'Remet le récépissé, et dit le numéro du procès-verbal.',
      awaited: true,
      irrevocable: true,
    },
    transmettrePlainte: {
      from: ['RECEPISSE'],
      to: 'EN_COURS',
      scope: reception,
      actor: service,
      ground: 'cpp-15-3',
      summary: 'Dit la plainte en cours ; rien n’est dit de plus avant l’avis du parquet.',
      awaited: true,
      irrevocable: true,
    },
    recevoirAvisPlainte: {
      // A notice that was given is not lost because the force has not said how far the complaint is.
      from: ['DEPOSEE', 'RECEPISSE', 'EN_COURS'],
      to: 'AVIS_NOTIFIE',
      scope: avisPlainte,
      actor: prosecutor,
      ground: 'cpp-40',
      summary:
        'Reçoit du registre du parquet l’avis donné au plaignant (notifierAvisProcedure), qui lui ouvre la procédure.',
      guards: [forThisComplainant],
      irrevocable: true,
    },
    recevoirAppelPlainte: {
      from: ['AVIS_NOTIFIE'],
      to: 'APPEL',
      scope: avisPlainte,
      actor: prosecutor,
      ground: 'cpp-40',
      summary: 'Reçoit du registre du parquet qu’il y a appel (inscrireAppelProcedure).',
      guards: [sameProcedure],
      irrevocable: true,
    },
    recevoirJugementPlainte: {
      from: ['AVIS_NOTIFIE', 'APPEL'],
      to: 'JUGEMENT_DEFINITIF',
      scope: avisPlainte,
      actor: prosecutor,
      ground: 'cpp-40',
      summary:
        'Reçoit du registre du parquet que le jugement est définitif (inscrireJugementProcedure).',
      guards: [sameProcedure],
      irrevocable: true,
    },
  },
});

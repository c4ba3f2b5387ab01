import { civilDay } from '../../../schema/contract/civil-day.js';
import { workflow, type Guard } from '../../kit/acts/workflow.js';
import { prefectures } from '../injonction/prefectures.js';
import type { StatutTrouble } from './trouble-enums.js';
import type { SaisieEtapeTrouble } from './trouble-inputs.js';
import { TroubleJouissance } from './trouble-jouissance.js';

/** The landlord conducts its own file. */
export const conduite = 'trouble-jouissance:conduite';

const landlord = 'Service contentieux du bailleur';
const ground = 'loi-89-462';

const inOrder: Guard<TroubleJouissance, SaisieEtapeTrouble> = {
  code: 'DATE_IMPOSSIBLE',
  message: 'Une étape est du jour de la précédente ou d’après, et pas plus tard qu’aujourd’hui.',
  champ: 'date',
  holds: ({ dateMiseEnDemeure, dateOffreRelogement, dateAssignation, dateJugement }, asked) => {
    const last = dateJugement ?? dateAssignation ?? dateOffreRelogement ?? dateMiseEnDemeure;
    return asked.input.date >= last && asked.input.date <= civilDay(asked.now);
  },
};

const leaseEnded: Guard<TroubleJouissance, SaisieEtapeTrouble> = {
  code: 'BAIL_NON_RESILIE',
  message: 'Seule une résiliation prononcée s’exécute : clôturez le dossier.',
  holds: ({ decision }) => decision === 'RESILIATION',
};

/**
 * What a landlord does with its own rights (loi 89-462, art. 6-1). The offer of another dwelling may be
 * left out: no text that was read makes it a condition, and no term of it was verified.
 */
export const troubleWorkflow = workflow({
  id: 'TroubleJouissance',
  title: 'Trouble de jouissance',
  entity: TroubleJouissance,
  states: {
    MISE_EN_DEMEURE: 'Mise en demeure',
    OFFRE_RELOGEMENT: 'Offre de relogement',
    ASSIGNATION: 'Assignation',
    JUGEMENT: 'Jugement',
    EXECUTION: 'Exécution',
    CLOS: 'Clos',
  } satisfies Record<StatutTrouble, string>,
  addressees: ({ bailleurId, injonctionId }) => [
    bailleurId,
    ...(injonctionId === null ? [] : prefectures),
  ],
  creation: {
    act: 'mettreEnDemeureTrouble',
    to: 'MISE_EN_DEMEURE',
    scope: conduite,
    actor: landlord,
    ground,
    summary: 'Ouvre un dossier par la mise en demeure du locataire, sans le nommer.',
  },
  transitions: {
    offrirRelogementTrouble: {
      from: ['MISE_EN_DEMEURE'],
      to: 'OFFRE_RELOGEMENT',
      scope: conduite,
      actor: landlord,
      ground,
      summary: 'Dit qu’un autre logement a été proposé.',
      guards: [inOrder],
    },
    assignerTrouble: {
      from: ['MISE_EN_DEMEURE', 'OFFRE_RELOGEMENT'],
      to: 'ASSIGNATION',
      scope: conduite,
      actor: landlord,
      ground,
      summary: 'Dit que le juge a été saisi d’une demande de résiliation.',
      guards: [inOrder],
      irrevocable: true,
    },
    consignerJugementTrouble: {
      from: ['ASSIGNATION'],
      to: 'JUGEMENT',
      scope: conduite,
      actor: landlord,
      ground,
      summary: 'Consigne ce que le juge a décidé du bail.',
      guards: [inOrder],
      awaited: true,
      irrevocable: true,
    },
    executerJugementTrouble: {
      from: ['JUGEMENT'],
      to: 'EXECUTION',
      scope: conduite,
      actor: landlord,
      ground,
      summary: 'Dit que la résiliation prononcée a été exécutée.',
      guards: [leaseEnded, inOrder],
      awaited: true,
      irrevocable: true,
    },
    cloreTrouble: {
      from: ['MISE_EN_DEMEURE', 'OFFRE_RELOGEMENT', 'ASSIGNATION', 'JUGEMENT'],
      to: 'CLOS',
      scope: conduite,
      actor: landlord,
      ground,
      summary: 'Clôt le dossier sans exécution, et dit pourquoi.',
      irrevocable: true,
    },
  },
});

import { workflow } from '../../kit/acts/workflow.js';
import type { StatutProtection } from './protection-enums.js';
import { ProtectionPersonnel } from './protection-personnel.js';

/** The landlord protects its staff. */
export const conduite = 'protection:conduite';

const employer = 'Employeur, bailleur';
const ground = 'cpp-706-57';

/** W7: no step knows more of a person's own complaint than that the person speaks of one. */
export const protectionWorkflow = workflow({
  id: 'W7',
  title: 'Protection du personnel',
  entity: ProtectionPersonnel,
  states: {
    FAIT_DECLARE: 'Fait déclaré',
    MESURES_IMMEDIATES: 'Mesures immédiates prises',
    PLAINTE: 'Plaintes consignées',
    DOMICILIATION_PRO: 'Domiciliation proposée',
    SUIVI_AVIS: 'Suites attendues',
    RETEX: 'Retour d’expérience',
    CLOS: 'Clos',
  } satisfies Record<StatutProtection, string>,
  creation: {
    act: 'declarerFaitPersonnel',
    to: 'FAIT_DECLARE',
    scope: conduite,
    actor: 'Salarié ou son encadrement',
    ground,
    summary: 'Déclare un fait dont un membre du personnel a été victime.',
  },
  transitions: {
    prendreMesuresProtection: {
      from: ['FAIT_DECLARE'],
      to: 'MESURES_IMMEDIATES',
      scope: conduite,
      actor: employer,
      ground,
      summary: 'Dit les mesures immédiates : retrait, accompagnement, soins.',
      awaited: true,
    },
    consignerPlaintesProtection: {
      from: ['MESURES_IMMEDIATES'],
      to: 'PLAINTE',
      scope: conduite,
      actor: employer,
      ground,
      summary:
        'Consigne que la personne dit avoir porté plainte, ou non, et la plainte du bailleur pour son propre dommage.',
      awaited: true,
    },
    proposerDomiciliationProtection: {
      from: ['PLAINTE'],
      to: 'DOMICILIATION_PRO',
      scope: conduite,
      actor: employer,
      ground,
      summary:
        'Propose à la personne de déclarer l’adresse de son employeur, et consigne sa réponse.',
      awaited: true,
    },
    attendreSuitesProtection: {
      from: ['DOMICILIATION_PRO'],
      to: 'SUIVI_AVIS',
      scope: conduite,
      actor: employer,
      ground,
      summary:
        'Attend les suites : l’avis sur la plainte de la personne va à elle seule, celui sur la plainte du bailleur se lit sur elle.',
      awaited: true,
    },
    tirerRetexProtection: {
      from: ['SUIVI_AVIS'],
      to: 'RETEX',
      scope: conduite,
      actor: employer,
      ground,
      summary: 'Tire le retour d’expérience.',
      awaited: true,
    },
    cloreProtection: {
      from: ['RETEX'],
      to: 'CLOS',
      scope: conduite,
      actor: employer,
      ground,
      summary: 'Clôt le dossier.',
      awaited: true,
      irrevocable: true,
    },
  },
});

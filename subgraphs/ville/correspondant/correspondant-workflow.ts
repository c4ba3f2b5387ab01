import { workflow } from '../../kit/acts/workflow.js';
import { Correspondant, type StatutCorrespondant } from './correspondant.js';

/** A signatory says who its correspondents are. */
export const tenue = 'correspondant:tenue';
/** An operator brings a line that it keeps into the directories of the others. */
export const report = 'correspondant:report';

const ground = 'convention-art-6';
const actor = 'Signataire du correspondant';

/** Who speaks for a signatory: named, corrected and ended by the signatory alone. */
export const correspondantWorkflow = workflow({
  id: 'Annuaire',
  title: 'Correspondant',
  entity: Correspondant,
  states: {
    EN_FONCTION: 'En fonction',
    TERMINE: 'Terminé',
  } satisfies Record<StatutCorrespondant, string>,
  creation: {
    act: 'nommerCorrespondant',
    to: 'EN_FONCTION',
    scope: tenue,
    actor,
    ground,
    summary: 'Inscrit une personne à l’annuaire, que tous les signataires lisent.',
  },
  transitions: {
    corrigerCorrespondant: {
      from: ['EN_FONCTION'],
      to: 'EN_FONCTION',
      scope: tenue,
      actor,
      ground,
      summary:
        'Change la fonction, les coordonnées, le périmètre, le suppléant ou le terme du mandat ; une autre personne se nomme.',
    },
    terminerCorrespondant: {
      from: ['EN_FONCTION'],
      to: 'TERMINE',
      scope: tenue,
      actor,
      ground,
      summary: 'Met fin au mandat, aujourd’hui, et à ce que la personne tient dans les groupes.',
      irrevocable: true,
    },
  },
});

import { workflow } from '../../kit/acts/workflow.js';
import { PosteTravailInteret, type StatutPosteTravail } from './poste-travail.js';

export const tenue = 'poste-travail:tenue';

const actor = 'Parquet';
const ground = 'cp-131-8';

export const posteTravailWorkflow = workflow({
  id: 'TIG',
  title: 'Poste de travail d’intérêt général',
  entity: PosteTravailInteret,
  states: { OUVERT: 'Ouvert', FERME: 'Fermé' } satisfies Record<StatutPosteTravail, string>,
  addressees: ({ organismeAccueilId }) => [organismeAccueilId],
  creation: {
    act: 'inscrirePosteTravail',
    to: 'OUVERT',
    scope: tenue,
    actor,
    ground,
    summary: 'Inscrit un poste qu’un signataire offre, avec ses places.',
  },
  transitions: {
    changerPlacesPosteTravail: {
      from: ['OUVERT'],
      to: 'OUVERT',
      scope: tenue,
      actor,
      ground,
      summary: 'Change le nombre de places d’un poste ouvert.',
    },
    fermerPosteTravail: {
      from: ['OUVERT'],
      to: 'FERME',
      scope: tenue,
      actor,
      ground,
      summary: 'Ferme un poste.',
    },
  },
});

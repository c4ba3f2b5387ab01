import { Field, ID, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { StatutSituation } from './situation-enums.js';
import { SituationSuivie } from './situation-suivie.js';
import { situationWorkflow } from './situation-workflow.js';

@InputType('FiltreSituations', { description: 'Restreint la liste des situations suivies.' })
export class FiltreSituations {
  @Field(() => ID, { nullable: true, description: 'Identifiant du groupe.' })
  groupe?: string;

  @Field(() => StatutSituation, { nullable: true, description: 'Étape.' })
  statut?: StatutSituation;

  @Field(() => Attente, { nullable: true, description: 'Celles qui attendent un acte.' })
  attend?: Attente;
}

const TriSituations = sorts('TriSituations', 'Ordre des situations suivies.', {
  DATE_INSCRIPTION_DESC: {
    property: 'dateInscription',
    order: 'DESC',
    description: 'De la plus récemment inscrite à la plus ancienne.',
  },
  ID: { property: 'id', order: 'ASC', description: 'Par identifiant.' },
});

export const situations = listing<SituationSuivie, FiltreSituations>({
  entity: SituationSuivie,
  portee: ['situation:lecture'],
  filtre: FiltreSituations,
  filters: {
    groupe: equalTo('instanceId'),
    statut: equalTo('statut'),
    attend: awaitsCaller(situationWorkflow),
  },
  sorts: TriSituations,
});

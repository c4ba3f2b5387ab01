import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { posteTravailWorkflow } from './poste-travail-workflow.js';
import { NatureTravail, PosteTravailInteret, StatutPosteTravail } from './poste-travail.js';

@InputType('FiltrePostesTravail', {
  description: 'Restreint la liste des postes de travail d’intérêt général.',
})
export class FiltrePostesTravail {
  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune.' })
  commune?: string;

  @Field(() => String, { nullable: true, description: 'Identifiant de l’organisme d’accueil.' })
  organismeAccueil?: string;

  @Field(() => NatureTravail, { nullable: true, description: 'Nature du travail.' })
  nature?: NatureTravail;

  @Field(() => StatutPosteTravail, { nullable: true, description: 'Étape.' })
  statut?: StatutPosteTravail;

  @Field(() => Attente, { nullable: true, description: 'Ceux qui attendent un acte.' })
  attend?: Attente;
}

const TriPostesTravail = sorts('TriPostesTravail', 'Ordre des postes.', {
  ID: { property: 'id', order: 'ASC', description: 'Par identifiant.' },
});

export const postesTravail = listing<PosteTravailInteret, FiltrePostesTravail>({
  entity: PosteTravailInteret,
  portee: ['poste-travail:lecture'],
  filtre: FiltrePostesTravail,
  filters: {
    commune: equalTo('communeCode'),
    organismeAccueil: equalTo('organismeAccueilId'),
    nature: equalTo('nature'),
    statut: equalTo('statut'),
    attend: awaitsCaller(posteTravailWorkflow),
  },
  sorts: TriPostesTravail,
});

import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { correspondantWorkflow } from './correspondant-workflow.js';
import { Correspondant, StatutCorrespondant } from './correspondant.js';

@InputType('FiltreCorrespondants', { description: 'Restreint l’annuaire.' })
export class FiltreCorrespondants {
  @Field(() => String, { nullable: true, description: 'Identifiant du signataire.' })
  signataire?: string;

  @Field(() => StatutCorrespondant, { nullable: true, description: 'Étape.' })
  statut?: StatutCorrespondant;

  @Field(() => Attente, { nullable: true, description: 'Ceux qui attendent un acte.' })
  attend?: Attente;
}

const TriCorrespondants = sorts('TriCorrespondants', 'Ordre de l’annuaire.', {
  NOM_ASC: { property: 'nom', order: 'ASC', description: 'Par nom.' },
  MANDAT_DEBUT_DESC: {
    property: 'mandatDebut',
    order: 'DESC',
    description: 'Du mandat le plus récent au plus ancien.',
  },
});

export const correspondants = listing<Correspondant, FiltreCorrespondants>({
  entity: Correspondant,
  portee: ['correspondant:lecture'],
  filtre: FiltreCorrespondants,
  filters: {
    signataire: equalTo('signataireId'),
    statut: equalTo('statut'),
    attend: awaitsCaller(correspondantWorkflow),
  },
  sorts: TriCorrespondants,
});

import { Field, InputType } from 'type-graphql';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { Residence } from './residence.js';

@InputType('FiltreResidences', { description: 'Restreint la liste des résidences.' })
export class FiltreResidences {
  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune.' })
  commune?: string;

  @Field(() => String, { nullable: true, description: 'Code du quartier prioritaire.' })
  quartier?: string;

  @Field(() => String, { nullable: true, description: 'Identifiant du bailleur.' })
  bailleur?: string;
}

const TriResidences = sorts('TriResidences', 'Ordre des résidences.', {
  NOM_ASC: { property: 'nom', order: 'ASC', description: 'Par nom.' },
  ID: { property: 'id', order: 'ASC', description: 'Par identifiant.' },
});

export const residences = listing<Residence, FiltreResidences>({
  entity: Residence,
  portee: null,
  filtre: FiltreResidences,
  filters: {
    commune: equalTo('communeCode'),
    quartier: equalTo('quartierCode'),
    bailleur: equalTo('bailleurId'),
  },
  sorts: TriResidences,
});

import { Field, InputType } from 'type-graphql';
import { equalTo, listing, sorts, through } from '../../kit/listing.js';
import { ReadsField } from '../../kit/portee.js';
import { Residence } from '../residence/residence.js';
import { Logement, Occupation } from './logement.js';

@InputType('FiltreLogements', { description: 'Restreint la liste des logements.' })
export class FiltreLogements {
  @Field(() => String, { nullable: true, description: 'Identifiant de la résidence.' })
  residence?: string;

  @Field(() => String, { nullable: true, description: 'Identifiant du bailleur.' })
  bailleur?: string;

  @Field(() => Occupation, { nullable: true, description: 'Occupation.' })
  @ReadsField('Logement.occupation')
  occupation?: Occupation;
}

const TriLogements = sorts('TriLogements', 'Ordre des logements.', {
  ID: { property: 'id', order: 'ASC', description: 'Par identifiant.' },
});

export const logements = listing<Logement, FiltreLogements>({
  entity: Logement,
  portee: null,
  filtre: FiltreLogements,
  filters: {
    residence: equalTo('residenceId'),
    bailleur: through(() => Residence, { id: 'residenceId' }, equalTo('bailleurId')),
    occupation: equalTo('occupation'),
  },
  sorts: TriLogements,
});

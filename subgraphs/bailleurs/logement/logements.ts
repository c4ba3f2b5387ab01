import { Field, InputType } from 'type-graphql';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { Logement } from './logement.js';

@InputType('FiltreLogements', { description: 'Restreint la liste des logements.' })
export class FiltreLogements {
  @Field(() => String, { nullable: true, description: 'Identifiant de la résidence.' })
  residence?: string;
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
  },
  sorts: TriLogements,
});

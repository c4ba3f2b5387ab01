import { Field, InputType } from 'type-graphql';
import { equalTo, listing, sorts, within } from '../../kit/listing.js';
import { PeriodeFiltre } from '../../kit/periode-filtre.js';
import { EtatPlainte, Plainte } from './plainte.js';

@InputType('FiltrePlaintes', { description: 'Restreint la liste des plaintes.' })
export class FiltrePlaintes {
  @Field(() => EtatPlainte, { nullable: true, description: 'État.' })
  etat?: EtatPlainte;

  @Field(() => PeriodeFiltre, { nullable: true, description: 'Période du dépôt.' })
  periode?: PeriodeFiltre;
}

const TriPlaintes = sorts('TriPlaintes', 'Ordre des plaintes.', {
  DATE_DEPOT_DESC: {
    property: 'dateDepot',
    order: 'DESC',
    description: 'Des plus récentes aux plus anciennes.',
  },
});

export const plaintes = listing<Plainte, FiltrePlaintes>({
  entity: Plainte,
  portee: ['plainte:lecture'],
  filtre: FiltrePlaintes,
  filters: {
    etat: equalTo('etat'),
    periode: within('dateDepot'),
  },
  sorts: TriPlaintes,
});

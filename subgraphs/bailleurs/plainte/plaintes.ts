import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts, within } from '../../kit/listing.js';
import { PeriodeFiltre } from '../../kit/periode-filtre.js';
import { plainteWorkflow } from './plainte-workflow.js';
import { Plainte, StatutPlainte } from './plainte.js';

@InputType('FiltrePlaintes', { description: 'Restreint la liste des plaintes.' })
export class FiltrePlaintes {
  @Field(() => StatutPlainte, { nullable: true, description: 'Étape.' })
  statut?: StatutPlainte;

  @Field(() => Attente, { nullable: true, description: 'Celles qui attendent un acte.' })
  attend?: Attente;

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
    statut: equalTo('statut'),
    attend: awaitsCaller(plainteWorkflow),
    periode: within('dateDepot'),
  },
  sorts: TriPlaintes,
});

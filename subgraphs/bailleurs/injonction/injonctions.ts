import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts, within } from '../../kit/listing.js';
import { PeriodeFiltre } from '../../kit/periode-filtre.js';
import { StatutInjonction } from './injonction-enums.js';
import { InjonctionPrefectorale } from './injonction-prefectorale.js';
import { injonctionWorkflow } from './injonction-workflow.js';

@InputType('FiltreInjonctions', { description: 'Restreint la liste des injonctions.' })
export class FiltreInjonctions {
  @Field(() => StatutInjonction, { nullable: true, description: 'Étape.' })
  statut?: StatutInjonction;

  @Field(() => Attente, { nullable: true, description: 'Celles qui attendent un acte.' })
  attend?: Attente;

  @Field(() => PeriodeFiltre, { nullable: true, description: 'Période de l’injonction.' })
  periode?: PeriodeFiltre;
}

const TriInjonctions = sorts('TriInjonctions', 'Ordre des injonctions.', {
  DATE_INJONCTION_DESC: {
    property: 'dateInjonction',
    order: 'DESC',
    description: 'De la plus récente à la plus ancienne.',
  },
});

export const injonctions = listing<InjonctionPrefectorale, FiltreInjonctions>({
  entity: InjonctionPrefectorale,
  portee: ['injonction:lecture'],
  filtre: FiltreInjonctions,
  filters: {
    statut: equalTo('statut'),
    attend: awaitsCaller(injonctionWorkflow),
    periode: within('dateInjonction'),
  },
  sorts: TriInjonctions,
});

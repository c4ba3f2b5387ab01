import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts, within } from '../../kit/listing.js';
import { PeriodeFiltre } from '../../kit/periode-filtre.js';
import { StatutTrouble } from './trouble-enums.js';
import { TroubleJouissance } from './trouble-jouissance.js';
import { troubleWorkflow } from './trouble-workflow.js';

@InputType('FiltreTroubles', { description: 'Restreint la liste des troubles de jouissance.' })
export class FiltreTroubles {
  @Field(() => StatutTrouble, { nullable: true, description: 'Étape.' })
  statut?: StatutTrouble;

  @Field(() => Attente, { nullable: true, description: 'Ceux qui attendent un acte.' })
  attend?: Attente;

  @Field(() => PeriodeFiltre, { nullable: true, description: 'Période de la mise en demeure.' })
  periode?: PeriodeFiltre;
}

const TriTroubles = sorts('TriTroubles', 'Ordre des troubles de jouissance.', {
  DATE_MISE_EN_DEMEURE_DESC: {
    property: 'dateMiseEnDemeure',
    order: 'DESC',
    description: 'De la mise en demeure la plus récente à la plus ancienne.',
  },
});

export const troubles = listing<TroubleJouissance, FiltreTroubles>({
  entity: TroubleJouissance,
  portee: ['trouble-jouissance:lecture'],
  filtre: FiltreTroubles,
  filters: {
    statut: equalTo('statut'),
    attend: awaitsCaller(troubleWorkflow),
    periode: within('dateMiseEnDemeure'),
  },
  sorts: TriTroubles,
});

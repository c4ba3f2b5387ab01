import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts, within } from '../../kit/listing.js';
import { PeriodeFiltre } from '../../kit/periode-filtre.js';
import { StatutActionPrevention, TypeActionPrevention } from './action-enums.js';
import { ActionPrevention } from './action-prevention.js';
import { actionWorkflow } from './action-workflow.js';

@InputType('FiltreActionsPrevention', {
  description: 'Restreint la liste des actions de prévention.',
})
export class FiltreActionsPrevention {
  @Field(() => TypeActionPrevention, { nullable: true, description: 'Nature.' })
  type?: TypeActionPrevention;

  @Field(() => StatutActionPrevention, { nullable: true, description: 'Étape.' })
  statut?: StatutActionPrevention;

  @Field(() => String, { nullable: true, description: 'Identifiant du signataire qui la porte.' })
  porteur?: string;

  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune.' })
  commune?: string;

  @Field(() => Attente, { nullable: true, description: 'Celles qui attendent un acte.' })
  attend?: Attente;

  @Field(() => PeriodeFiltre, { nullable: true, description: 'Période du premier jour.' })
  periode?: PeriodeFiltre;
}

const TriActionsPrevention = sorts('TriActionsPrevention', 'Ordre des actions de prévention.', {
  DEBUT_DESC: {
    property: 'debut',
    order: 'DESC',
    description: 'De la plus récente à la plus ancienne.',
  },
  ID: { property: 'id', order: 'ASC', description: 'Par identifiant.' },
});

export const actions = listing<ActionPrevention, FiltreActionsPrevention>({
  entity: ActionPrevention,
  portee: ['action-prevention:lecture'],
  filtre: FiltreActionsPrevention,
  filters: {
    type: equalTo('type'),
    statut: equalTo('statut'),
    porteur: equalTo('porteurId'),
    commune: equalTo('communeCode'),
    attend: awaitsCaller(actionWorkflow),
    periode: within('debut'),
  },
  sorts: TriActionsPrevention,
});

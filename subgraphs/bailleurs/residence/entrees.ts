import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts, within } from '../../kit/listing.js';
import { PeriodeFiltre } from '../../kit/periode-filtre.js';
import { entreeWorkflow } from './entree-workflow.js';
import { Entree, NiveauVigilance } from './entree.js';

@InputType('FiltreEntrees', { description: 'Restreint la liste des entrées.' })
export class FiltreEntrees {
  @Field(() => NiveauVigilance, { nullable: true, description: 'Niveau de vigilance.' })
  niveauVigilance?: NiveauVigilance;

  @Field(() => String, { nullable: true, description: 'Identifiant de la résidence.' })
  residence?: string;

  @Field(() => PeriodeFiltre, { nullable: true, description: 'Période de l’évaluation.' })
  periode?: PeriodeFiltre;

  @Field(() => Attente, { nullable: true, description: 'Celles qui attendent un acte.' })
  attend?: Attente;
}

const TriEntrees = sorts('TriEntrees', 'Ordre des entrées.', {
  ID: { property: 'id', order: 'ASC', description: 'Par identifiant.' },
  DATE_EVALUATION_ASC: {
    property: 'dateEvaluation',
    order: 'ASC',
    description: 'De la plus anciennement évaluée à la plus récemment.',
  },
});

export const entrees = listing<Entree, FiltreEntrees>({
  entity: Entree,
  portee: ['entree:vigilance'],
  filtre: FiltreEntrees,
  filters: {
    niveauVigilance: equalTo('statut'),
    residence: equalTo('residenceId'),
    periode: within('dateEvaluation'),
    attend: awaitsCaller(entreeWorkflow),
  },
  sorts: TriEntrees,
});

import { Field, ID, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts, within } from '../../kit/listing.js';
import { PeriodeFiltre } from '../../kit/periode-filtre.js';
import { StatutProblematique, ThemeProblematique } from './problematique-enums.js';
import { problematiqueWorkflow } from './problematique-workflow.js';
import { Problematique } from './problematique.js';

@InputType('FiltreProblematiques', { description: 'Restreint la liste des problématiques.' })
export class FiltreProblematiques {
  @Field(() => ID, { nullable: true, description: 'Identifiant du GPO.' })
  groupe?: string;

  @Field(() => StatutProblematique, { nullable: true, description: 'Étape.' })
  statut?: StatutProblematique;

  @Field(() => ThemeProblematique, { nullable: true, description: 'Thème.' })
  theme?: ThemeProblematique;

  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune.' })
  commune?: string;

  @Field(() => Attente, { nullable: true, description: 'Celles qui attendent un acte.' })
  attend?: Attente;

  @Field(() => PeriodeFiltre, { nullable: true, description: 'Période du repérage.' })
  periode?: PeriodeFiltre;
}

const TriProblematiques = sorts('TriProblematiques', 'Ordre des problématiques.', {
  DATE_REPERAGE_DESC: {
    property: 'dateReperage',
    order: 'DESC',
    description: 'De la plus récemment repérée à la plus ancienne.',
  },
  ID: { property: 'id', order: 'ASC', description: 'Par identifiant.' },
});

export const problematiques = listing<Problematique, FiltreProblematiques>({
  entity: Problematique,
  portee: ['problematique:lecture'],
  filtre: FiltreProblematiques,
  filters: {
    groupe: equalTo('instanceId'),
    statut: equalTo('statut'),
    theme: equalTo('theme'),
    commune: equalTo('communeCode'),
    attend: awaitsCaller(problematiqueWorkflow),
    periode: within('dateReperage'),
  },
  sorts: TriProblematiques,
});

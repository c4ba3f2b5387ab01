import { Field, InputType } from 'type-graphql';
import { DateCivile } from '../../kit/scalars.js';

@InputType('SaisieEvaluationEntree', { description: 'L’évaluation d’une entrée.' })
export class SaisieEvaluationEntree {
  @Field(() => DateCivile, { description: 'Jour de l’évaluation.' })
  date!: string;
}

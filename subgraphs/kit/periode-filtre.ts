import { Field, InputType } from 'type-graphql';
import { DateCivile } from './scalars.js';

@InputType('PeriodeFiltre', { description: 'Une période, bornes comprises.' })
export class PeriodeFiltre {
  @Field(() => DateCivile, { nullable: true, description: 'Premier jour ; absent : sans début.' })
  debut?: string;

  @Field(() => DateCivile, { nullable: true, description: 'Dernier jour ; absent : sans fin.' })
  fin?: string;
}

import { ArrayMaxSize, ArrayMinSize } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { CodeInfraction } from '../../kit/infraction.js';
import { DateCivile } from '../../kit/scalars.js';

@InputType('SaisieProcesVerbal', { description: 'Le procès-verbal, sans personne.' })
export class SaisieProcesVerbal {
  @Field(() => ID, { description: 'La résidence où les faits ont été constatés.' })
  residence!: string;

  @Field(() => DateCivile, { description: 'Jour où le garde a constaté les faits.' })
  dateConstat!: string;

  @Field(() => [CodeInfraction], { description: 'Les infractions constatées.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  infractions!: string[];

  @Field(() => Boolean, {
    description: 'Le garde est agréé et assermenté pour ce patrimoine (CPP, art. 29-1).',
  })
  gardeAssermente!: boolean;
}

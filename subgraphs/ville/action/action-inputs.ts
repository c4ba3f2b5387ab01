import { ArrayMaxSize, ArrayUnique, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { DateCivile } from '../../kit/scalars.js';
import { TypeActionPrevention } from './action-enums.js';

@InputType('SaisieActionPrevention', { description: 'Une action de prévention.' })
export class SaisieActionPrevention {
  @Field(() => TypeActionPrevention, { description: 'Nature.' })
  type!: TypeActionPrevention;

  @Field(() => ID, { description: 'Code INSEE de la commune.' })
  commune!: string;

  @Field(() => [ID], { description: 'Identifiants des résidences où elle a lieu.' })
  @ArrayMaxSize(50)
  @ArrayUnique()
  residences!: string[];

  @Field(() => DateCivile, { description: 'Premier jour.' })
  debut!: string;

  @Field(() => DateCivile, { description: 'Dernier jour.' })
  fin!: string;
}

@InputType('SaisieBilanAction', { description: 'Les chiffres d’une action qui est terminée.' })
export class SaisieBilanAction {
  @Field(() => Int, { description: 'Interventions ou séances.' })
  @Min(0)
  @Max(100_000)
  interventions!: number;

  @Field(() => Int, { description: 'Heures de présence.' })
  @Min(0)
  @Max(1_000_000)
  heures!: number;

  @Field(() => Int, { description: 'Personnes rencontrées ; montrées à partir de 5.' })
  @Min(0)
  @Max(1_000_000)
  personnes!: number;
}

import { Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { DateCivile } from '../../kit/scalars.js';
import { MotifRefusInjonction } from './injonction-enums.js';

@InputType('SaisieInjonction', { description: 'L’injonction, sans personne.' })
export class SaisieInjonction {
  @Field(() => ID, { description: 'La résidence du bailleur à qui il est enjoint.' })
  residence!: string;

  @Field(() => String, {
    description: 'Référence du courrier du préfet : lettres, chiffres, tirets et barres.',
  })
  @Matches(/^[A-Z0-9][A-Z0-9/-]{2,29}$/)
  reference!: string;
}

@InputType('SaisieRefusInjonction', { description: 'Le refus du bailleur.' })
export class SaisieRefusInjonction {
  @Field(() => MotifRefusInjonction, { description: 'Motif.' })
  motif!: MotifRefusInjonction;
}

@InputType('SaisieSaisine', { description: 'La saisine du juge.' })
export class SaisieSaisine {
  @Field(() => DateCivile, { description: 'Jour où le juge a été saisi.' })
  date!: string;
}

import { Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { DateCivile } from '../../kit/scalars.js';
import { NatureInformation, RaisonClassement, SuiteInformation } from './information-enums.js';

@InputType('SaisieInformationMaire', { description: 'Les faits, sans personne.' })
export class SaisieInformationMaire {
  @Field(() => ID, { description: 'Code INSEE de la commune dont le maire est informé.' })
  commune!: string;

  @Field(() => NatureInformation, { description: 'Nature des faits.' })
  nature!: NatureInformation;

  @Field(() => DateCivile, { description: 'Jour des faits.' })
  date!: string;

  @Field(() => String, {
    description: 'La rue, sans numéro : une lettre d’abord, 80 caractères au plus.',
  })
  @Matches(/^\p{L}[\p{L}\p{N}'’ .-]{2,79}$/u)
  lieu!: string;

  @Field(() => Boolean, { description: 'Le maire avait signalé ces faits.' })
  signaleeParMaire!: boolean;
}

@InputType('SaisieSuiteInformation', { description: 'La suite donnée.' })
export class SaisieSuiteInformation {
  @Field(() => SuiteInformation, { description: 'La suite.' })
  suite!: SuiteInformation;

  @Field(() => RaisonClassement, {
    nullable: true,
    description: 'Les raisons, pour un classement sans suite.',
  })
  raison?: RaisonClassement | null;
}

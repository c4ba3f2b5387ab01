import { Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { DateCivile } from '../../kit/scalars.js';
import { DecisionBail, MotifClotureTrouble } from './trouble-enums.js';

@InputType('SaisieTrouble', { description: 'Le trouble de jouissance, sans personne.' })
export class SaisieTrouble {
  @Field(() => ID, { description: 'La résidence, du patrimoine du bailleur.' })
  residence!: string;

  @Field(() => String, {
    description:
      'Référence du bail chez le bailleur : lettres capitales, chiffres, tirets et barres ; ni nom, ni logement.',
  })
  @Matches(/^[A-Z0-9][A-Z0-9/-]{2,29}$/)
  bail!: string;

  @Field(() => DateCivile, { description: 'Jour de la mise en demeure.' })
  dateMiseEnDemeure!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'L’injonction du préfet à laquelle il répond ; le préfet lit alors le dossier.',
  })
  injonction?: string;
}

@InputType('SaisieEtapeTrouble', { description: 'Le jour d’une étape.' })
export class SaisieEtapeTrouble {
  @Field(() => DateCivile, { description: 'Jour de l’étape.' })
  date!: string;
}

@InputType('SaisieAssignation', { description: 'L’assignation.' })
export class SaisieAssignation extends SaisieEtapeTrouble {
  @Field(() => ID, {
    nullable: true,
    description:
      'L’injonction du préfet à laquelle elle répond, si le dossier n’en dit aucune encore ; le préfet le lit alors.',
  })
  injonction?: string;
}

@InputType('SaisieJugementTrouble', { description: 'Le jugement.' })
export class SaisieJugementTrouble extends SaisieEtapeTrouble {
  @Field(() => DecisionBail, { description: 'Ce que le juge décide du bail.' })
  decision!: DecisionBail;
}

@InputType('SaisieClotureTrouble', { description: 'La clôture.' })
export class SaisieClotureTrouble {
  @Field(() => MotifClotureTrouble, { description: 'Motif.' })
  motif!: MotifClotureTrouble;
}

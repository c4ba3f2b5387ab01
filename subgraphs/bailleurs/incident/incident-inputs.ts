import { Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { DateCivile } from '../../kit/scalars.js';
import {
  LienBail,
  LieuIncident,
  MotifCorrection,
  QualiteVictime,
  TrancheHoraire,
  TrancheItt,
} from './incident-enums.js';
import { TypeIncident } from './type-incident.js';

@InputType('SaisieVictime', { description: 'La victime d’un incident.' })
export class SaisieVictime {
  @Field(() => QualiteVictime, { description: 'Qualité.' })
  qualite!: QualiteVictime;

  @Field(() => TrancheItt, { nullable: true, description: 'Incapacité totale de travail.' })
  itt?: TrancheItt;

  @Field(() => String, { nullable: true, description: 'Nom et prénom, en 160 caractères au plus.' })
  @Length(0, 160)
  identite?: string;
}

@InputType('SaisieAuteurPresume', { description: 'L’auteur présumé d’un incident (LIL, art. 46).' })
export class SaisieAuteurPresume {
  @Field(() => Boolean, { description: 'L’auteur est connu.' })
  connu!: boolean;

  @Field(() => String, { nullable: true, description: 'Nom et prénom, en 160 caractères au plus.' })
  @Length(0, 160)
  identite?: string;

  @Field(() => LienBail, { nullable: true, description: 'Lien avec un bail.' })
  lienBail?: LienBail;
}

const gravite =
  'Gravité : 1 gêne, 2 récurrence ou dégradation, 3 personne atteinte ou intimidée, 4 danger. Pour 4, appelez d’abord le 17.';

@InputType('SaisieIncident', { description: 'Ce qu’un bailleur entre d’un incident.' })
export class SaisieIncident {
  @Field(() => ID, { description: 'Identifiant de la résidence, du patrimoine du bailleur.' })
  residence!: string;

  @Field(() => TypeIncident, { description: 'Type de faits.' })
  type!: TypeIncident;

  @Field(() => Int, { description: gravite })
  @Min(1)
  @Max(4)
  gravite!: number;

  @Field(() => DateCivile, { description: 'Jour des faits.' })
  dateFaits!: string;

  @Field(() => TrancheHoraire, { nullable: true, description: 'Tranche horaire.' })
  trancheHoraire?: TrancheHoraire;

  @Field(() => LieuIncident, { description: 'Type de lieu.' })
  lieuType!: LieuIncident;

  @Field(() => ID, {
    nullable: true,
    description: 'Identifiant de l’entrée, de la même résidence.',
  })
  entree?: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Les faits se répètent.' })
  recurrence!: boolean;

  @Field(() => Int, { nullable: true, description: 'Coût estimé, en euros.' })
  @Min(0)
  coutEstime?: number;

  @Field(() => Boolean, { defaultValue: false, description: 'Le 17 a été appelé.' })
  appel17!: boolean;

  @Field(() => SaisieVictime, { nullable: true, description: 'La victime, s’il y en a une.' })
  @ValidateNested()
  victime?: SaisieVictime;

  @Field(() => SaisieAuteurPresume, { nullable: true, description: 'L’auteur présumé.' })
  @ValidateNested()
  auteurPresume?: SaisieAuteurPresume;
}

@InputType('SaisieCorrectionIncident', {
  description: 'Ce qui est corrigé d’un incident ; ce qui manque reste comme il est.',
})
export class SaisieCorrectionIncident {
  @Field(() => MotifCorrection, { description: 'Pourquoi.' })
  motif!: MotifCorrection;

  @Field(() => TypeIncident, { nullable: true, description: 'Type de faits.' })
  type?: TypeIncident;

  @Field(() => Int, { nullable: true, description: gravite })
  @Min(1)
  @Max(4)
  gravite?: number;

  @Field(() => DateCivile, { nullable: true, description: 'Jour des faits.' })
  dateFaits?: string;

  @Field(() => TrancheHoraire, { nullable: true, description: 'Tranche horaire.' })
  trancheHoraire?: TrancheHoraire;

  @Field(() => LieuIncident, { nullable: true, description: 'Type de lieu.' })
  lieuType?: LieuIncident;

  @Field(() => ID, {
    nullable: true,
    description: 'Identifiant de l’entrée, de la même résidence.',
  })
  entree?: string;

  @Field(() => Boolean, { nullable: true, description: 'Les faits se répètent.' })
  recurrence?: boolean;

  @Field(() => Int, { nullable: true, description: 'Coût estimé, en euros.' })
  @Min(0)
  coutEstime?: number;

  @Field(() => Boolean, { nullable: true, description: 'Le 17 a été appelé.' })
  appel17?: boolean;

  @Field(() => SaisieVictime, {
    nullable: true,
    description:
      'La victime, en entier ; son identité reste comme elle est pour qui ne peut pas la lire.',
  })
  @ValidateNested()
  victime?: SaisieVictime;

  @Field(() => SaisieAuteurPresume, {
    nullable: true,
    description: 'L’auteur présumé, en entier.',
  })
  @ValidateNested()
  auteurPresume?: SaisieAuteurPresume;
}

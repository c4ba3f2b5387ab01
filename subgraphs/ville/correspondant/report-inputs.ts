import { ArrayMaxSize, ArrayMinSize, Length, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { StatutCorrespondant } from './correspondant.js';

@InputType('SaisiePassageAnnuaire', { description: 'Un acte fait sur la ligne, chez son tenant.' })
export class SaisiePassageAnnuaire {
  @Field(() => ID, { description: 'Identifiant.' })
  @Length(1, 36)
  id!: string;

  @Field(() => Int, { description: 'Version de la ligne après l’acte.' })
  @Min(1)
  version!: number;

  @Field(() => String, { description: 'L’acte.' })
  @Length(1, 60)
  acte!: string;

  @Field(() => StatutCorrespondant, { nullable: true, description: 'Étape quittée.' })
  de?: StatutCorrespondant | null;

  @Field(() => StatutCorrespondant, { description: 'Étape atteinte.' })
  vers!: StatutCorrespondant;

  @Field(() => ID, { nullable: true, description: 'Qui a agi.' })
  @Length(1, 60)
  signataire?: string | null;

  @Field(() => String, { description: 'À quel titre.' })
  @Length(1, 120)
  fonction!: string;

  @Field(() => String, { description: 'Fondement.' })
  @Length(1, 60)
  fondement!: string;

  @Field(() => Horodatage, { description: 'Quand.' })
  le!: Date;
}

@InputType('SaisieLigneAnnuaire', {
  description: 'Une ligne de l’annuaire, telle que son tenant l’a.',
})
export class SaisieLigneAnnuaire {
  @Field(() => ID, { description: 'Identifiant.' })
  @Length(1, 36)
  id!: string;

  @Field(() => ID, { description: 'Le signataire qui a nommé la personne.' })
  signataire!: string;

  @Field(() => String, { description: 'Nom et prénom.' })
  @Length(1, 160)
  nom!: string;

  @Field(() => String, { description: 'Fonction exercée.' })
  @Length(1, 160)
  fonction!: string;

  @Field(() => String, { nullable: true, description: 'Téléphone professionnel.' })
  @Length(1, 20)
  telephonePro?: string | null;

  @Field(() => String, { nullable: true, description: 'Courriel professionnel.' })
  @Length(1, 254)
  courrielPro?: string | null;

  @Field(() => ID, { nullable: true, description: 'Son suppléant.' })
  suppleant?: string | null;

  @Field(() => String, { nullable: true, description: 'Territoire ou domaine.' })
  @Length(1, 200)
  perimetre?: string | null;

  @Field(() => DateCivile, { description: 'Début du mandat.' })
  mandatDebut!: string;

  @Field(() => DateCivile, { nullable: true, description: 'Fin du mandat.' })
  mandatFin?: string | null;

  @Field(() => StatutCorrespondant, { description: 'Étape.' })
  statut!: StatutCorrespondant;

  @Field(() => Int, { description: 'Version.' })
  @Min(1)
  version!: number;

  @Field(() => Horodatage, { nullable: true, description: 'Depuis quand elle est à cette étape.' })
  statutDepuis?: Date | null;

  @Field(() => [SaisiePassageAnnuaire], { description: 'Les actes faits sur elle.' })
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  historique!: SaisiePassageAnnuaire[];
}

@InputType('SaisieReport', { description: 'Des lignes à porter chez un autre exploitant.' })
export class SaisieReport {
  @Field(() => ID, {
    description: 'Code INSEE d’une commune pour laquelle opère l’exploitant qui les reçoit.',
  })
  commune!: string;

  @Field(() => [SaisieLigneAnnuaire], {
    description: 'Les lignes, le suppléant avant qui le nomme.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  lignes!: SaisieLigneAnnuaire[];
}

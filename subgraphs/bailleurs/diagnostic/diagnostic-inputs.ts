import {
  ArrayMaxSize,
  ArrayUnique,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { DateCivile } from '../../kit/scalars.js';
import {
  LieuConstat,
  MotifDiagnostic,
  MotifRefusDiagnostic,
  MotifRefusPilote,
  QualiteParticipant,
  ThemeConstat,
} from './diagnostic-enums.js';

@InputType('SaisieDiagnostic', {
  description: 'Ce qu’un bailleur demande de visiter, et pourquoi.',
})
export class SaisieDiagnostic {
  @Field(() => [ID], {
    description: 'Résidences du bailleur, dans une même commune ; 20 au plus.',
  })
  @ArrayMaxSize(20)
  @ArrayUnique()
  residences!: string[];

  @Field(() => MotifDiagnostic, { description: 'Motif.' })
  motif!: MotifDiagnostic;

  @Field(() => DateCivile, { description: 'Jour souhaité pour la visite.' })
  dateSouhaitee!: string;
}

@InputType('SaisieRefusDiagnostic', { description: 'Pourquoi une demande est refusée.' })
export class SaisieRefusDiagnostic {
  @Field(() => MotifRefusDiagnostic, { description: 'Motif.' })
  motif!: MotifRefusDiagnostic;
}

@InputType('SaisieParticipant', { description: 'Un signataire invité à la visite.' })
class SaisieParticipant {
  @Field(() => ID, { description: 'Identifiant du signataire.' })
  signataire!: string;

  @Field(() => QualiteParticipant, {
    defaultValue: QualiteParticipant.MEMBRE,
    description: 'À quel titre.',
  })
  qualite!: QualiteParticipant;
}

@InputType('SaisiePlanification', { description: 'Quand la visite a lieu, et avec qui.' })
export class SaisiePlanification {
  @Field(() => DateCivile, { description: 'Jour de la visite.' })
  date!: string;

  @Field(() => [SaisieParticipant], {
    description:
      'Participants : au moins une force de l’ordre et un relais intermédiaire ; 13 au plus.',
  })
  @ArrayMaxSize(13)
  participants!: SaisieParticipant[];
}

@InputType('SaisieRealisation', { description: 'Quand la visite a eu lieu.' })
export class SaisieRealisation {
  @Field(() => DateCivile, { description: 'Jour de la visite.' })
  date!: string;
}

@InputType('SaisiePhoto', { description: 'Une photographie, gardée chez qui l’a prise.' })
export class SaisiePhoto {
  @Field(() => String, {
    description: 'Empreinte SHA-256 du fichier, en 64 chiffres hexadécimaux minuscules.',
  })
  @Matches(/^[0-9a-f]{64}$/)
  empreinte!: string;

  @Field(() => Boolean, {
    description: 'Qui la joint atteste qu’elle ne montre ni personne ni plaque d’immatriculation.',
  })
  sansPersonneNiPlaque!: boolean;
}

@InputType('SaisieConstat', { description: 'Ce qui a été vu pendant la visite.' })
export class SaisieConstat {
  @Field(() => ID, { description: 'Identifiant du diagnostic.' })
  diagnostic!: string;

  @Field(() => ThemeConstat, { description: 'Thème.' })
  theme!: ThemeConstat;

  @Field(() => LieuConstat, { description: 'Lieu.' })
  lieu!: LieuConstat;

  @Field(() => String, {
    description: 'Ce qui a été vu, en 200 caractères au plus et sans nommer personne.',
  })
  @Length(1, 200)
  description!: string;

  @Field(() => Int, { description: 'Priorité : 1 d’abord, 3 en dernier.' })
  @Min(1)
  @Max(3)
  priorite!: number;

  @Field(() => SaisiePhoto, { nullable: true, description: 'Photographie, s’il y en a une.' })
  @ValidateNested()
  photo?: SaisiePhoto | null;
}

@InputType('SaisiePilote', { description: 'À qui une mesure est proposée.' })
export class SaisiePilote {
  @Field(() => ID, { description: 'Identifiant du signataire.' })
  pilote!: string;

  @Field(() => DateCivile, { description: 'Jour où la mesure doit être faite.' })
  echeance!: string;
}

@InputType('SaisieRefusPilote', { description: 'Pourquoi un pilote refuse une mesure.' })
export class SaisieRefusPilote {
  @Field(() => MotifRefusPilote, { description: 'Motif.' })
  motif!: MotifRefusPilote;
}

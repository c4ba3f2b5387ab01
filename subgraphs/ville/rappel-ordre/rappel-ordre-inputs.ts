import { ArrayMaxSize, Length, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { DateCivile } from '../../kit/scalars.js';
import {
  LienRepresentant,
  MotifAbandonRappel,
  MotifRappelOrdre,
  NatureFaits,
} from './rappel-ordre-enums.js';

@InputType('SaisieRepresentantLegal', { description: 'Un parent ou responsable d’un mineur.' })
export class SaisieRepresentantLegal {
  @Field(() => String, { description: 'Nom, en 80 caractères au plus.' })
  @Length(1, 80)
  nom!: string;

  @Field(() => String, { description: 'Prénom, en 80 caractères au plus.' })
  @Length(1, 80)
  prenom!: string;

  @Field(() => LienRepresentant, { description: 'Lien avec le mineur.' })
  lien!: LienRepresentant;
}

@InputType('SaisieAuteurRappel', {
  description: 'La personne à rappeler à l’ordre, que seule la ville identifie.',
})
export class SaisieAuteurRappel {
  @Field(() => String, { description: 'Nom, en 80 caractères au plus.' })
  @Length(1, 80)
  nom!: string;

  @Field(() => String, { description: 'Prénom, en 80 caractères au plus.' })
  @Length(1, 80)
  prenom!: string;

  @Field(() => DateCivile, { nullable: true, description: 'Date de naissance.' })
  dateNaissance?: string | null;

  @Field(() => String, { nullable: true, description: 'Adresse, en 200 caractères au plus.' })
  @Length(1, 200)
  adresse?: string | null;

  @Field(() => [SaisieRepresentantLegal], {
    defaultValue: [],
    description: 'Représentants légaux d’une personne mineure ; 4 au plus.',
  })
  @ArrayMaxSize(4)
  @ValidateNested({ each: true })
  representantsLegaux!: SaisieRepresentantLegal[];
}

@InputType('SaisieRappelOrdre', { description: 'Le rappel à l’ordre proposé.' })
export class SaisieRappelOrdre {
  @Field(() => ID, { description: 'Code INSEE de la commune des faits.' })
  commune!: string;

  @Field(() => DateCivile, { description: 'Jour des faits.' })
  dateFaits!: string;

  @Field(() => MotifRappelOrdre, { description: 'Motif.' })
  motif!: MotifRappelOrdre;

  @Field(() => NatureFaits, { description: 'Nature des faits.' })
  natureFaits!: NatureFaits;

  @Field(() => Boolean, { description: 'La personne est mineure.' })
  mineur!: boolean;

  @Field(() => ID, {
    nullable: true,
    description: 'Identifiant du signalement de bailleur qui en est à l’origine.',
  })
  @Length(1, 36)
  signalement?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Identifiant du bailleur à l’origine, qui suit alors l’avancement ; un bailleur qui propose l’est lui-même.',
  })
  bailleur?: string | null;

  @Field(() => SaisieAuteurRappel, {
    nullable: true,
    description: 'La personne, si la ville l’a identifiée.',
  })
  @ValidateNested()
  auteur?: SaisieAuteurRappel | null;
}

@InputType('SaisieCorrectionRappel', {
  description: 'Ce qui est corrigé ou complété ; ce qui n’est pas donné reste.',
})
export class SaisieCorrectionRappel {
  @Field(() => DateCivile, { nullable: true, description: 'Jour des faits.' })
  dateFaits?: string | null;

  @Field(() => MotifRappelOrdre, { nullable: true, description: 'Motif.' })
  motif?: MotifRappelOrdre | null;

  @Field(() => NatureFaits, { nullable: true, description: 'Nature des faits.' })
  natureFaits?: NatureFaits | null;

  @Field(() => Boolean, { nullable: true, description: 'La personne est mineure.' })
  mineur?: boolean | null;

  @Field(() => SaisieAuteurRappel, { nullable: true, description: 'La personne.' })
  @ValidateNested()
  auteur?: SaisieAuteurRappel | null;
}

@InputType('SaisieDemandeAvis', {
  description: 'Ce que la ville a vérifié avant de consulter le parquet.',
})
export class SaisieDemandeAvis {
  @Field(() => Boolean, { description: 'Une plainte a été déposée pour ces faits.' })
  plainteDeposee!: boolean;

  @Field(() => Boolean, { description: 'Une enquête est ouverte sur ces faits.' })
  enqueteOuverte!: boolean;
}

@InputType('SaisieAvisRecu', { description: 'L’avis, tel qu’inscrit au registre du parquet.' })
export class SaisieAvisRecu {
  @Field(() => ID, { description: 'Identifiant de l’avis au registre.' })
  avis!: string;
}

@InputType('SaisieConvocation', { description: 'La convocation devant le maire.' })
export class SaisieConvocation {
  @Field(() => DateCivile, { description: 'Jour de la convocation.' })
  date!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Elle est aussi adressée aux représentants légaux d’un mineur.',
  })
  copieRepresentantsLegaux!: boolean;
}

@InputType('SaisieTenueRappel', { description: 'Le rappel à l’ordre prononcé.' })
export class SaisieTenueRappel {
  @Field(() => DateCivile, { description: 'Jour où il a été prononcé.' })
  date!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Un représentant légal du mineur était présent.',
  })
  presenceRepresentantLegal!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'La présence d’un représentant légal du mineur s’est révélée impossible (CSI, art. L132-7).',
  })
  presenceImpossible!: boolean;
}

@InputType('SaisieAbandonRappel', { description: 'L’abandon d’un rappel à l’ordre.' })
export class SaisieAbandonRappel {
  @Field(() => MotifAbandonRappel, { description: 'Motif.' })
  motif!: MotifAbandonRappel;
}

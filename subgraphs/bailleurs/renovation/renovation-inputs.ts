import { ArrayMaxSize, ArrayUnique, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { DateCivile } from '../../kit/scalars.js';
import { AvisForces, Financeur, NatureMesure, TypeProgramme } from './renovation-enums.js';

@InputType('SaisieProgramme', { description: 'Le programme qu’un bailleur prépare.' })
export class SaisieProgramme {
  @Field(() => [ID], {
    description: 'Résidences du bailleur, dans une même commune ; 20 au plus.',
  })
  @ArrayMaxSize(20)
  @ArrayUnique()
  residences!: string[];

  @Field(() => TypeProgramme, { description: 'Nature.' })
  type!: TypeProgramme;

  @Field(() => Financeur, { description: 'Qui finance d’abord.' })
  financeur!: Financeur;

  @Field(() => DateCivile, { description: 'Début prévu des travaux.' })
  debutPrevu!: string;

  @Field(() => DateCivile, { description: 'Fin prévue des travaux.' })
  finPrevue!: string;

  @Field(() => Int, { description: 'Nombre de logements.' })
  @Min(1)
  nbLogements!: number;
}

@InputType('SaisieDiagnosticLie', {
  description: 'Le diagnostic en marchant sur lequel la sécurisation s’appuie.',
})
export class SaisieDiagnosticLie {
  @Field(() => ID, { description: 'Identifiant du diagnostic.' })
  diagnostic!: string;
}

@InputType('SaisieEtude', { description: 'Une étude de sûreté déposée.' })
export class SaisieEtude {
  @Field(() => String, { description: 'Référence du dossier, en 60 caractères au plus.' })
  @Length(1, 60)
  reference!: string;

  @Field(() => String, { description: 'Synthèse, en 500 caractères au plus.' })
  @Length(1, 500)
  synthese!: string;
}

@InputType('SaisieAvisForces', { description: 'L’avis de la police ou de la gendarmerie.' })
export class SaisieAvisForces {
  @Field(() => AvisForces, { description: 'Avis.' })
  avis!: AvisForces;
}

@InputType('SaisieMesure', { description: 'Une mesure et qui en répond.' })
class SaisieMesure {
  @Field(() => NatureMesure, { description: 'Nature.' })
  nature!: NatureMesure;

  @Field(() => ID, { description: 'Identifiant du signataire qui en répond.' })
  responsable!: string;
}

@InputType('SaisieMesures', { description: 'Les mesures de chantier arrêtées ensemble.' })
export class SaisieMesures {
  @Field(() => [SaisieMesure], {
    description: 'Mesures : l’éclairage ou le gardiennage du chantier en est ; 20 au plus.',
  })
  @ArrayMaxSize(20)
  mesures!: SaisieMesure[];
}

import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Length, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { DateCivile } from '../../kit/scalars.js';
import { MotifSituation, OrientationSituation } from './situation-enums.js';

@InputType('SaisiePersonneSuivie', { description: 'La personne.' })
export class SaisiePersonneSuivie {
  @Field(() => String, { description: 'Nom.' })
  @Length(1, 80)
  nom!: string;

  @Field(() => String, { description: 'Prénom.' })
  @Length(1, 80)
  prenom!: string;

  @Field(() => DateCivile, { description: 'Date de naissance.' })
  dateNaissance!: string;

  @Field(() => String, { nullable: true, description: 'Adresse.' })
  @Length(1, 200)
  adresse?: string | null;
}

@InputType('SaisieSituation', { description: 'Une situation à mettre à l’ordre du jour.' })
export class SaisieSituation {
  @Field(() => ID, { description: 'Identifiant du groupe.' })
  groupe!: string;

  @Field(() => [MotifSituation], { description: 'Ce qui y conduit.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(8)
  @ArrayUnique()
  motifs!: MotifSituation[];

  @Field(() => SaisiePersonneSuivie, { description: 'La personne.' })
  @ValidateNested()
  personne!: SaisiePersonneSuivie;
}

@InputType('SaisieExamenSituation', { description: 'Ce que le groupe a décidé.' })
export class SaisieExamenSituation {
  @Field(() => DateCivile, { description: 'Jour de l’examen.' })
  date!: string;

  @Field(() => OrientationSituation, { description: 'Ce que le groupe propose.' })
  orientation!: OrientationSituation;
}

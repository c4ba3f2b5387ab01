import { ArrayMaxSize, ArrayMinSize, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { CodeInfraction } from '../../kit/infraction.js';
import { DateCivile } from '../../kit/scalars.js';

@InputType('SaisiePlainte', { description: 'La plainte que le bailleur a déposée.' })
export class SaisiePlainte {
  @Field(() => ID, { description: 'L’incident pour lequel il porte plainte.' })
  incident!: string;

  @Field(() => ID, {
    description:
      'Le signataire dont un service l’a reçue : police ou gendarmerie, où qu’ait eu lieu le fait (CPP, art. 15-3).',
  })
  service!: string;

  @Field(() => DateCivile, { description: 'Jour du dépôt.' })
  dateDepot!: string;

  @Field(() => [CodeInfraction], { description: 'Les qualifications retenues au dépôt.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  qualifications!: string[];

  @Field(() => Boolean, {
    description:
      'Le dommage est celui du bailleur : pour le sien, une personne porte plainte elle-même.',
  })
  dommagePropre!: boolean;
}

@InputType('SaisieRecepisse', { description: 'Le récépissé remis au plaignant.' })
export class SaisieRecepisse {
  @Field(() => String, { description: 'Numéro du procès-verbal, de 1 à 40 caractères.' })
  @Length(1, 40)
  numeroPv!: string;
}

@InputType('SaisieAvisPlainte', { description: 'L’avis, tel qu’inscrit au registre du parquet.' })
export class SaisieAvisPlainte {
  @Field(() => ID, { description: 'Identifiant opaque de la procédure.' })
  procedure!: string;

  @Field(() => ID, { description: 'Le plaignant à qui l’avis est donné.' })
  plaignant!: string;
}

@InputType('SaisieSuitePlainte', {
  description: 'La suite, telle qu’inscrite au registre du parquet.',
})
export class SaisieSuitePlainte {
  @Field(() => ID, { description: 'Identifiant opaque de la procédure.' })
  procedure!: string;
}

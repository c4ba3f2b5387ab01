import { Field, ObjectType } from 'type-graphql';
import { Portee } from '../../kit/portee.js';
import { DateCivile } from '../../kit/scalars.js';

@ObjectType({ description: 'Parent ou responsable d’un mineur rappelé à l’ordre.' })
@Portee('rappel-ordre:auteur')
export class RepresentantLegal {
  @Field(() => String, { description: 'Nom.' })
  nom!: string;

  @Field(() => String, { description: 'Prénom.' })
  prenom!: string;

  @Field(() => String, { nullable: true, description: 'Lien avec le mineur.' })
  lien!: string | null;
}

@ObjectType({ description: 'Identité de la personne rappelée à l’ordre.' })
@Portee('rappel-ordre:auteur')
export class AuteurRappel {
  @Field(() => String, { description: 'Nom.' })
  nom!: string;

  @Field(() => String, { description: 'Prénom.' })
  prenom!: string;

  @Field(() => DateCivile, { nullable: true, description: 'Date de naissance.' })
  dateNaissance!: string | null;

  @Field(() => String, { nullable: true, description: 'Adresse.' })
  adresse!: string | null;

  @Field(() => [RepresentantLegal], {
    description: 'Représentants légaux, si la personne est mineure.',
  })
  representantsLegaux!: RepresentantLegal[];
}

import { Field, ObjectType } from 'type-graphql';
import { Portee } from '../../kit/portee.js';
import { LienBail, QualiteVictime, TrancheItt } from './incident-enums.js';

@ObjectType({ description: 'Victime d’un incident.' })
@Portee('incident:victime')
export class Victime {
  @Field(() => QualiteVictime, { description: 'Qualité.' })
  qualite!: QualiteVictime;

  @Field(() => TrancheItt, { nullable: true, description: 'Incapacité totale de travail.' })
  itt!: TrancheItt | null;

  @Field(() => String, { nullable: true, description: 'Nom et prénom.' })
  @Portee('incident:victime-identite')
  identite!: string | null;
}

@ObjectType({ description: 'Auteur présumé d’un incident (LIL, art. 46).' })
@Portee('incident:auteur')
export class AuteurPresume {
  @Field(() => Boolean, { description: 'L’auteur est connu.' })
  connu!: boolean;

  @Field(() => String, { nullable: true, description: 'Nom et prénom.' })
  identite!: string | null;

  @Field(() => LienBail, { nullable: true, description: 'Lien avec un bail.' })
  lienBail!: LienBail | null;
}

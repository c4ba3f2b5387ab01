import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Authentifie } from '../../kit/portee.js';

/** Owned by the subgraph `bailleurs`, which judges who may read it; here only its key. */
@ObjectType({ description: 'Signalement d’un bailleur.' })
@Directive('@key(fields: "id", resolvable: false)')
@Authentifie()
export class Signalement {
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;
}

import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Authentifie } from '../../kit/portee.js';

/** Owned by the subgraph `ville`, which judges who may read it; here the parquet's opinions on it. */
@ObjectType({ description: 'Rappel à l’ordre.' })
@Directive('@key(fields: "id")')
@Authentifie()
export class RappelOrdre {
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;
}

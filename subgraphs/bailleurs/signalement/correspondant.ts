import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Authentifie } from '../../kit/portee.js';

/** Owned by the subgraph `ville`, which judges who may read it; here only its key. */
@ObjectType({ description: 'Correspondant (référent) d’un signataire.' })
@Directive('@key(fields: "id", resolvable: false)')
@Authentifie()
export class Correspondant {
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;
}

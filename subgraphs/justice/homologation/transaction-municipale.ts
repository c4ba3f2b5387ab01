import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Authentifie } from '../../kit/portee.js';

/** Owned by the subgraph `ville`, which judges who may read it; here the decision on it. */
@ObjectType({ description: 'Transaction municipale.' })
@Directive('@key(fields: "id")')
@Authentifie()
export class TransactionMunicipale {
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;
}

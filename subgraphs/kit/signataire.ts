import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Authentifie } from './portee.js';

/** Owned by the subgraph `convention`, which judges who may read it; elsewhere only its key. */
@ObjectType({ description: 'Signataire de la convention.' })
@Directive('@key(fields: "id", resolvable: false)')
@Authentifie()
export class Signataire {
  @Field(() => ID, { description: 'Identifiant dans la convention.' })
  id!: string;
}

export function signataire(id: string): Signataire {
  return Object.assign(new Signataire(), { id });
}

import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Authentifie } from '../kit/portee.js';

/** Owned by the subgraph `ville`; here only its key. */
@ObjectType({ description: 'Commune.' })
@Directive('@key(fields: "codeInsee", resolvable: false)')
@Authentifie()
export class Commune {
  @Field(() => ID, { description: 'Code INSEE de la commune.' })
  codeInsee!: string;
}

/** Owned by the subgraph `ville`; here only its key. */
@ObjectType({ description: 'Établissement public de coopération intercommunale.' })
@Directive('@key(fields: "siren", resolvable: false)')
@Authentifie()
export class Epci {
  @Field(() => ID, { description: 'Numéro SIREN.' })
  siren!: string;
}

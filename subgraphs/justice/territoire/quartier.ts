import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Authentifie } from '../../kit/portee.js';

/** Owned by the subgraph `ville`, which judges who may read it; here only its key. */
@ObjectType({ description: 'Quartier prioritaire de la politique de la ville.' })
@Directive('@key(fields: "codeQpv", resolvable: false)')
@Authentifie()
export class Quartier {
  @Field(() => ID, { description: 'Code du quartier prioritaire.' })
  codeQpv!: string;
}

import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Authentifie } from '../../kit/portee.js';

/** Owned by the subgraph `justice`, which judges who may read it; here only its key. */
@ObjectType({ description: 'Procédure, au registre de communication du parquet.' })
@Directive('@key(fields: "id", resolvable: false)')
@Authentifie()
export class Procedure {
  @Field(() => ID, { description: 'Identifiant opaque ; jamais le numéro du parquet.' })
  id!: string;
}

import { Directive, Field, ID, ObjectType } from 'type-graphql';
import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import { Authentifie } from '../../kit/portee.js';

/** Owned by the subgraph `bailleurs`; here only its key. */
@ObjectType({ description: 'Résidence d’un bailleur.' })
@Directive('@key(fields: "id", resolvable: false)')
@Authentifie()
export class Residence {
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;
}

/** A code, so that no text of the caller's choice stands in its place. */
const codeOfResidence = /^([a-z-]{2,60}):[A-Za-z0-9-]{1,40}$/;

/** Whether this could be the id of a résidence of a landlord that has signed. */
export function isResidence(id: string): boolean {
  const bailleur = codeOfResidence.exec(id)?.[1];
  return signataires.some(({ id: known, nature }) => known === bailleur && nature === 'bailleur');
}

import { Directive, Field, ObjectType } from 'type-graphql';
import { infractions } from '../../schema/reference/infractions.js';
import { enumeration } from './enumeration.js';
import { Authentifie } from './portee.js';

@ObjectType({ description: 'Infraction de la nomenclature NATINF.' })
@Directive('@shareable')
@Authentifie()
export class Infraction {
  @Field(() => String, { nullable: true, description: 'Numéro NATINF, quand il est confirmé.' })
  natinf!: string | null;

  @Field(() => String, { description: 'Nature : contravention, délit.' })
  nature!: string;

  @Field(() => String, { description: 'Qualification.' })
  qualification!: string;
}

/** The offence under its key of schema/reference; null for a key that has left the reference. */
export function infraction(key: string): Infraction | null {
  const found = infractions[key];
  return found ? Object.assign(new Infraction(), found) : null;
}

const keys = new Map(
  Object.keys(infractions).map((key) => [key.replaceAll('-', '_').toUpperCase(), key]),
);

/** Hyphens become underscores: docs/decisions/codes-as-enums.md. */
export const CodeInfraction = enumeration(
  'CodeInfraction',
  'Infraction rencontrée dans le logement social.',
  Object.fromEntries(
    [...keys].map(([code, key]) => [code, `${infractions[key]?.qualification ?? key}.`]),
  ),
);

/** The keys of schema/reference of what was entered, each once. */
export function infractionKeys(codes: readonly string[]): string[] {
  return [...new Set(codes.flatMap((code) => keys.get(code) ?? []))];
}

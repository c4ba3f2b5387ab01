import { isObjectType, type GraphQLSchema } from 'graphql';
import type { Acces, Classe, Convention } from '../convention/convention.js';
import { grantsInForce } from '../convention/effective-rights.js';
import { signataireInForce } from '../convention/in-force.js';
import type { AccessRules } from '../rules/access-rules.js';
import { CoordinateNeeds } from '../rules/coordinate-need.js';
import { waysToMeet, type Atom, type Formula } from '../rules/formula.js';
import { alternativesOf, withoutCovered, type FieldRight, type Opening } from './field-right.js';

/** Something that can be read, and what it demands. */
export interface Subject {
  /** A coordinate `Type.field`. */
  readonly name: string;
  readonly need: Formula;
}

/** Who may read what: subject → signatory → right. A signatory without right is not in the map. */
export type RightsTable = ReadonlyMap<string, ReadonlyMap<string, FieldRight>>;

/** Every output field of a schema, in its order. */
export function fieldsOf(schema: GraphQLSchema, rules: AccessRules): readonly Subject[] {
  const needs = new CoordinateNeeds(schema, rules);
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type))
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) =>
      Object.keys(type.getFields()).map((field) => ({
        name: `${type.name}.${field}`,
        need: needs.ofField(type, field),
      })),
    );
}

/** @param on ISO date for which the rights are asked. */
export function rightsTable(
  subjects: readonly Subject[],
  convention: Convention,
  on: string,
): RightsTable {
  const table = new Map<string, Map<string, FieldRight>>(
    subjects.map(({ name }) => [name, new Map()]),
  );
  for (const signataire of convention.signataires.values()) {
    if (!signataireInForce(convention, signataire, on)) continue;
    const grants = grantsInForce(convention, signataire.id, on);
    const known = new Map<string, FieldRight | null>();
    for (const { name, need } of subjects) {
      const right = known.has(need.key) ? known.get(need.key) : rightTo(need, grants, convention);
      known.set(need.key, right ?? null);
      if (right) table.get(name)?.set(signataire.id, right);
    }
  }
  return table;
}

function rightTo(
  need: Formula,
  grants: readonly Acces[],
  convention: Convention,
): FieldRight | null {
  const classes = new Set<Classe>();
  const alternatives = waysToMeet(need).flatMap((atoms) => {
    const demands = atoms
      .filter(({ right }) => right !== 'authenticated')
      .map((atom) => openingsOf(atom, grants));
    if (demands.some((openings) => openings.length === 0)) return [];
    for (const classe of atoms.flatMap((atom) => classeOf(atom, convention))) classes.add(classe);
    return alternativesOf(demands);
  });
  if (alternatives.length === 0) return null;
  // Classes sort as their names do.
  return {
    classe: [...classes].sort().at(-1) ?? null,
    alternatives: withoutCovered(alternatives),
  };
}

function openingsOf(atom: Atom, grants: readonly Acces[]): readonly Opening[] {
  if (atom.right === 'authenticated') return [];
  return grants
    .filter(({ donnees, politiques }) =>
      (atom.right === 'scope' ? donnees : politiques).includes(atom.name),
    )
    .map(({ perimetre, finalites }) => ({
      // Rows are a matter of scopes: a policy is held or not.
      perimetres: atom.right === 'scope' ? perimetre : null,
      finalites,
    }));
}

function classeOf(atom: Atom, { donnees }: Convention): readonly Classe[] {
  const donnee = atom.right === 'scope' ? donnees.get(atom.name) : undefined;
  return donnee ? [donnee.classe] : [];
}

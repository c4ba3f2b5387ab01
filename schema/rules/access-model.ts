import type { GraphQLSchema } from 'graphql';
import type { AccessRules } from './access-rules.js';
import { CoordinateNeeds, type AbstractTypes } from './coordinate-need.js';
import { atomsOf, formulaOf, type Formula } from './formula.js';
import { InputReads } from './input-reads.js';

export interface AccessOptions {
  readonly abstractTypes: AbstractTypes;
  /** One refusal refuses the operation. */
  readonly rejectUnauthorized: boolean;
  /** Nothing is removed, refusals are only listed. Never in production. */
  readonly dryRun: boolean;
}

export const defaultAccessOptions: AccessOptions = {
  abstractTypes: 'strict',
  rejectUnauthorized: false,
  dryRun: false,
};

/** All that decisions under one supergraph share. Compile it once and swap it as a whole. */
export interface AccessModel {
  readonly schema: GraphQLSchema;
  readonly needs: CoordinateNeeds;
  readonly inputReads: InputReads;
  readonly options: AccessOptions;
  /** Every single right that a rule names. */
  readonly atoms: readonly Formula[];
}

/** @param schema the API schema: what callers may write operations against. */
export function compileAccessModel(
  schema: GraphQLSchema,
  rules: AccessRules,
  options: AccessOptions = defaultAccessOptions,
): AccessModel {
  const needs = new CoordinateNeeds(schema, rules, options.abstractTypes);
  return { schema, needs, inputReads: new InputReads(needs), options, atoms: atomsOfRules(rules) };
}

function atomsOfRules({ types, fields }: AccessRules): readonly Formula[] {
  const atoms = new Map<string, Formula>();
  for (const rule of [...types.values(), ...fields.values()]) {
    for (const atom of atomsOf(formulaOf(rule))) atoms.set(atom.key, atom);
  }
  return [...atoms.values()];
}

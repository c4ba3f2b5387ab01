import type { Convention } from '../convention/convention.js';
import type { AccessRules } from '../rules/access-rules.js';
import { atomsOf, formulaOf } from '../rules/formula.js';
import type { SchemaFault } from './schema-fault.js';

export interface Agreement {
  /** Scopes that the schema demands and nobody could ever be granted. */
  readonly faults: readonly SchemaFault[];
  /** What the convention names and the schema does not use, and policies that nobody holds. */
  readonly warnings: readonly SchemaFault[];
}

/** Whether a schema and a convention speak of the same categories of data. */
export function agreementOf(rules: AccessRules, convention: Convention): Agreement {
  const scopes = new Set<string>();
  const policies = new Set<string>();
  for (const rule of [...rules.types.values(), ...rules.fields.values()]) {
    for (const { atom } of atomsOf(formulaOf(rule))) {
      if (atom.right === 'scope') scopes.add(atom.name);
      if (atom.right === 'policy') policies.add(atom.name);
    }
  }
  const held = new Set(convention.acces.flatMap(({ politiques }) => politiques));
  const granted = new Set(convention.acces.flatMap(({ donnees }) => donnees));
  return {
    faults: [...scopes]
      .filter((scope) => !convention.donnees.has(scope))
      .map((scope) => ({
        code: 'SCOPE_NOT_IN_CATALOGUE',
        message: `the schema demands "${scope}", which the convention's catalogue (donnees) does not name: add it, or correct the scope`,
      })),
    warnings: [
      ...[...convention.donnees.keys()]
        .filter((scope) => !scopes.has(scope))
        .map((scope) => ({
          code: 'SCOPE_NOT_IN_SCHEMA',
          message: `the convention's catalogue names "${scope}", which no field demands`,
        })),
      ...[...scopes]
        .filter((scope) => convention.donnees.has(scope) && !granted.has(scope))
        .map((scope) => ({
          code: 'SCOPE_NOT_GRANTED',
          message: `no grant of the convention opens "${scope}": nobody can read what demands it`,
        })),
      ...[...policies]
        .filter((policy) => !held.has(policy))
        .map((policy) => ({
          code: 'POLICY_NOT_GRANTED',
          message: `no grant of the convention gives the policy "${policy}": nobody can read what demands it`,
        })),
    ],
  };
}

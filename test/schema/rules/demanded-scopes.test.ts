import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { demandedScopes } from '../../../schema/rules/demanded-scopes.js';
import { readRules } from '../../../schema/rules/read-rules.js';

const supergraph = parse(readFileSync('schema/supergraph.graphql', 'utf8'));
const demanded = demandedScopes(supergraph, readRules(supergraph).rules);
const ofOthers = (subgraph: string, prefix: RegExp) =>
  [...(demanded.get(subgraph) ?? [])].filter((scope) => !prefix.test(scope)).sort();

it('says which scopes a subgraph guards its fields by, also those of another owner', () => {
  expect([...demanded.keys()].sort()).toEqual(['bailleurs', 'convention', 'justice', 'ville']);
  expect(
    ofOthers(
      'ville',
      /^(action-prevention|alternative|correspondant|engagement|information-maire|instance|mandat|problematique|rappel-ordre|situation|transaction):/,
    ),
  ).toEqual(['signalement:lecture']);
  expect(ofOthers('justice', /^(communication|gltd|justice|poste-travail):/)).toEqual([]);
  expect(demanded.get('bailleurs')).toContain('incident:auteur');
  expect(demanded.get('bailleurs')).not.toContain('rappel-ordre:lecture');
});

it('counts what nobody is named for as demanded by all', () => {
  const scoped = (text: string) => parse(text);
  const document = scoped(`
    enum join__Graph { A @join__graph(name: "a", url: "") B @join__graph(name: "b", url: "") }
    type T @join__type(graph: A) @join__type(graph: B, resolvable: false) {
      own: Int @join__field(graph: A)
      brought: Int @join__field
      taken: Int @join__field(graph: A) @join__field(graph: B, external: true)
    }`);
  const rule = (scope: string) => ({ authenticated: false, scopes: [[scope]], policies: null });
  const rules = {
    types: new Map([['T', rule('t')]]),
    fields: new Map(['own', 'brought', 'taken'].map((name) => [`T.${name}`, rule(name)] as const)),
  };
  expect(
    Object.fromEntries([...demandedScopes(document, rules)].map(([k, v]) => [k, [...v].sort()])),
  ).toEqual({
    a: ['brought', 'own', 't', 'taken'],
    b: ['brought'],
  });
});

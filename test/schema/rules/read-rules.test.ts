import { describe, expect, test } from '@jest/globals';
import { parse, print } from 'graphql';
import { readRules } from '../../../schema/rules/read-rules.js';
import { stripRules } from '../../../schema/rules/strip-rules.js';

const links = `schema
  @link(url: "https://specs.apollo.dev/link/v1.0")
  @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
  @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY, import: [{ name: "@requiresScopes", as: "@needs" }])
  @link(url: "https://specs.apollo.dev/policy/v0.1", as: "pol", for: SECURITY)
  @link(url: "https://passerelle.example/readsField/v1.0", import: ["@readsField"])
{ query: Query }
directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
directive @needs(scopes: [[requiresScopes__Scope!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
directive @pol(policies: [[policy__Policy!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
directive @readsField(coordinate: String!) repeatable on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
scalar requiresScopes__Scope
scalar policy__Policy
scalar link__Import
enum link__Purpose { SECURITY EXECUTION }
`;

const read = (sdl: string) => readRules(parse(links + sdl));
const codes = (sdl: string) => read(sdl).faults.map(({ code }) => code);

describe('readRules', () => {
  test('finds each directive under its local name', () => {
    const { rules, faults } = read(`
      type Query { a: String @authenticated, b: String @needs(scopes: [["s", "t"], ["u"]]), c: T @pol__policy(policies: [["p"]]) }
      type T @pol(policies: [["q"]]) { d: Day }
      scalar Day @authenticated
      enum Sort @needs(scopes: [["sort"]]) { A }
    `);
    expect(faults).toEqual([]);
    expect(Object.fromEntries(rules.fields)).toEqual({
      'Query.a': { authenticated: true, scopes: null, policies: null },
      'Query.b': { authenticated: false, scopes: [['s', 't'], ['u']], policies: null },
      'Query.c': { authenticated: false, scopes: null, policies: [['p']] },
    });
    expect([...rules.types.keys()].sort()).toEqual(['Day', 'Sort', 'T']);
  });

  test('ignores the default name of a directive that was renamed', () => {
    expect(
      read('type Query { a: String @requiresScopes(scopes: [["s"]]) }').rules.fields.size,
    ).toBe(0);
  });

  test('reports a directive of that name which nothing links', () => {
    expect(
      codes('directive @policy(policies: String) on FIELD_DEFINITION\ntype Query { a: String }'),
    ).toEqual(['RULE_NOT_LINKED']);
  });

  test('ANDs repeated applications and extensions of a type', () => {
    const { rules } = read(`
      type Query { a: String @needs(scopes: [["a"], ["b"]]) @needs(scopes: [["c"]]) }
      type T @authenticated { x: String }
      extend type T @needs(scopes: [["t"]]) { y: String }
      type U @needs(scopes: [["u"]]) @authenticated { x: String }
    `);
    expect(rules.fields.get('Query.a')?.scopes).toEqual([
      ['a', 'c'],
      ['b', 'c'],
    ]);
    expect(rules.types.get('U')?.authenticated).toBe(true);
    expect(rules.types.get('T')).toEqual({
      authenticated: true,
      scopes: [['t']],
      policies: null,
    });
  });

  test.each([
    ['scopes: []', 'RULE_EMPTY'],
    ['scopes: [[]]', 'RULE_EMPTY'],
    ['scopes: [["a"], []]', 'RULE_EMPTY'],
    ['scopes: [["  "]]', 'RULE_EMPTY'],
    ['scopes: ["a"]', 'RULE_WRONG_DEPTH'],
    ['scopes: "a"', 'RULE_WRONG_DEPTH'],
    ['scopes: [[["a"]]]', 'RULE_WRONG_DEPTH'],
    ['scopes: [[a]]', 'RULE_WRONG_DEPTH'],
    ['scopes: [[1]]', 'RULE_WRONG_DEPTH'],
    ['scopes: null', 'RULE_WRONG_DEPTH'],
  ])('refuses %s and leaves the field to nobody', (argument, code) => {
    const { rules, faults } = read(`type Query { a: String @needs(${argument}) }`);
    expect(faults.map((fault) => fault.code)).toEqual([code]);
    expect(rules.fields.get('Query.a')?.scopes).toEqual([]);
  });

  test('leaves out what composition copied onto an interface', () => {
    const { rules } = read(`
      type Query { i: I }
      interface I @authenticated { f: String @needs(scopes: [["a", "b"]]) }
      type A implements I @authenticated { f: String @needs(scopes: [["a"]]) }
      type B implements I { f: String @needs(scopes: [["b"]]) }
    `);
    expect([...rules.types.keys()]).toEqual(['A']);
    expect(rules.fields.get('B.f')?.scopes).toEqual([['b']]);
  });

  test('puts a rule of the interface itself on every implementer (CVE-2025-64530)', () => {
    const { rules } = read(`
      type Query { i: I }
      interface I @authenticated { f: String @needs(scopes: [["i"]]) }
      type A implements I { f: String @needs(scopes: [["a"]]) }
      type B implements I { f: String }
    `);
    expect(rules.types.get('B')?.authenticated).toBe(true);
    expect(rules.fields.get('A.f')?.scopes).toEqual([['a', 'i']]);
    expect(rules.fields.get('B.f')?.scopes).toEqual([['i']]);
  });

  test('reads every repeated @readsField and refuses unknown fields', () => {
    const { rules, faults } = read(`
      type Query { loans(by: String @readsField(coordinate: "Loan.a") @readsField(coordinate: "Loan.b"), filter: F): [Loan] }
      type Loan { a: String, b: String }
      input F { a: String @readsField(coordinate: "Loan.a"), c: String @readsField(coordinate: "F.a") }
      enum S { A @readsField(coordinate: "Loan.__proto__") }
    `);
    expect(rules.reads.get('Query.loans(by:)')).toEqual(['Loan.a', 'Loan.b']);
    expect(faults.map(({ code, coordinate }) => [code, coordinate])).toEqual([
      ['READS_UNKNOWN_FIELD', 'F.c'],
      ['READS_UNKNOWN_FIELD', 'S.A'],
    ]);
  });
});

describe('stripRules', () => {
  test('removes links, definitions, scalars and uses of the three, and nothing else', () => {
    const stripped = print(
      stripRules(
        parse(
          links +
            'type Query { a(x: String @readsField(coordinate: "Query.a")): String @authenticated, b: D @needs(scopes: [["s"]]) @deprecated }\nscalar D @pol(policies: [["p"]])',
        ),
      ),
    );
    for (const gone of ['authenticated', 'needs', 'requiresScopes', '@pol', 'policy', 'scopes:']) {
      expect(stripped).not.toContain(gone);
    }
    for (const kept of ['readsField/v1.0', '@readsField(coordinate', '@deprecated', 'scalar D']) {
      expect(stripped).toContain(kept);
    }
  });

  test('keeps a scalar that another directive shares', () => {
    const stripped = print(
      stripRules(
        parse(
          `${links}directive @other(scope: requiresScopes__Scope) on OBJECT\ntype Query { a: String }`,
        ),
      ),
    );
    expect(stripped).toContain('scalar requiresScopes__Scope');
    expect(stripped).not.toContain('scalar policy__Policy');
  });
});

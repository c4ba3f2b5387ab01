import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { lintRules } from '../../../schema/rules/lint-rules.js';
import { droppedRules, lintSubgraph } from '../../../schema/rules/lint-subgraphs.js';
import { readsByName } from '../../../schema/rules/input-names.js';
import { composeSubgraphs, subgraphsOf, type Composed } from '../../harness/compose-subgraphs.js';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes", "@policy"])\n`;

function compose(sdl: string, guards: Record<string, string> = {}): Composed {
  const composed = composeSubgraphs(subgraphsOf(new Map([['a', link + sdl]]), guards));
  if (Array.isArray(composed)) throw new Error(composed.join());
  return composed;
}

/** `CODE coordinate` of every fault. */
function lint(sdl: string, guards: Record<string, string> = {}): string[] {
  const { schema, supergraphSdl, rules } = compose(sdl, guards);
  return lintRules(schema, parse(supergraphSdl), rules).map(
    ({ code, coordinate }) => `${code} ${coordinate ?? ''}`,
  );
}

describe('fields without a rule', () => {
  test('are refused one by one', () => {
    expect(
      lint(
        'type Query { a: String, b: String @authenticated, t: T @authenticated } type T { x: Int }',
      ),
    ).toEqual(['FIELD_UNCLASSIFIED Query.a', 'FIELD_UNCLASSIFIED T.x']);
  });

  test('are covered by a rule on their own type, not by one on the type they return', () => {
    expect(
      lint('type Query { t: T } type T @authenticated { x: Int, s: S } scalar S @authenticated'),
    ).toEqual(['FIELD_UNCLASSIFIED Query.t']);
  });
});

describe('restricted fields that are non-null', () => {
  test('are refused when their parent is readable with less', () => {
    expect(
      lint(`type Query @authenticated { t: T, must: T! }
        type T @requiresScopes(scopes: [["t"]]) { own: Int! @requiresScopes(scopes: [["t"], ["u"]]), more: Int! @requiresScopes(scopes: [["u"]]), open: Int!, e: [E!]! }
        enum E @policy(policies: [["p"]]) { A }`),
    ).toEqual([
      'FIELD_MUST_BE_NULLABLE Query.must',
      'FIELD_MUST_BE_NULLABLE T.more',
      'FIELD_MUST_BE_NULLABLE T.e',
    ]);
  });

  test('may be keys, nested ones included', () => {
    expect(
      lint(`type Query @authenticated { t: T }
        type T @key(fields: "id org { code }") @authenticated { id: ID! @requiresScopes(scopes: [["t"]]), org: Org! @requiresScopes(scopes: [["t"]]) }
        type Org @authenticated { code: ID! @requiresScopes(scopes: [["t"]]), name: String! @requiresScopes(scopes: [["t"]]) }`),
    ).toEqual(['FIELD_MUST_BE_NULLABLE Org.name']);
  });
});

describe('inputs without a guard', () => {
  const loans = `type Query @authenticated { loans(filter: F, sort: S, borrower: String): LoanConnection }
    type LoanConnection @authenticated { nodes: [Loan], edges: [Edge] }
    type Edge @authenticated { node: Loan, cursor: String }
    type Loan @authenticated { id: ID!, due: String, borrower: Person @requiresScopes(scopes: [["b"]]), author: Person }
    type Person @authenticated { name: String, birth: String @requiresScopes(scopes: [["p"]]) }
    input F { due: String, borrower_contains: String, any: [F!], author: PersonF }
    input PersonF { name: String, birth: String }
    enum S { DUE_ASC BORROWER_DESC }`;
  const all = {
    'F.borrower_contains': 'Loan.borrower',
    'PersonF.birth': 'Person.birth',
    'S.BORROWER_DESC': 'Loan.borrower',
    'Query.loans(borrower:)': 'Loan.borrower',
  };

  test('are found by name in arguments, inputs, enum values, and below objects', () => {
    expect(lint(loans)).toEqual([
      'INPUT_UNGUARDED F.borrower_contains',
      'INPUT_UNGUARDED PersonF.birth',
      'INPUT_UNGUARDED S.BORROWER_DESC',
      'INPUT_UNGUARDED Query.loans(borrower:)',
    ]);
  });

  test('are in order once each names the field it reads', () => {
    expect(lint(loans, all)).toEqual([]);
  });

  test('are still found when the guard names a field that is easier to read', () => {
    expect(lint(loans, { ...all, 'PersonF.birth': 'Person.name' })).toEqual([
      'INPUT_UNGUARDED PersonF.birth',
    ]);
  });

  test('need none where calling the field already takes the right', () => {
    expect(
      lint(`type Query @authenticated { loans(borrower: String): [Loan] @requiresScopes(scopes: [["b"]]) }
        type Loan @authenticated { borrower: String @requiresScopes(scopes: [["b"], ["c"]]) }`),
    ).toEqual([]);
  });

  test.each([
    ['borrowerName', 'borrowerName', true],
    ['BORROWER_NAME', 'borrowerName', true],
    ['borrowerName_not_in', 'borrowerName', true],
    ['orderByBorrowerName', 'borrowerName', true],
    ['BORROWER_NAME_DESC', 'borrowerName', true],
    ['dateFaitsDebut', 'dateFaits', true],
    ['borrower', 'borrowerName', false],
    ['name', 'borrowerName', false],
    ['surname', 'name', false],
  ])('%s reads %s: %s', (input, field, expected) => {
    expect(readsByName(input)(field)).toBe(expected);
  });
});

describe('rules that composition would drop', () => {
  const codes = (sdl: string) => lintSubgraph('a', parse(sdl)).map(({ code }) => code);

  test('a local definition that is not imported', () => {
    expect(
      codes(`extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
        directive @authenticated on FIELD_DEFINITION
        type Query { a: String @authenticated }`),
    ).toEqual(['RULE_DROPPED']);
  });

  test('an import renamed, and the default name used beside it', () => {
    expect(
      codes(`extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [{ name: "@policy", as: "@regle" }])
        directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION
        type Query { a: String @policy(policies: [["p"]]) }`),
    ).toEqual(['RULE_DROPPED']);
  });

  test('a guard that is linked but not composed', () => {
    expect(
      codes(`${link}extend schema @link(url: "https://passerelle.example/readsField/v1.0", import: ["@readsField"])
        directive @readsField(coordinate: String!) repeatable on ARGUMENT_DEFINITION
        type Query { a(x: Int @readsField(coordinate: "Query.a")): String }`),
    ).toEqual(['READS_DROPPED']);
  });

  test('what cannot be undone, where it is linked but not composed, or neither', () => {
    const act = `directive @irrevocable on FIELD_DEFINITION
      type Query { a: String } type Mutation { b: Int @irrevocable }`;
    expect(
      codes(
        `${link}extend schema @link(url: "https://passerelle.example/irrevocable/v1.0", import: ["@irrevocable"])${act}`,
      ),
    ).toEqual(['IRREVOCABLE_DROPPED']);
    expect(codes(`${link}${act}`)).toEqual(['IRREVOCABLE_DROPPED']);
  });

  test('a sound subgraph has none', () => {
    expect(
      codes(
        `${link}type Query { a: String @authenticated, b: Int @federation__policy(policies: [["p"]]) }`,
      ),
    ).toEqual([]);
  });

  test('a rule lost on the way, whatever the reason', () => {
    const sdl = `${link}type Query { a: String @requiresScopes(scopes: [["s"]]) }`;
    const composed = compose('type Query { a: String }');
    const faults = droppedRules(
      [{ name: 'a', document: parse(sdl) }],
      composed.rules,
      parse(composed.supergraphSdl),
    );
    expect(faults.map(({ code, coordinate }) => [code, coordinate])).toEqual([
      ['RULE_DROPPED', 'Query.a'],
    ]);
  });
});

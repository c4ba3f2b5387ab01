import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, print, validate } from 'graphql';
import {
  compileAccessModel,
  defaultAccessOptions,
  type AccessOptions,
} from '../../../schema/rules/access-model.js';
import { authorizationErrors } from '../../../gateway/access/answer-errors.js';
import { buildOperationTree } from '../../../gateway/access/build-operation-tree.js';
import { decide } from '../../../gateway/access/decide.js';
import { decisionKey } from '../../../gateway/access/decision-key.js';
import type { Decision } from '../../../gateway/access/decision.js';
import { fetchedDocument } from '../../../gateway/access/fetched-document.js';
import { includedRefusals, isBlocked } from '../../../gateway/access/included-refusals.js';
import { judgeOperation } from '../../../gateway/access/judge-operation.js';
import type { TreeSelection } from '../../../gateway/access/operation-tree.js';
import { settleDecision } from '../../../gateway/access/settle-decision.js';
import { PrivateKeys } from '../../../gateway/engine/planning/private-keys.js';
import type { AccessRules, Rule } from '../../../schema/rules/access-rules.js';

const schema = buildSchema(`
  type Query { book: Book, found: [Found], items(sort: Sort): [Item], open: String }
  type Mutation { renew: Book }
  interface Item { id: ID!, title: String }
  type Book implements Item { id: ID!, title: String, price: Int, author: Person, pages(unit: Sort): Int }
  type Codex implements Item { id: ID!, title: String, binding: String }
  type Person { name: String, born: Int }
  union Found = Book | Codex
  enum Sort { ID PRICE }
`);

const scope = (...names: string[]): Rule => ({
  authenticated: false,
  scopes: [names],
  policies: null,
});
const rules: AccessRules = {
  types: new Map([['Codex', scope('codex')]]),
  fields: new Map([
    ['Book.price', scope('price')],
    ['Person.born', scope('born')],
  ]),
  reads: new Map([['Sort.PRICE', ['Book.price']]]),
};
const rights = (...scopes: string[]) => ({
  authenticated: true,
  scopes: new Set(scopes),
  policies: new Set<string>(),
});

function judge(query: string, options: Partial<AccessOptions> = {}) {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const model = compileAccessModel(schema, rules, { ...defaultAccessOptions, ...options });
  return judgeOperation(model, buildOperationTree(schema, document));
}

function decideFor(query: string, scopes: string[] = [], variables = {}, options = {}): Decision {
  return decide(judge(query, options), rights(...scopes), variables);
}

const fetched = (query: string, scopes: string[] = [], variables = {}, options = {}) => {
  const settled = settleDecision(decideFor(query, scopes, variables, options), variables);
  const document = fetchedDocument(settled, new PrivateKeys(new Set()));
  if (document) expect(validate(schema, document)).toEqual([]);
  return document && print(document).replace(/\s+/g, ' ').trim();
};

describe('the fetched document', () => {
  test.each([
    ['{ book { id price } }', '{ book { id } }'],
    ['{ book { price } open }', '{ book { __typename } open }'],
    [
      '{ book { price ... { author { born } } } }',
      '{ book { __typename ... { author { __typename } } } }',
    ],
    ['{ found { ... on Codex { binding } } }', '{ found { __typename } }'],
    [
      '{ found { __typename ... on Codex { binding } ... on Book { id } } }',
      '{ found { __typename ... on Book { id } } }',
    ],
    ['query ($v: Boolean!) { open book { price @skip(if: $v) id } }', '{ open book { id } }'],
    ['{ book { id @include(if: false) } }', '{ book { __typename } }'],
    ['{ x: book { y: id } }', '{ book { id } }'],
    ['{ book { pages(unit: ID) all: pages } }', '{ book { p0_pages: pages(unit: ID) pages } }'],
  ])('of %s', (query, expected) => {
    expect(fetched(query, [], { v: false })).toBe(expected);
  });

  test('holds what the conditions leave in, and no condition', () => {
    const query = 'query ($v: Boolean!) { book { id @include(if: $v) price } }';
    expect(fetched(query, [], { v: true })).toBe('{ book { id } }');
    expect(fetched(query, [], { v: false })).toBe('{ book { __typename } }');
  });

  test('is null when nothing is left', () => {
    expect(fetched('{ items { id } }')).toBeNull();
    expect(fetched('{ book @skip(if: true) { id } }')).toBeNull();
    expect(fetched('{ __typename __type(name: "Book") { name } }')).toBeNull();
  });

  test('drops the variables that only refused selections use, keeps shared ones', () => {
    const query =
      'query ($s: Sort, $u: Sort) { items(sort: $s) { id } book { id pages(unit: $u) } }';
    const document = fetched(query, [], { s: 'ID', u: 'ID' });
    expect(document).toBe('query ($u: Sort) { book { id p0_pages: pages(unit: $u) } }');
  });

  test('holds no introspection', () => {
    expect(fetched('{ book { price } __type(name: "Book") { fields { name } } }')).toBe(
      '{ book { __typename } }',
    );
  });
});

describe('the marked tree', () => {
  const marks = (selections: readonly TreeSelection[]): string =>
    selections
      .map((selection) =>
        selection.kind === 'scope'
          ? `[${marks(selection.selections)}]`
          : (selection.refused ? '!' : '') +
            selection.key +
            (selection.selections ? `{${marks(selection.selections)}}` : ''),
      )
      .join(' ');

  test('marks all that stands below a refusal, so that another selection cannot lend it a value', () => {
    const { tree } = decideFor(
      '{ found { ... on Book { author { name } } ... on Item { ... on Book { author { born } } } } }',
    );
    expect(marks(tree.selections)).toBe('found{[author{name}] [[!author{!born}]]}');
  });

  test('leaves the judged tree untouched', () => {
    const judged = judge('{ book { price } }');
    decide(judged, rights(), {});
    expect(marks(judged.tree.selections)).toBe('book{price}');
    expect(marks(decide(judged, rights('price'), {}).tree.selections)).toBe('book{price}');
  });
});

describe('decisionKey', () => {
  const judged = judge('query ($s: Sort) { book { price author { born } pages(unit: $s) } }');
  const key = (scopes: string[], variables = {}) =>
    decisionKey(judged, rights(...scopes), variables);

  test('tells needed rights apart and nothing else', () => {
    const keys = [key([]), key(['price']), key(['born']), key(['price', 'born'])];
    expect(new Set(keys).size).toBe(4);
    expect(key(['price', 'unrelated'])).toBe(key(['price']));
  });

  test('tells a broken guard from a kept one', () => {
    expect(key([], { s: 'PRICE' })).not.toBe(key([], { s: 'ID' }));
    expect(key(['price'], { s: 'PRICE' })).toBe(key(['price'], { s: 'ID' }));
  });

  test('looks at own properties of variables only', () => {
    const strange = judge('query ($constructor: Sort) { book { pages(unit: $constructor) } }');
    expect(decide(strange, rights(), {}).refusals).toEqual([]);
    const inherited = Object.create({ constructor: 'PRICE' }) as Record<string, unknown>;
    expect(decide(strange, rights(), inherited).refusals).toEqual([]);
    expect(decide(strange, rights(), { constructor: 'PRICE' }).refusals).toHaveLength(1);
  });
});

describe('guards of inputs', () => {
  const guarded = buildSchema(`
    type Query { items(by: [Sort!], where: Filter): [Item] }
    interface Item { related(sort: Sort): String }
    type Book implements Item { related(sort: Sort): String, price: Int }
    enum Sort { ID PRICE }
    input Filter { any: [Filter!], price: Int }
  `);
  const model = compileAccessModel(guarded, {
    types: new Map(),
    fields: new Map([['Book.price', scope('price')]]),
    reads: new Map([
      ['Sort.PRICE', ['Book.price']],
      ['Filter.price', ['Book.price']],
      ['Book.related(sort:)', ['Book.price']],
    ]),
  });
  const refusedPaths = (query: string, variables = {}) => {
    const document = parse(query);
    expect(validate(guarded, document)).toEqual([]);
    const judged = judgeOperation(model, buildOperationTree(guarded, document));
    return decide(judged, rights(), variables).refusals.map(({ path }) => path.join('.'));
  };

  test.each([
    ['a single literal where a list is due', '{ items(by: PRICE) { __typename } }', ['items']],
    ['a nested one', '{ items(where: { any: { price: 1 } }) { __typename } }', ['items']],
    ['a harmless one', '{ items(by: ID, where: { any: {} }) { __typename } }', []],
    [
      "an implementer's argument, through the interface",
      '{ items { related(sort: ID) } }',
      ['items.related'],
    ],
    ['the same argument left out', '{ items { related } }', []],
  ])('see %s', (_what, query, expected) => {
    expect(refusedPaths(query)).toEqual(expected);
  });

  test('see the same in variables', () => {
    const query = 'query ($s: Sort) { items { related(sort: $s) } }';
    expect(refusedPaths(query, { s: 'ID' })).toEqual(['items.related']);
    expect(refusedPaths(query)).toEqual([]);
  });
});

describe('refusals', () => {
  test('name one path once, with every coordinate refused there', () => {
    const { refusals } = decideFor('{ found { ... on Codex { id } ... on Item { id } } }');
    expect(refusals).toEqual([
      { path: ['found'], coordinates: ['Codex', 'Item'], occurrences: [[]] },
    ]);
  });

  test('count by the conditions of any occurrence, with the defaults of variables', () => {
    const query =
      'query ($a: Boolean! = false, $b: Boolean!) { book { price @include(if: $a) ... @skip(if: $b) { price } } }';
    const decision = decideFor(query);
    const count = (variables: Record<string, unknown>) =>
      includedRefusals(decision, variables).length;
    expect(count({ b: true })).toBe(0);
    expect(count({ a: true, b: true })).toBe(1);
    expect(count({ b: false })).toBe(1);
  });

  test('become errors that name nothing but the path', () => {
    const { refusals } = decideFor('{ b: book { p: price } }');
    expect(authorizationErrors(refusals)).toEqual([
      {
        message: 'Accès refusé à cette donnée.',
        path: ['b', 'p'],
        extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', affectedPath: 'b.p' },
      },
    ]);
  });
});

describe('all or nothing', () => {
  test('a refused selection leaves nothing of a mutation', () => {
    const decision = decideFor('mutation { renew { id price } }');
    expect(fetched('mutation { renew { id price } }')).toBeNull();
    expect(isBlocked(decision, includedRefusals(decision, {}))).toBe(true);
  });

  test('a refused selection that is left out leaves the mutation', () => {
    const query = 'mutation ($w: Boolean!) { renew { id price @include(if: $w) } }';
    const decision = decideFor(query);
    expect(fetched(query, [], { w: false })).toBe('mutation { renew { id } }');
    expect(fetched(query, [], { w: true })).toBeNull();
    expect(isBlocked(decision, includedRefusals(decision, { w: false }))).toBe(false);
    expect(isBlocked(decision, includedRefusals(decision, { w: true }))).toBe(true);
  });

  test('rejectUnauthorized does so with queries', () => {
    const options = { rejectUnauthorized: true };
    expect(fetched('{ open book { price } }', [], {}, options)).toBeNull();
    expect(fetched('{ open book { id } }', [], {}, options)).toBe('{ open book { id } }');
  });

  test('dryRun removes and stops nothing', () => {
    const decision = decideFor('mutation { renew { price } }', [], {}, { dryRun: true });
    expect(decision.refusals).toHaveLength(1);
    expect(decision.allOrNothing).toBe(false);
    expect(fetched('mutation { renew { price } }', [], {}, { dryRun: true })).toContain('price');
  });
});

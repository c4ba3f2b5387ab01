import { describe, expect, it } from '@jest/globals';
import { composeSubgraphs } from '../../harness/compose-subgraphs.js';

const head = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@composeDirective"])
  @link(url: "https://passerelle.example/merged/v1.0", import: ["@merged"])
  @link(url: "https://passerelle.example/sorted/v1.0", import: ["@sorted"])
  @composeDirective(name: "@merged") @composeDirective(name: "@sorted")
directive @merged(owner: String!, as: String!, size: Int, by: String, of: String, at: String) repeatable on FIELD_DEFINITION
directive @sorted(order: String!) on ENUM_VALUE
type Case @key(fields: "id") { id: ID! }
enum Order { BY_ID @sorted(order: "ASC") NEWEST @sorted(order: "DESC") }
type Cases { edges: [CaseEdge!]! nodes: [Case!]! pageInfo: Page! totalCount: Int }
type CaseEdge { cursor: String! node: Case! }
type Page @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
`;
const merged = (as: string, more = '') => `@merged(owner: "cases", as: "${as}"${more})`;
const page = merged('page', ', size: 20');
const list = '(first: Int, after: String, order: Order): Cases';

/** The codes of the faults; none: it was composed. */
function faultsOf(sdl: string, start = head): readonly string[] {
  const result = composeSubgraphs([
    { name: 'cases', url: 'http://127.0.0.1/graphql', sdl: start + sdl },
  ]);
  return Array.isArray(result) ? result : [];
}

describe('a subgraph that says how the answers of several operators are merged', () => {
  it('says it of each root field', () => {
    expect(faultsOf(`type Query { cases${list} ${page} }`)).toEqual([]);
    expect(faultsOf(`type Query { cases${list} ${page} case(id: ID!): Case }`)).toEqual([
      'MERGE_UNDECLARED',
    ]);
  });

  it('says it of each act', () => {
    const query = `type Query { case(id: ID!): Case ${merged('one')} }`;
    const byId = merged('holder', ', by: "id", of: "Case"');
    expect(faultsOf(`${query} type Mutation { close(id: ID!): Case ${byId} }`)).toEqual([]);
    expect(faultsOf(`${query} type Mutation { open: Case ${merged('own')} }`)).toEqual([]);
    expect(faultsOf(`${query} type Mutation { open: Case ${merged('any')} }`)).toEqual([
      'MERGE_UNDECLARED',
    ]);
    const at = (more: string) =>
      faultsOf(`${query} type Mutation { open(place: ID!): Case ${merged('place', more)} }`);
    expect(at(', by: "place"')).toEqual([]);
    expect(at(', by: "place", at: "commune"')).toEqual([]);
    expect(at(', by: "town"')).toEqual(['MERGE_INVALID']);
    expect(at('')).toEqual(['MERGE_UNDECLARED']);
    expect(at(', by: "place", at: "moon"')).toEqual(['MERGE_UNDECLARED']);
    const unknown = merged('holder', ', by: "case.id", of: "Case"');
    expect(faultsOf(`${query} type Mutation { close(id: ID!): Case ${unknown} }`)).toEqual([
      'MERGE_INVALID',
    ]);
  });

  it('says it of each field of an entity that all of them have', () => {
    const query = `type Query { case(id: ID!): Case ${merged('one')} }`;
    const place = (more: string) =>
      `${query} type Place @key(fields: "code") { code: ID! cases${list} ${page} ${more} }`;
    expect(faultsOf(place(`name: String! ${merged('any')}`))).toEqual([]);
    expect(faultsOf(place('name: String!'))).toEqual(['MERGE_UNDECLARED']);
  });

  it.each([
    ['a page that is no connection', `case: Case ${page}`],
    ['a page without an order', `cases(first: Int, after: String): Cases ${page}`],
    ['an object that one has, and that must be there', `case(id: ID!): Case! ${merged('one')}`],
    ['a list that one has', `cases: [Case] ${merged('one')}`],
    ['a sum of texts', `name: String ${merged('sum')}`],
  ])('is refused with %s', (_, field) => {
    expect(faultsOf(`type Query { ${field} }`)).toContain('MERGE_INVALID');
  });

  it('is refused with a count that must be there, or a part that nobody knows', () => {
    const query = `type Query { cases${list} ${page} }`;
    expect(faultsOf(query, head.replace('totalCount: Int', 'totalCount: Int!'))).toEqual([
      'MERGE_INVALID',
    ]);
    expect(faultsOf(query, head.replace('totalCount: Int', 'minimumCount: Int!'))).toEqual([
      'MERGE_INVALID',
    ]);
    expect(faultsOf(query, head.replace('totalCount: Int', 'minimumCount: Int'))).toEqual([]);
    expect(faultsOf(query, head.replace('totalCount: Int', 'oldest: Case'))).toEqual([
      'MERGE_INVALID',
    ]);
  });

  it('is refused where an order has no direction', () => {
    const unsorted = head.replace('NEWEST @sorted(order: "DESC")', 'NEWEST');
    expect(faultsOf(`type Query { cases${list} ${page} }`, unsorted)).toEqual(['MERGE_INVALID']);
  });

  it('is refused where composition would drop what it says', () => {
    const dropped = head.replace('@composeDirective(name: "@merged")', '');
    expect(faultsOf(`type Query { cases${list} ${page} }`, dropped)).toContain('RULE_DROPPED');
  });
});

import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { measureOperation } from '../../../gateway/access/limits.js';
import { findReservedAlias } from '../../../gateway/access/reserved-aliases.js';
import { countReads } from './count-reads.js';

const schema = buildSchema(`
  type Query { pages(first: Int): [Book!], incidents(first: Int = 20, last: Int): Connection!, book: Book, books: [Book!] }
  type Connection { nodes: [Book!]!, edges: [Edge!]!, totalCount: Int }
  type Edge { node: Book, cursor: String }
  type Book { id: ID!, next: Book, tags: [String!], copies: [Book] }
`);
const measure = (query: string, variables = {}, operationName?: string) =>
  measureOperation(schema, parse(query), operationName, variables);

describe('measureOperation', () => {
  test('counts depth, fields and aliases through fragments', () => {
    expect(
      measure(
        '{ a: book { ...F } book { b: id } } fragment F on Book { next { c: id ... { tags } } }',
      ),
    ).toEqual({ depth: 3, aliases: 3, fields: 6, cost: 6 });
  });

  test('measures the chosen operation only', () => {
    const query = 'query A { book { id } } query B { book { next { next { id } } } }';
    expect(measure(query, {}, 'A').depth).toBe(2);
    expect(measure(query, {}, 'B').depth).toBe(4);
  });

  test.each([
    ['a default page', '{ incidents { nodes { id } } }', {}, 1 + 20 * 2],
    ['a literal page', '{ incidents(first: 5) { edges { node { id } } } }', {}, 1 + 5 * 3],
    [
      'a page in a variable',
      'query ($n: Int) { incidents(first: $n) { nodes { id } } }',
      { n: 100 },
      201,
    ],
    ['the larger of two', '{ incidents(first: 2, last: 50) { nodes { id } } }', {}, 101],
    ['nested lists without a page', '{ books { copies { id } } }', {}, 1 + 10 * (1 + 10)],
    ['a list of leaves', '{ book { tags } }', {}, 2],
    ['lists in listed objects', '{ pages(first: 3) { copies { id } } }', {}, 1 + 3 * 11],
    ['a negative page', '{ incidents(first: -5) { totalCount } }', {}, 2],
  ])('prices %s', (_what, query, variables, cost) => {
    expect(measure(query, variables).cost).toBe(cost);
  });

  test('takes linear time for fragments that double, and grows to infinity', () => {
    const depth = 2000;
    const fragments = Array.from(
      { length: depth },
      (_, i) => `fragment F${i} on Book { ...F${i + 1} ...F${i + 1} }`,
    );
    const document = parse(
      `{ book { ...F0 } } ${fragments.join(' ')} fragment F${depth} on Book { id }`,
    );
    const reads = countReads(document);
    expect(measureOperation(schema, document, null, {}).fields).toBe(Infinity);
    expect(reads()).toBeLessThan(4 * depth);
  });

  test('finds a fragment cycle endless', () => {
    expect(measure('{ book { ...F } } fragment F on Book { next { ...F } }').depth).toBe(Infinity);
  });
});

describe('findReservedAlias', () => {
  test.each([
    ['{ book { __typename: id } }', '__typename'],
    ['{ ...F } fragment F on Query { __x: book { id } }', '__x'],
    ['{ book { __typename _id: id } }', null],
  ])('in %s: %s', (query, expected) => {
    expect(findReservedAlias(parse(query))).toBe(expected);
  });
});

import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { buildOperationTree } from '../../../gateway/access/build-operation-tree.js';
import type { TreeSelection } from '../../../gateway/access/operation-tree.js';
import { countReads } from './count-reads.js';

const schema = buildSchema(`
  type Query { book: Book, found: [Found!]! }
  interface Item { id: ID! }
  type Book implements Item { id: ID!, title: String, next: Book }
  type Codex implements Item { id: ID!, binding: String }
  union Found = Book | Codex
`);

/** `key[conditions]{children}` and `on Type`, enough to see the shape. */
function outline(selections: readonly TreeSelection[]): string {
  return selections
    .map((selection) => {
      const head =
        selection.kind === 'field'
          ? selection.key
          : `on ${selection.typeCondition?.name ?? 'anything'}`;
      const conditions = selection.conditions
        .map(({ variable, expected }) => `[${expected ? '' : '!'}${variable}]`)
        .join('');
      const children = selection.selections ? `{${outline(selection.selections)}}` : '';
      return head + conditions + children;
    })
    .join(' ');
}

const tree = (query: string, operationName?: string) =>
  outline(buildOperationTree(schema, parse(query), operationName).selections);

describe('buildOperationTree', () => {
  test('spreads named fragments in place with their type condition', () => {
    expect(tree('{ a: book { ...F } found { ...F } } fragment F on Book { title }')).toBe(
      'a{on Book{title}} found{on Book{title}}',
    );
  });

  test('resolves literal conditions and keeps those of variables', () => {
    expect(
      tree(`query ($w: Boolean!, $s: Boolean!) {
        book { title @include(if: false) id @skip(if: false) ... @include(if: $w) { next { id } } }
        found @skip(if: $s) @include(if: $w) { __typename }
      }`),
    ).toBe('book{id on anything[w]{next{id}}} found[!s][w]{__typename}');
  });

  test('builds only the chosen operation', () => {
    const query = 'query A { book { id } } query B { found { __typename } }';
    expect(tree(query, 'B')).toBe('found{__typename}');
    expect(() => tree(query)).toThrow('Opération inconnue.');
    expect(() => tree(query, 'C')).toThrow('Opération inconnue.');
  });

  test('carries introspection fields', () => {
    expect(tree('{ __schema { types { name } } __type(name: "Book") { name } }')).toBe(
      '__schema{types{name}} __type{name}',
    );
  });

  test('refuses a fragment bomb at once (GHSA-q2f9-x4p4-7xmh)', () => {
    const depth = 60;
    const fragments = Array.from(
      { length: depth },
      (_, i) => `fragment F${i} on Book { next { ...F${i + 1} ...F${i + 1} } }`,
    );
    const bomb = parse(
      `{ book { ...F0 } } ${fragments.join(' ')} fragment F${depth} on Book { id }`,
    );
    const reads = countReads(bomb);
    expect(() => buildOperationTree(schema, bomb)).toThrow('Opération trop volumineuse.');
    // Two to the power of sixty without a limit.
    expect(reads()).toBeLessThan(4 * depth);
  });

  test('refuses fragments that spread each other instead of running for ever', () => {
    const loop = parse('{ book { ...A } } fragment A on Book { ...B } fragment B on Book { ...A }');
    expect(() => buildOperationTree(schema, loop)).toThrow('Opération trop volumineuse.');
  });

  test('finds no field in the prototype of an object', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect(() => tree(`{ book { ${name} } }`)).toThrow('Champ inconnu.');
    }
  });
});

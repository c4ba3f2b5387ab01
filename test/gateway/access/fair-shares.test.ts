import { describe, expect, test } from '@jest/globals';
import { buildSchema, getIntrospectionQuery, parse } from 'graphql';
import { countSelections } from '../../../gateway/access/expanded-selections.js';
import { measureOperation } from '../../../gateway/access/limits.js';

const count = (query: string, name: string | null = null): number =>
  countSelections(parse(query), name);

describe('countSelections', () => {
  test.each<[string, string, number]>([
    ['fields', '{ a b { c } }', 3],
    ['inline fragments, as selections of their own', '{ ... { ... on A { a } } }', 3],
    [
      'what fragments hold, wherever they are spread',
      '{ a { ...F } b { ...F } } fragment F on A { x y }',
      8,
    ],
    ['the first operation', 'query A { a } query B { a b c }', 1],
    ['nothing of a fragment that nobody spreads', '{ a } fragment F on A { x y z }', 1],
    ['a cycle as endless', '{ ...F } fragment F on A { a ...F }', Infinity],
  ])('counts %s', (_, query, expected) => {
    expect(count(query)).toBe(expected);
  });

  test('counts the operation that is named', () => {
    expect(count('query A { a } query B { a b c }', 'B')).toBe(3);
    expect(count('query A { a }', 'C')).toBe(0);
  });

  test('takes no time for fragments that double', () => {
    const fragments = Array.from(
      { length: 1_000 },
      (_, n) => `fragment F${n} on A { ...F${n + 1} ...F${n + 1} }`,
    );
    // Each counted anew would be counted to the end of the universe.
    expect(count(`{ ...F0 } ${fragments.join(' ')} fragment F1000 on A { a }`)).toBeGreaterThan(
      1e300,
    );
  });
});

describe('introspection', () => {
  const schema = buildSchema(
    `type Query { a: A } ${Array.from({ length: 60 }, (_, n) => `type T${n} { a: A b: T${n} c: ID d: ID }`).join(' ')} type A { a: ID }`,
  );
  const cost = (query: string): number => measureOperation(schema, parse(query), null, {}).cost;

  test('costs by the types, fields and arguments that it lists', () => {
    expect(cost('{ __schema { types { name } } }')).toBeGreaterThan(15);
    expect(cost('{ __schema { types { fields { name } } } }')).toBeGreaterThan(
      3 * cost('{ __schema { types { name } } }'),
    );
    expect(cost('{ __type(name: "A") { name } }')).toBeLessThan(5);
    expect(cost('{ __typename }')).toBe(1);
  });

  test('is paid for each alias, through fragments too', () => {
    const types = '{ types { fields { name } } }';
    const [once, many] = [
      cost(`{ __schema ${types} }`),
      cost(
        `{ ${Array.from({ length: 90 }, (_, n) => `a${n}: __schema { ...S }`).join(' ')} } fragment S on __Schema ${types}`,
      ),
    ];
    expect(many).toBe(90 * once);
  });

  test('of a whole schema stays far below the largest cost', () => {
    expect(cost(getIntrospectionQuery())).toBeLessThan(100_000);
    expect(cost(getIntrospectionQuery())).toBeGreaterThan(2_000);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answering } from '../../../harness/raw-subgraph.js';
import { RawWorld } from '../../../harness/raw-world.js';

let world: RawWorld;

beforeAll(async () => {
  world = await RawWorld.start({
    s: `scalar Anything
      type Query {
        item(id: ID): Item
        items(first: Int = 50): [Item!]
        page(first: Int, last: Int): Page
        counted(size: Int): [Item] @listSize(slicingArguments: ["size"])
        assumed: [Item] @listSize(assumedSize: 20)
        all: [Item]
        words: [String]
        grid: [[Int]]
        any: Anything
      }
      type Page { nodes: [Item!]! edges: [Edge!]! total: Int }
      type Edge { node: Item! }
      type Item @key(fields: "id") { id: ID! name: String up: Item below(first: Int): Page }`,
    t: `type Item @key(fields: "id") { id: ID! rank: Int }`,
  });
});

afterAll(() => world.stop());

const many = (count: number, item: string): string => `[${Array(count).fill(item).join(',')}]`;
const item = '{"id":"1"}';

async function asked(
  query: string,
  answer: () => string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<{ data: unknown; causes: readonly string[] }> {
  world.subgraph('s').behave = (socket, request) => {
    // The engine asks for calls with arguments under keys of its own.
    let text = answer();
    for (const [, alias, name] of request.query.matchAll(/\b(p\d+_(\w+)):/g)) {
      text = text.replaceAll(`"${name}":`, `"${alias}":`);
    }
    answering(text)(socket, request);
  };
  const { data } = JSON.parse(await world.ask(query, variables)) as { data: unknown };
  return { data, causes: [...world.causes] };
}

/** The answers are made when they are needed: they are large. */
const beyond: readonly [string, string, () => string, Record<string, unknown>?][] = [
  [
    '30 MB of members that nobody asked for',
    '{ all { id } }',
    () => `{"data":{"all":[${item}],${members(2_500_000)}}}`,
  ],
  [
    'unasked members inside one object',
    '{ item { id } }',
    () => `{"data":{"item":{"id":"1",${members(20_000)}}}}`,
  ],
  [
    'unasked members beside the data',
    '{ item { id } }',
    () => `{${members(20_000)},"data":{"item":{"id":"1"}}}`,
  ],
  [
    'a long text that nobody asked for',
    '{ item { id } }',
    () => `{"data":{"item":{"id":"1","x":"${'x'.repeat(2_000_000)}"}}}`,
  ],
  [
    'texts in an unasked list',
    '{ item { id } }',
    () => `{"data":{"item":{"id":"1"}},"x":${many(2_000, `"${'x'.repeat(1_000)}"`)}}`,
  ],
  [
    'keys without end',
    '{ item { id } }',
    () => `{"data":{"item":{"id":"1","${'x'.repeat(2_000_000)}":1}}}`,
  ],
  [
    'an unasked list',
    '{ item { id } }',
    () => `{"data":{"item":{"id":"1","x":${many(200_000, '0')}}}}`,
  ],
  [
    'an escaped name of what was asked',
    '{ item { id } }',
    () => `{"data":{"it\\u0065m":${many(200_000, '0')}}}`,
  ],
  [
    'a million nested lists',
    '{ grid }',
    () => `{"data":{"grid":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}}`,
  ],
  [
    'nested lists where an object was asked for',
    '{ item { id } }',
    () => `{"data":{"item":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`,
  ],
  [
    'nested objects in a scalar',
    '{ any }',
    () => `{"data":{"any":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}}`,
  ],
  ['a scalar with too many members', '{ any }', () => `{"data":{"any":{${members(300_000)}}}}`],
  [
    '600,000 items for one',
    '{ items(first: 1) { id } }',
    () => `{"data":{"items":${many(600_000, item)}}}`,
  ],
  [
    'more than a variable asked for',
    'query ($n: Int) { items(first: $n) { id } }',
    () => `{"data":{"items":${many(9_000, item)}}}`,
    { n: 1 },
  ],
  [
    'more than a default asks for',
    'query ($n: Int = 3) { items(first: $n) { id } }',
    () => `{"data":{"items":${many(9_000, item)}}}`,
  ],
  [
    'more than the schema’s default',
    '{ items { id } }',
    () => `{"data":{"items":${many(9_000, item)}}}`,
  ],
  [
    'a page longer than it was asked for',
    '{ page(first: 2) { nodes { id } } }',
    () => `{"data":{"page":{"nodes":${many(9_000, item)}}}}`,
  ],
  [
    'edges beyond what was asked for',
    '{ page(last: 2) { edges { node { id } } } }',
    () => `{"data":{"page":{"edges":${many(9_000, `{"node":${item}}`)}}}}`,
  ],
  [
    'more than a declared argument asked for',
    '{ counted(size: 1) { id } }',
    () => `{"data":{"counted":${many(9_000, item)}}}`,
  ],
  [
    'far more than the schema assumes',
    '{ assumed { id } }',
    () => `{"data":{"assumed":${many(60_000, item)}}}`,
  ],
  ['a list longer than any may be', '{ words }', () => `{"data":{"words":${many(60_000, '"w"')}}}`],
  [
    'errors without end',
    '{ item { id } }',
    () => `{"data":{"item":null},"errors":${many(200_000, '{}')}}`,
  ],
];

function members(count: number): string {
  return Array.from({ length: count }, (_, i) => `"k${i}":0`).join(',');
}

describe('an answer beyond what was asked fails that fetch with a cause of its own', () => {
  it.each(beyond)('%s', async (_, query, answer, variables = {}) => {
    const { causes } = await asked(query, answer, variables);
    expect(causes).toEqual(['answer-out-of-bounds']);
  });

  it('more entities than were asked for', async () => {
    world.subgraph('s').behave = answering('{"data":{"item":{"__typename":"Item","id":"1"}}}');
    world.subgraph('t').behave = answering(`{"data":{"_entities":${many(20_000, '{"rank":1}')}}}`);
    const answer = JSON.parse(await world.ask('{ item { id rank } }')) as { data: unknown };
    expect(answer.data).toEqual({ item: { id: '1', rank: null } });
    expect(world.causes).toEqual(['answer-out-of-bounds']);
  });
});

describe('an honest answer is taken', () => {
  const row = '{"id":"1","name":"un texte de la longueur habituelle, avec \\"guillemets\\""}';
  it.each<[string, string, () => string, number, Record<string, unknown>?]>([
    [
      'a page as long as asked',
      '{ page(first: 5000) { nodes { id name } } }',
      () => `{"data":{"page":{"nodes":${many(5_000, row)}}}}`,
      5_000,
    ],
    [
      'a list as long as a variable says',
      'query ($n: Int) { items(first: $n) { id name } }',
      () => `{"data":{"items":${many(5_000, row)}}}`,
      5_000,
      { n: 5_000 },
    ],
    [
      'a whole list that nobody bounded',
      '{ all { id name } }',
      () => `{"data":{"all":${many(20_000, row)}}}`,
      20_000,
    ],
    [
      'with members that a newer partner adds',
      '{ all { id } }',
      () => `{"data":{"all":${many(4_000, row)}},"extensions":{"took":1}}`,
      4_000,
    ],
  ])('%s', async (_, query, answer, count, variables = {}) => {
    const { data, causes } = await asked(query, answer, variables);
    expect(causes).toEqual([]);
    expect(JSON.stringify(data).split('"id"')).toHaveLength(count + 1);
  });

  it('with lists of objects that hold lists of objects', async () => {
    const query =
      '{ page(first: 100) { nodes { id below(first: 100) { nodes { id name up { id name } } } } } }';
    const below = '{"id":"2","name":"n","up":{"id":"1","name":"m"}}';
    const above = `{"id":"1","below":{"nodes":${many(100, below)}}}`;
    const { data, causes } = await asked(
      query,
      () => `{"data":{"page":{"nodes":${many(100, above)}}}}`,
    );
    expect(causes).toEqual([]);
    expect(JSON.stringify(data).split('"up"')).toHaveLength(10_001);
  });

  it('with long texts where they were asked for', async () => {
    const words = [JSON.stringify('mot '.repeat(400_000)), '"fin"'];
    const { data, causes } = await asked('{ words }', () => `{"data":{"words":[${words.join()}]}}`);
    expect(causes).toEqual([]);
    expect(data).toEqual({ words: ['mot '.repeat(400_000), 'fin'] });
  });

  it('in a scalar of its own, as it stands', async () => {
    const value = { list: Array(20_000).fill([1, { a: null }]), text: 'x'.repeat(70_000) };
    const { data, causes } = await asked('{ any }', () => JSON.stringify({ data: { any: value } }));
    expect(causes).toEqual([]);
    expect(data).toEqual({ any: value });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseExact } from '../../../../gateway/engine/json/exact-numbers.js';
import { answering } from '../../../harness/raw-subgraph.js';
import { RawWorld } from '../../../harness/raw-world.js';

let world: RawWorld;

beforeAll(async () => {
  world = await RawWorld.start({
    s: `scalar Big
      scalar Any
      input Filter { id: ID ids: [ID!] big: Big ratio: Float }
      type Query {
        item: Item
        items: [Item]
        ask(id: ID ids: [ID!] big: Big bigs: [Big] filter: Filter filters: [Filter] any: Any ratio: Float): String
        any: Any
      }
      type Item @key(fields: "id") @key(fields: "code") @key(fields: "n") {
        id: ID big: Big bigs: [Big] code: Big n: Int ratio: Float name: String
      }`,
    t: `scalar Big
      type Item @key(fields: "id") { id: ID rank: Int }`,
    u: `scalar Big
      type Item @key(fields: "code") { code: Big size: Int }`,
    v: `type Item @key(fields: "n") { n: Int level: Int }`,
  });
});

afterAll(() => world.stop());

const huge = '9007199254740993';

async function answer(query: string, data: string): Promise<string> {
  for (const subgraph of Object.values(world.subgraphs)) subgraph.requests.length = 0;
  world.subgraph('s').behave = answering(`{"data":${data}}`);
  const text = await world.ask(query);
  return /^\{"data":(.*?)\}(?:$)/.exec(text)?.[1] ?? text;
}

describe('a number leaves with the digits it came with', () => {
  it.each([
    ['a scalar of its own', 'big', huge, huge],
    ['below nought', 'big', `-${huge}`, `-${huge}`],
    ['too large for a double', 'big', '1e400', '1e400'],
    ['too small for a double', 'big', '1e-400', '1e-400'],
    ['more decimals than a double has', 'big', '0.12345678901234567890', '0.12345678901234567890'],
    ['in a list', 'bigs', `[1, ${huge}, 1e400, null]`, `[1,${huge},1e400,null]`],
    ['an ID as a short number', 'id', '7', '"7"'],
    ['an ID as a long number', 'id', huge, `"${huge}"`],
    ['an ID of thirty digits', 'id', '1'.repeat(30), `"${'1'.repeat(30)}"`],
    ['an ID as a text', 'id', `"${huge}"`, `"${huge}"`],
    ['a Float as the double it is', 'ratio', '12.5', '12.5'],
  ])('%s', async (_, field, sent, left) => {
    expect(await answer(`{ item { ${field} } }`, `{"item":{"${field}":${sent}}}`)).toBe(
      `{"item":{"${field}":${left}}}`,
    );
  });

  it('inside a scalar that holds objects', async () => {
    const value = `{"a":[${huge},{"b":1e400}],"c":"${huge}"}`;
    expect(await answer('{ any }', `{"any":${value}}`)).toBe(`{"any":${value}}`);
  });
});

describe('what is no value of its type is an error', () => {
  it.each([
    ['an Int beyond 32 bits', 'n', '2147483648'],
    ['an Int beyond 2^53', 'n', huge],
    ['a Float beyond all', 'ratio', '1e400'],
    ['an ID with a fraction', 'id', '1.5'],
    ['a text as a number', 'name', huge],
  ])('%s', async (_, field, sent) => {
    // Beside a scalar of its own, so that digits are kept.
    const text = await answer(
      `{ item { big ${field} } }`,
      `{"item":{"big":${huge},"${field}":${sent}}}`,
    );
    expect(text).toContain(`{"item":{"big":${huge},"${field}":null}}`);
    expect(text).toContain('"errors"');
  });

  it('a number where an object stands', async () => {
    const text = await answer('{ item { id } items { id } }', `{"item":${huge},"items":[${huge}]}`);
    expect(text).toContain('{"item":null,"items":[null]}');
    expect(text).toContain('"errors"');
  });
});

describe('a key is joined by all of its digits', () => {
  it.each([
    ['an ID', 't', 'rank', 'id', huge, `"${huge}"`],
    ['a short ID', 't', 'rank', 'id', '7', '"7"'],
    ['a scalar of its own', 'u', 'size', 'code', huge, huge],
    ['an Int that is none', 'v', 'level', 'n', huge, huge],
  ])('%s', async (_, subgraph, field, key, value, joined) => {
    world.subgraph(subgraph).behave = answering(`{"data":{"_entities":[{"${field}":1}]}}`);
    await answer(`{ item { ${field} } }`, `{"item":{"__typename":"Item","${key}":${value}}}`);
    expect(world.subgraph(subgraph).requests.join()).toContain(`"${key}":${joined}`);
  });

  it('two that a double would take for one', async () => {
    const t = world.subgraph('t');
    t.behave = answering('{"data":{"_entities":[{"rank":1},{"rank":2}]}}');
    const items = ['9007199254740993', '9007199254740992', '9007199254740993'].map(
      (id) => `{"__typename":"Item","id":${id}}`,
    );
    expect(await answer('{ items { rank } }', `{"items":[${items.join(',')}]}`)).toBe(
      '{"items":[{"rank":1},{"rank":2},{"rank":1}]}',
    );
  });
});

/** What the subgraph receives: its arguments' literals and the variables. */
async function sent(query: string, variables = '{}'): Promise<string> {
  const s = world.subgraph('s');
  s.requests.length = 0;
  s.behave = (socket, request) => {
    const key = /(\w+):ask/.exec(request.query)?.[1] ?? 'ask';
    answering(`{"data":{"${key}":"ok"}}`)(socket, request);
  };
  const text = await world.ask(query, parseExact(variables) as Record<string, unknown>);
  expect(text).toBe('{"data":{"ask":"ok"}}');
  return s.requests.join();
}

describe('what a caller gives arrives as it was written', () => {
  it.each([
    ['a variable', 'query ($b: Big) { ask(big: $b) }', `{"b":${huge}}`, `"b":${huge}`],
    ['a list', 'query ($b: [Big]) { ask(bigs: $b) }', `{"b":[${huge},1]}`, `"b":[${huge},1]`],
    ['an ID as a number', 'query ($i: ID!) { ask(id: $i) }', '{"i":7}', '"i":"7"'],
    ['an ID as a long number', 'query ($i: ID) { ask(id: $i) }', `{"i":${huge}}`, `"i":"${huge}"`],
    ['IDs', 'query ($i: [ID!]) { ask(ids: $i) }', `{"i":[${huge},"x",7]}`, `["${huge}","x","7"]`],
    [
      'in an input object',
      'query ($f: [Filter]) { ask(filters: $f) }',
      `{"f":[{"id":${huge},"big":${huge},"ids":[1]}]}`,
      `[{"id":"${huge}","big":${huge},"ids":["1"]}]`,
    ],
    ['1e400 in a scalar', 'query ($b: Big) { ask(big: $b) }', '{"b":1e400}', '"b":1e400'],
    ['inside a scalar', 'query ($a: Any) { ask(any: $a) }', `{"a":{"x":${huge}}}`, `{"x":${huge}}`],
  ])('%s as a variable', async (_, query, variables, expected) => {
    expect(await sent(query, variables)).toContain(expected);
  });

  it.each([
    ['a literal', `{ ask(big: ${huge}) }`, `:${huge}}`],
    ['an ID', `{ ask(id: ${huge}) }`, `:"${huge}"}`],
    ['in a list', `{ ask(bigs: [1, ${huge}]) }`, `:${huge}}`],
    ['in an input object', `{ ask(filter: { big: ${huge}, ratio: 1.5 }) }`, `:${huge}}`],
    ['inside a scalar', `{ ask(any: { x: [${huge}], y: "z" }) }`, `:{"x":[${huge}],"y":"z"}}`],
    ['1e400', '{ ask(big: 1e400) }', ':1e400}'],
    ['a default', `query ($b: Big = ${huge}) { ask(big: $b) }`, `"b":${huge}`],
    ['an ID as a default', `query ($i: ID = ${huge}) { ask(id: $i) }`, `"i":"${huge}"`],
    [
      'a default in an object',
      `query ($f: Filter = { id: ${huge} }) { ask(filter: $f) }`,
      `"f":{"id":"${huge}"}`,
    ],
  ])('%s', async (_, query, expected) => {
    expect(await sent(query)).toContain(expected);
  });

  it('a default gives way to what the caller sends', async () => {
    const query = `query ($b: Big = ${huge}) { ask(big: $b) }`;
    expect(await sent(query, '{"b":null}')).toContain('"b":null');
    expect(await sent(query, '{"b":5}')).toContain('"b":5');
  });

  it.each(['1e400', '1.5'])('%s is no ID', async (value) => {
    const variables = parseExact(`{"i":${value}}`) as Record<string, unknown>;
    await expect(world.ask('query ($i: ID) { ask(id: $i) }', variables)).rejects.toThrow('ID');
  });
});

import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { KeptEntities } from '../../../../gateway/engine/running/kept-entities.js';
import type { Rights } from '../../../../schema/rules/access-rules.js';
import { http } from '../../../harness/raw-subgraph.js';
import { RawWorld } from '../../../harness/raw-world.js';

const links = `extend schema
  @link(url: "https://passerelle.example/cacheControl/v1.0", import: ["@cacheControl"])
  @federation__composeDirective(name: "@cacheControl")
directive @cacheControl(maxAge: Int!) on FIELD_DEFINITION
`;

const sdl = {
  faits: `type Query { faits: [Fait] }
    type Fait { lieu: Commune, titre: Commune }
    type Commune @key(fields: "code") { code: ID! }`,
  lieux: `type Query { lieux: Int }
    type Commune @key(fields: "code") {
      code: ID!
      nom: String @cacheControl(maxAge: 60)
      force: String @cacheControl(maxAge: 60)
      maire: String
      secret: String @cacheControl(maxAge: 60) @federation__requiresScopes(scopes: [["a"]])
    }`,
};

const signatory: Rights = { authenticated: true, scopes: new Set(['a']), policies: new Set() };

let world: RawWorld;
let codes: readonly string[];
/** How a commune's field is answered. */
let valueOf: (code: string, field: string) => unknown;

beforeEach(async () => {
  codes = ['1', '2'];
  valueOf = (code, field) => `${field} ${code}`;
  world = await RawWorld.start(sdl, links);
  world.subgraph('faits').behave = (socket, { query }) => {
    const keys = [...query.matchAll(/(\w+): ?(lieu|titre)\b/g)].map(([, key]) => key ?? '');
    const named = keys.length > 0 ? keys : ['lieu'];
    const [, list = 'faits'] = /(\w+): ?faits/.exec(query) ?? [];
    const [, code = 'code'] = /(\w+): ?code/.exec(query) ?? [];
    const items = codes.map((id) =>
      Object.fromEntries(named.map((key) => [key, { __typename: 'Commune', [code]: id }])),
    );
    socket.write(http(JSON.stringify({ data: { [list]: items } })));
  };
  world.subgraph('lieux').behave = (socket, { query, variables }) => {
    const { representations } = variables as { representations: readonly { code: string }[] };
    const fields = [...query.matchAll(/(?:(\w+): ?)?\b(nom|force|maire|secret)\b/g)];
    const entities = representations.map(({ code }) =>
      Object.fromEntries(
        fields.map(([, alias, field = '']) => [alias ?? field, valueOf(code, field)]),
      ),
    );
    socket.write(http(JSON.stringify({ data: { _entities: entities } })));
  };
});

afterEach(() => world.stop());

/** How many entities `lieux` was asked for since the last look. */
function asked(): number {
  const requests = world.subgraph('lieux').requests.splice(0);
  return requests.reduce((sum, body) => {
    const { variables } = JSON.parse(body) as { variables: { representations: unknown[] } };
    return sum + variables.representations.length;
  }, 0);
}

const ask = (query: string, signataire: string | null = 'ekidom'): Promise<string> =>
  world.ask(query, {}, signataire, signatory);

const names = '{ faits { lieu { nom } } }';
const bothNames = '{"data":{"faits":[{"lieu":{"nom":"nom 1"}},{"lieu":{"nom":"nom 2"}}]}}';

it('asks once for what every signatory reads alike, and then for what it does not know', async () => {
  expect(await ask(names)).toBe(bothNames);
  expect(asked()).toBe(2);
  expect(await ask(names)).toBe(bothNames);
  expect(asked()).toBe(0);
  codes = ['2', '3', '1'];
  expect(JSON.parse(await ask(names))).toEqual({
    data: { faits: ['2', '3', '1'].map((code) => ({ lieu: { nom: `nom ${code}` } })) },
  });
  expect(asked()).toBe(1);
});

it('keeps for each signatory apart, and for nobody who is not known', async () => {
  await ask(names);
  asked();
  await ask(names, 'parquet-poitiers');
  expect(asked()).toBe(2);
  await ask(names, null);
  await ask(names, null);
  expect(asked()).toBe(4);
});

it('keeps nothing of a fetch that reads anything else, or what needs a scope', async () => {
  for (const field of ['maire', 'secret', 'nom maire', 'nom secret']) {
    const query = `{ faits { lieu { ${field} } } }`;
    const first = await ask(query);
    expect(asked()).toBe(2);
    expect(await ask(query)).toBe(first);
    expect(asked()).toBe(2);
  }
});

it('keeps no null, which may be a fault, and tells one field from another', async () => {
  valueOf = (code, field) => (code === '1' ? null : `${field} ${code}`);
  await ask(names);
  asked();
  await ask(names);
  expect(asked()).toBe(1);
  expect(JSON.parse(await ask('{ faits { lieu { force } } }'))).toEqual({
    data: { faits: [{ lieu: { force: null } }, { lieu: { force: 'force 2' } }] },
  });
  expect(asked()).toBe(2);
});

it('leaves in the answer what it knows where its owner is away', async () => {
  await ask(names);
  world.subgraph('lieux').behave = (socket) => void socket.destroy();
  codes = ['1', '3'];
  const { data, errors } = JSON.parse(await ask(names)) as {
    data: unknown;
    errors: readonly { path: unknown }[];
  };
  expect(data).toEqual({ faits: [{ lieu: { nom: 'nom 1' } }, { lieu: { nom: null } }] });
  expect(errors.map(({ path }) => path)).toEqual([['faits', 1, 'lieu', 'nom']]);
});

it('keeps a value no longer than its owner allows', () => {
  let now = 0;
  const kept = new KeptEntities(() => now);
  const fetch = { id: 'lieux abc', maxAge: 60 };
  kept.keep('ekidom', fetch, '{"code":"1"}', { nom: 'Poitiers' }, ['nom']);
  now = 59_999;
  expect(kept.find('ekidom', fetch, '{"code":"1"}')).toEqual({ nom: 'Poitiers' });
  now = 60_000;
  expect(kept.find('ekidom', fetch, '{"code":"1"}')).toBeUndefined();
});

it.each([[{ nom: null }], [{}], [{ nom: ['a'] }], [{ nom: { a: 1 } }]])(
  'keeps nothing of %j',
  (entity) => {
    const kept = new KeptEntities(() => 0);
    const fetch = { id: 'lieux abc', maxAge: 60 };
    kept.keep('ekidom', fetch, '{"code":"1"}', entity, ['nom']);
    expect(kept.find('ekidom', fetch, '{"code":"1"}')).toBeUndefined();
  },
);

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { http, RawSubgraph } from '../../harness/raw-subgraph.js';
import { SmallGateway } from '../../harness/small-gateway.js';

const fact = '[Fait] @authenticated';
const sdl = {
  faits: `type Query { faits: ${fact} } type Mutation { renommer: ${fact} }
    type Fait @authenticated { lieu: Commune }
    type Commune @key(fields: "code") @authenticated { code: ID! }`,
  lieux: `extend schema
      @link(url: "https://passerelle.example/cacheControl/v1.0", import: ["@cacheControl"])
      @composeDirective(name: "@cacheControl")
    directive @cacheControl(maxAge: Int!) on FIELD_DEFINITION
    type Query { lieux: Int @authenticated }
    type Commune @key(fields: "code") @authenticated {
      code: ID!
      nom: String @cacheControl(maxAge: 60)
    }`,
};

let facts: RawSubgraph;
let places: RawSubgraph;
let gateway: SmallGateway;
let nom = 'Poitiers';

beforeAll(async () => {
  facts = await RawSubgraph.start();
  places = await RawSubgraph.start();
  facts.behave = (socket, { query }) => {
    const field = query.includes('mutation') ? 'renommer' : 'faits';
    const [, key = field] = new RegExp(`(\\w+): ?${field}`).exec(query) ?? [];
    const data = { [key]: [{ lieu: { __typename: 'Commune', code: '86194' } }] };
    socket.write(http(JSON.stringify({ data })));
  };
  places.behave = (socket) => {
    socket.write(http(JSON.stringify({ data: { _entities: [{ nom }] } })));
  };
  gateway = await SmallGateway.start({
    subgraphs: {
      faits: { sdl: sdl.faits, url: facts.url },
      lieux: { sdl: sdl.lieux, url: places.url },
    },
    signataires: { lecteur: '', autre: '' },
  });
});

afterAll(async () => {
  await gateway.stop();
  await Promise.all([facts.stop(), places.stop()]);
});

async function named(query: string, signataire = 'lecteur'): Promise<unknown> {
  const { body } = await gateway.ask({ query }, { signataire });
  expect(body.errors).toBeUndefined();
  const [list] = Object.values(body.data ?? {}) as { lieu: { nom: string } }[][];
  return list?.map(({ lieu }) => lieu.nom);
}

const question = '{ faits { lieu { nom } } }';

it('asks once a minute for what every signatory reads alike, and after an act at once', async () => {
  expect(await named(question)).toEqual(['Poitiers']);
  expect(await named(question)).toEqual(['Poitiers']);
  expect(places.requests).toHaveLength(1);
  expect(await named(question, 'autre')).toEqual(['Poitiers']);
  expect(places.requests).toHaveLength(2);
  nom = 'Poitiers-la-Neuve';
  // What an act answers is what is so after it.
  expect(await named('mutation { renommer { lieu { nom } } }')).toEqual(['Poitiers-la-Neuve']);
  expect(places.requests).toHaveLength(3);
});

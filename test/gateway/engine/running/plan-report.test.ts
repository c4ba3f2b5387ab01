import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MockSubgraph } from '../../../harness/mock-subgraph.js';
import { SmallGateway, type SmallWorld } from '../../../harness/small-gateway.js';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes"])\n`;
const livres = `type Query { livres: [Livre!] @authenticated }
  type Livre @key(fields: "id") @authenticated { id: ID!  prix: Int @requiresScopes(scopes: [["livre:prix"]]) }`;
const avis = `type Livre @key(fields: "id") @authenticated { id: ID!  notes: [Int!] }`;

interface Plan {
  readonly etapes: readonly Record<string, unknown>[];
  readonly champsRefuses: readonly string[];
}

let first: MockSubgraph;
let gateway: SmallGateway;

beforeAll(async () => {
  first = await MockSubgraph.start('livres', link + livres, (_, __, ___, { fieldName }) =>
    fieldName === 'livres' ? [{ id: 'a' }, { id: 'b' }] : fieldName === 'id' ? 'a' : 1,
  );
  gateway = await SmallGateway.start(world());
});

const world = (environment: Readonly<Record<string, string>> = {}): SmallWorld => ({
  subgraphs: {
    livres: { sdl: livres, url: first.url },
    // Nobody listens there.
    avis: { sdl: avis, url: 'http://127.0.0.1:9/graphql' },
  },
  donnees: { 'livre:prix': { classe: 'P1', a: ['autre'] } },
  signataires: { lecteur: '', autre: '' },
  environment,
});

afterAll(async () => {
  await gateway.stop();
  await first.stop();
});

describe('how an answer was served', () => {
  const query = { query: '{ livres { id prix notes } }' };
  const asked = { headers: { 'x-passerelle-plan': 'true' } };

  it.each(['first sending', 'later sending'])('is told on demand: %s', async () => {
    const { body, text } = await gateway.ask(query, asked);
    const { etapes, champsRefuses } = body.extensions?.['plan'] as Plan;
    expect(etapes).toEqual([
      {
        id: 'e1',
        sousGraphe: 'livres',
        apres: [],
        statut: 'ok',
        debutMs: expect.any(Number),
        dureeMs: expect.any(Number),
      },
      {
        id: 'e2',
        sousGraphe: 'avis',
        apres: ['e1'],
        statut: 'erreur',
        debutMs: expect.any(Number),
        dureeMs: expect.any(Number),
      },
    ]);
    expect(champsRefuses).toEqual(['Livre.prix']);
    expect(text).not.toMatch(/127\.0\.0\.1|http/);
  });

  it('is not told otherwise', async () => {
    expect((await gateway.ask(query)).body.extensions).toBeUndefined();
  });

  it('is told of an answer that needed nobody', async () => {
    const { body } = await gateway.ask({ query: '{ __typename }' }, asked);
    expect(body.extensions).toEqual({ plan: { etapes: [], champsRefuses: [] } });
  });

  it('names no refused field where refusals are not told', async () => {
    const silent = await SmallGateway.start(world({ AUTHORIZATION_ERRORS: 'disabled' }));
    try {
      const { body, text } = await silent.ask(query, asked);
      expect((body.extensions?.['plan'] as Plan).champsRefuses).toEqual([]);
      expect(text).not.toContain('Livre.prix');
    } finally {
      await silent.stop();
    }
  });
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SmallGateway } from '../../harness/small-gateway.js';
import { startForeignSubgraph, type ForeignSubgraph } from '../../harness/foreign-subgraph.js';
import { TrialKey } from '../../../schema/partner/trial-key.js';

const secret = 'a-monitoring-token-of-this-test-alone';
const sdl = 'type Query { VALEUR: String @shareable }';

let dossiers: ForeignSubgraph;
let gateway: SmallGateway;
let without: SmallGateway;

beforeAll(async () => {
  const key = TrialKey.generate();
  dossiers = await startForeignSubgraph(key.keySet);
  const files = { 'cle.json': JSON.stringify(key.privateJwk) };
  const world = {
    subgraphs: {
      dossiers: { sdl, url: dossiers.url },
      fermes: { sdl, url: 'http://127.0.0.1:1/graphql' },
    },
    files,
  };
  without = await SmallGateway.start(world);
  gateway = await SmallGateway.start({
    ...world,
    environment: { MONITORING_TOKEN: secret, GATEWAY_SIGNING_KEY: 'cle.json' },
  });
});

afterAll(async () => {
  await Promise.all([gateway.stop(), without.stop(), dossiers.stop()]);
});

const asked = ({ process }: SmallGateway, token: string | null) =>
  fetch(`${process.url}/health/partners`, {
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  });

it('is not served without a monitoring token of its operator', async () => {
  expect((await asked(without, secret)).status).toBe(404);
});

it('is told to nobody who does not show it', async () => {
  for (const token of [null, 'x', `${secret}x`]) {
    const answer = await asked(gateway, token);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ statut: 'jeton requis' });
  }
});

it('says of each partner in which state its line is, without a value or a token', async () => {
  const answer = await asked(gateway, secret);
  expect(answer.status).toBe(200);
  const text = await answer.text();
  const { etat, partenaires } = JSON.parse(text) as {
    etat: string;
    partenaires: { partenaire: string; etat: string; etapes: { cause: string }[] }[];
  };
  expect(etat).toBe('red');
  expect(partenaires.map(({ partenaire, etat: its }) => [partenaire, its])).toEqual([
    ['dossiers', 'green'],
    ['fermes', 'red'],
  ]);
  expect(partenaires[1]?.etapes.at(-1)?.cause).toBe('connection-refused');
  expect(text).not.toMatch(/\/graphql|http:|Témoin|eyJ/);
});

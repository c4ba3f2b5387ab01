import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SmallGateway } from '../../harness/small-gateway.js';
import { startForeignSubgraph, type ForeignSubgraph } from '../../harness/foreign-subgraph.js';
import { TrialKey } from '../../../schema/partner/trial-key.js';
import { green, sign } from '../../../schema/partner/doctor/sign.js';
import { linesOfDesk } from '../../../gateway/http/lines-of-desk.js';

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

it('is told without a token of its operator to no desk, but to who signs in there', async () => {
  const lines = async (token: string | null): Promise<Response> =>
    fetch(`${without.process.url}/ide/lignes`, {
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    });
  for (const token of [
    null,
    secret,
    await gateway.token('lecteur'),
    await without.token('autre'),
  ]) {
    const refused = await lines(token);
    expect(refused.status).toBe(401);
    expect(Object.keys((await refused.json()) as object)).toEqual(['erreur']);
  }
  const answer = await lines(await without.token('lecteur'));
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  // Another than who operates it learns the state, and nothing of hosts and causes.
  expect(await answer.json()).toEqual({
    lignes: [
      { partenaire: 'dossiers', operateur: null, etat: expect.any(String), signes: [] },
      { partenaire: 'fermes', operateur: null, etat: 'red', signes: [] },
    ],
  });
});

it('is told with what to do to the signatory that operates it, and to no other', () => {
  const closed = sign('tcp', 'red', 'connection-refused', 'rien n’écoute', 'nothing listens');
  const examined = [
    { operator: 'bailleurs/a', signs: [green('dns', 'trouvé', 'found'), closed] },
    { operator: 'bailleurs/b', signs: [closed] },
  ];
  const signataires = new Map([['a', { nom: 'Bailleur A' }]]);
  const b = { partenaire: 'bailleurs', operateur: { id: 'b', nom: 'b' }, etat: 'red', signes: [] };
  const a = { ...b, operateur: { id: 'a', nom: 'Bailleur A' } };
  expect(linesOfDesk(examined, signataires, 'a')).toEqual([{ ...a, signes: ['rien n’écoute'] }, b]);
  expect(linesOfDesk(examined, signataires, 'ville')).toEqual([a, b]);
});

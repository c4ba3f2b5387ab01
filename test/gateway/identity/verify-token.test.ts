import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import {
  decodeProtectedHeader,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type CryptoKey,
} from 'jose';
import { GatewayProcess } from '../../harness/gateway-process.js';

const issuer = 'https://idp.exemple.test';
const other = 'https://autre.exemple.test';
const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated"])
type Query { open: String @authenticated }`;

let gateway: GatewayProcess;
let key: CryptoKey;
let publicJwk: Record<string, unknown>;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  key = pair.privateKey;
  const { exportJWK } = await import('jose');
  publicJwk = { ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'ES256', use: 'sig' };
  const { supergraphSdl } = composeServices([
    { name: 'a', url: 'http://127.0.0.1:9/graphql', typeDefs: parse(sdl) },
  ]);
  const signatory = (id: string, emetteur: string, signature: string): string =>
    `  - { id: ${id}, nature: bailleur, territoire: { patrimoine: ${id} }, emetteur: "${emetteur}", approbation: { instance: c, reference: r, date: 2023-06-20 }, signature: ${signature}, retrait: null }\n`;
  gateway = await GatewayProcess.start(
    {
      'supergraph.graphql': supergraphSdl ?? '',
      'jwks.json': JSON.stringify({ keys: [publicJwk] }),
      'convention.yaml': `convention: { titre: E, reference: e, effet: 2023-07-01, echeance: null }
emetteurs:
  - { issuer: "${issuer}", audience: passerelle, jwks: ./jwks.json }
  - { issuer: "${other}", audience: passerelle, jwks: ./jwks.json }
fondements: [{ id: e, reference: R, depuis: 2023-07-01 }]
donnees: { "a:b": { proprietaire: e, classe: P1, libelle: L } }
signataires:
${signatory('lecteur', issuer, '2023-07-03')}${signatory('sans-signature', issuer, 'null')}${signatory('ailleurs', other, '2023-07-03')}acces: [{ donnees: ["a:b"], a: [lecteur], fondement: e }]
`,
    },
    { REQUIRE_AUTHENTICATION: 'true' },
  );
});

afterAll(() => gateway.stop());

interface Change {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly key?: CryptoKey;
}

function token({ claims, header, key: signer }: Change = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({
    iss: issuer,
    aud: 'passerelle',
    exp: now + 60,
    sub: 'agent',
    signataire: 'lecteur',
    scope: 'a:b',
    ...claims,
  })
    .setProtectedHeader({ alg: 'ES256', kid: 'k', typ: 'at+jwt', ...header })
    .sign(signer ?? key);
}

async function ask(authorization: string | null): Promise<{ status: number; text: string }> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('vary')).toBe('Authorization, Origin');
  return { status: response.status, text: await response.text() };
}

async function expectRefused(authorization: string | null): Promise<void> {
  const { status, text } = await ask(authorization);
  expect({ status, code: text.includes('"UNAUTHENTICATED"') }).toEqual({ status: 401, code: true });
}

describe('only a verified bearer token speaks', () => {
  test('a good token is heard', async () => {
    expect((await ask(`Bearer ${await token()}`)).status).toBe(200);
  });

  test.each<[string, Change]>([
    ['another audience', { claims: { aud: 'ailleurs' } }],
    ['an unknown issuer', { claims: { iss: 'https://inconnu.test' } }],
    ['an expired token', { claims: { exp: 1 } }],
    ['a token not yet valid', { claims: { nbf: 4_000_000_000 } }],
    ['no expiry', { claims: { exp: undefined } }],
    ['the type of a subgraph token', { header: { typ: 'passerelle-subgraph+jwt' } }],
    ['an unknown critical header', { header: { crit: ['x'], x: 1 } }],
    ['a key set address of its own', { header: { jku: 'https://mal.test/jwks' } }],
    ['an unknown key', { header: { kid: 'autre' } }],
    ['a signatory of another issuer', { claims: { signataire: 'ailleurs' } }],
  ])('%s is refused', async (_, change) => {
    const forged = await token(change).catch(() => null);
    // jose will not sign an unknown critical header: written by hand instead.
    const text =
      forged ?? `${encode({ alg: 'ES256', kid: 'k', ...change.header })}.${encode({})}.AA`;
    await expectRefused(`Bearer ${text}`);
  });

  test('a key brought along is refused', async () => {
    const mine = await generateKeyPair('ES256', { extractable: true });
    const { exportJWK } = await import('jose');
    const jwk = await exportJWK(mine.publicKey);
    await expectRefused(`Bearer ${await token({ header: { jwk }, key: mine.privateKey })}`);
  });

  test('no algorithm is refused', async () => {
    const text = new UnsecuredJWT({ signataire: 'lecteur' })
      .setIssuer(issuer)
      .setExpirationTime('1m');
    await expectRefused(`Bearer ${text.encode()}`);
  });

  test('HMAC with the public key is refused', async () => {
    const good = await token();
    const { kid } = decodeProtectedHeader(good);
    const start = `${encode({ alg: 'HS256', kid })}.${good.split('.')[1] ?? ''}`;
    const mac = createHmac('sha256', JSON.stringify(publicJwk)).update(start).digest('base64url');
    await expectRefused(`Bearer ${start}.${mac}`);
  });

  test.each([null, 'Bearer', 'Bearer x.y.z', 'Basic bGVjdGV1cg==', 'Bearer  a b'])(
    'garbage is refused: %s',
    (authorization) => expectRefused(authorization),
  );

  test('two Authorization headers are refused', async () => {
    const good = await token();
    const { hostname, port } = new URL(gateway.url);
    const body = '{"query":"{ __typename }"}';
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('end', () => resolve(text));
      socket.on('error', reject);
      socket.end(
        `POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n` +
          `authorization: Bearer ${good}\r\nauthorization: Bearer ${good}\r\n` +
          `content-length: ${body.length}\r\n\r\n${body}`,
      );
    });
    expect(answer).toContain(' 401 ');
  });

  test('a token in the query string is not read', async () => {
    const response = await fetch(
      `${gateway.url}/graphql?query=%7B__typename%7D&access_token=${await token()}`,
      { headers: { 'apollo-require-preflight': 'oui' } },
    );
    expect(response.status).toBe(401);
  });

  test('an organisation without a signature in force holds nothing', async () => {
    const bearer = `Bearer ${await token({ claims: { signataire: 'sans-signature' } })}`;
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: bearer },
      body: JSON.stringify({ query: '{ open }' }),
    });
    const answer = (await response.json()) as { data: unknown; errors: { extensions: unknown }[] };
    expect(answer.data).toEqual({ open: null });
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'UNAUTHORIZED_FIELD_OR_TYPE' });
  });
});

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

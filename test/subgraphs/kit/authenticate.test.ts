import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT, UnsecuredJWT, type CryptoKey } from 'jose';
import { HeldKeys } from '../../../schema/keys/held-keys.js';
import { createAuthenticate } from '../../../subgraphs/kit/authenticate.js';
import {
  gatewayKey,
  post,
  startSubgraph,
  type GatewayKey,
  type TestSubgraph,
} from '../../harness/subgraph.js';
import { archives, fillArchives } from './dossiers.js';

const ekidom = {
  signataire: 'ekidom',
  territoire: { patrimoine: 'ekidom' },
  droits: { 'dossier:lecture': ['patrimoine'] as const },
};
const list = { query: '{ dossiers { totalCount } }' };
const entities = {
  query: 'query ($all: [_Any!]!) { _entities(representations: $all) { ... on Dossier { id } } }',
  variables: { all: [{ __typename: 'Dossier', id: 'd1' }] },
};

let key: GatewayKey;
let subgraph: TestSubgraph;
let url: string;

beforeAll(async () => {
  key = await gatewayKey();
  subgraph = await startSubgraph(archives, key);
  if (subgraph.running.dataSource) await fillArchives(subgraph.running.dataSource);
  url = subgraph.running.url;
});

afterAll(async () => {
  await subgraph.stop();
  key.remove();
});

const now = () => Math.floor(Date.now() / 1000);

async function expectRefused(token: string | null, body: unknown = list): Promise<void> {
  const { status, data, errors, text } = await post(url, token, body);
  expect({ status, data, code: errors[0]?.extensions?.code }).toEqual({
    status: 401,
    data: null,
    code: 'UNAUTHENTICATED',
  });
  expect(text).not.toMatch(/totalCount|d1|type Dossier/);
}

describe('the gateway token', () => {
  it('opens what it says', async () => {
    const token = await key.token('archives', ekidom);
    expect((await post(url, token, list)).data).toEqual({ dossiers: { totalCount: 2 } });
    expect((await post(url, token, entities)).data).toEqual({ _entities: [{ id: 'd1' }] });
  });

  it.each([
    ['a list', list],
    ['_entities', entities],
    ['_service', { query: '{ _service { sdl } }' }],
    ['introspection', { query: '{ __schema { types { name } } }' }],
    ['a malformed query', { query: '{' }],
    ['a malformed body', '{'],
    ['a batch', [list, list]],
  ])('is needed for %s', async (_name, body) => {
    await expectRefused(null, body);
    await expectRefused('', body);
    await expectRefused('abc', body);
  });

  it('is needed for GET too', async () => {
    const response = await fetch(
      `${url}/graphql?query=${encodeURIComponent('{ _service { sdl } }')}`,
    );
    expect(response.status).toBe(401);
  });

  it.each<[string, Parameters<GatewayKey['token']>[2]]>([
    ['expired', { claims: { exp: now() - 30 } }],
    ['without an end', { claims: { exp: undefined } }],
    ['issued too long ago for its life', { claims: { iat: now() - 300, exp: now() + 300 } }],
    ['without an issue time', { claims: { iat: undefined } }],
    ['not valid yet', { claims: { nbf: now() + 60 } }],
    ['for another subgraph', { claims: { aud: 'bailleurs' } }],
    ['for nobody', { claims: { aud: undefined } }],
    ['from another issuer', { claims: { iss: 'https://idp.exemple.test' } }],
    ['of another type', { header: { typ: 'JWT' } }],
    ['of no type', { header: { typ: undefined } }],
    ['of an unknown key', { header: { kid: 'autre' } }],
    ['with an unknown critical extension', { header: { crit: ['x'], x: 1 } }],
    ['without rights', { claims: { droits: undefined } }],
    ['with rights that are a list', { claims: { droits: ['dossier:lecture'] } }],
    [
      'with perimeters that are a word',
      { claims: { droits: { a: { perimetres: 'tout', fondements: [], finalites: [] } } } },
    ],
    [
      'with rights without perimeters',
      { claims: { droits: { a: { fondements: [], finalites: [] } } } },
    ],
    ['with a signatory that is an object', { claims: { signataire: {} } }],
    ['of nobody with rights', { claims: { signataire: null } }],
  ])('%s is refused', async (_name, change) => {
    await expectRefused(await key.token('archives', ekidom, change).catch(() => 'unsignable'));
  });

  it('signed with another key is refused', async () => {
    const other = generateKeyPairSync('ed25519').privateKey as unknown as CryptoKey;
    await expectRefused(await key.token('archives', ekidom, { key: other }));
  });

  it('that brings its own key along is refused', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const jwk = publicKey.export({ format: 'jwk' });
    await expectRefused(
      await key.token('archives', ekidom, {
        key: privateKey as unknown as CryptoKey,
        header: { jwk, jku: 'http://127.0.0.1:1/jwks.json' },
      }),
    );
  });

  it('unsigned, or signed by HMAC with the public key, is refused', async () => {
    const claims = {
      signataire: 'ekidom',
      territoire: {},
      droits: {},
      politiques: [],
      finalites: [],
    };
    const unsigned = new UnsecuredJWT(claims)
      .setIssuer('passerelle')
      .setAudience('archives')
      .setIssuedAt()
      .setExpirationTime('1m')
      .encode();
    await expectRefused(unsigned);
    await expectRefused(`${unsigned}AAAA`);
    const secret = readFileSync(key.jwksFile);
    const hmac = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'passerelle-subgraph+jwt', kid: 'essai' })
      .setIssuer('passerelle')
      .setAudience('archives')
      .setSubject('ekidom')
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(secret);
    await expectRefused(hmac);
  });

  it('changed by one character is refused', async () => {
    const token = await key.token('archives', ekidom);
    const [header, payload = '', signature] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<
      string,
      unknown
    >;
    const richer = Buffer.from(JSON.stringify({ ...claims, signataire: 'sem-hpc' })).toString(
      'base64url',
    );
    await expectRefused([header, richer, signature].join('.'));
    await expectRefused(`${token} ${token}`);
  });

  it('sent twice is refused', async () => {
    const token = await key.token('archives', ekidom);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(
        `${url}/graphql`,
        {
          method: 'POST',
          headers: [
            'host',
            '127.0.0.1',
            'content-type',
            'application/json',
            'content-length',
            String(JSON.stringify(list).length),
            'authorization',
            `Bearer ${token}`,
            'authorization',
            `Bearer ${token}`,
          ] as never,
        },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sent.on('error', reject);
      sent.end(JSON.stringify(list));
    });
    expect(status).toBe(401);
  });

  it('of an anonymous caller opens nothing', async () => {
    const token = await key.token('archives', { signataire: null });
    expect((await post(url, token, list)).data).toEqual({ dossiers: null });
    expect((await post(url, token, entities)).data).toEqual({ _entities: [null] });
  });

  it('does not read rights off Object.prototype', async () => {
    const caller = { signataire: 'ekidom', droits: JSON.parse('{"__proto__": null}') as never };
    const { data } = await post(url, await key.token('archives', caller), list);
    expect(data).toEqual({ dossiers: null });
  });
});

describe('transport', () => {
  it('refuses batches, bodies that are too large and forms', async () => {
    const token = await key.token('archives', ekidom);
    expect((await post(url, token, [list, list])).status).toBe(400);
    expect((await post(url, token, { query: list.query, pad: 'x'.repeat(1_100_000) })).status).toBe(
      413,
    );
    const form = { 'content-type': 'text/plain' };
    expect((await post(url, token, list, form)).status).toBeGreaterThanOrEqual(400);
    expect((await post(url, token, '{')).status).toBe(400);
  });

  it('says whether it lives and is ready without a token', async () => {
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  });
});

describe('a token that was verified before', () => {
  const headers = (token: string): string[] => ['authorization', `Bearer ${token}`];

  /** Reads the clock that the test sets. */
  async function remembering(own: GatewayKey) {
    let shift = 0;
    const authenticate = createAuthenticate(
      HeldKeys.from(
        own.jwksFile,
        () => ({}),
        () => undefined,
      ),
      'archives',
      () => new Date(Date.now() + shift),
    );
    const token = await own.token('archives', ekidom);
    expect((await authenticate(headers(token))).signataire).toBe('ekidom');
    return {
      again: () => authenticate(headers(token)),
      after: (seconds: number) => (shift = seconds * 1_000),
    };
  }

  it('is the same caller again, and refused once it has expired', async () => {
    const { again, after } = await remembering(key);
    after(20);
    expect((await again()).droits.has('dossier:lecture')).toBe(true);
    after(95);
    await expect(again()).rejects.toThrow('refused token');
    after(20);
    expect((await again()).signataire).toBe('ekidom');
  });

  it('is refused by a clock of before it was issued', async () => {
    const { again, after } = await remembering(key);
    after(-60);
    await expect(again()).rejects.toThrow('refused token');
  });

  it('is refused once its key is no longer in the set, or another under its name', async () => {
    for (const replace of ['none', 'other'] as const) {
      const own = await gatewayKey();
      const { again } = await remembering(own);
      const { publicKey } = generateKeyPairSync('ed25519');
      const other = { ...publicKey.export({ format: 'jwk' }), kid: 'essai', alg: 'EdDSA' };
      writeFileSync(own.jwksFile, JSON.stringify({ keys: replace === 'none' ? [] : [other] }));
      await expect(again()).rejects.toThrow('refused token');
      own.remove();
    }
  });
});

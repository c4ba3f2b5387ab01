import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import type { GatewayProcess } from '../../harness/gateway-process.js';
import {
  ask,
  conventionWith,
  entry,
  issuerKey,
  startGateway,
  tokenOf,
  type IssuerKey,
} from './issuer-world.js';

const canary = 'finalite-inventee-7f3a';

let key: IssuerKey;
let partner: Server;
/** The purposes in each token that the partner was shown. */
let shown: unknown[] = [];
let plain: GatewayProcess;
let demanding: GatewayProcess;

beforeAll(async () => {
  key = await issuerKey('k');
  partner = createServer((request, response) => {
    const claims = decodeJwt((request.headers.authorization ?? '').slice('Bearer '.length));
    shown.push(claims['finalites']);
    response.setHeader('content-type', 'application/json');
    request.resume().on('end', () => response.end('{"data":{"nombre":1,"auteur":"x"}}'));
  });
  await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve));
  const subgraph = `http://127.0.0.1:${(partner.address() as AddressInfo).port}/graphql`;
  plain = await startGateway(conventionWith(entry('./jwks.json')), [key], { subgraph });
  demanding = await startGateway(
    conventionWith(entry('./jwks.json', ', jetons: { finalites: but }')),
    [key],
    { subgraph },
  );
});

beforeEach(() => {
  shown = [];
});

afterAll(async () => {
  await plain.stop();
  await demanding.stop();
  partner.closeAllConnections();
  await new Promise((resolve) => partner.close(resolve));
});

describe('declared purposes', () => {
  test.each<[string, readonly string[], string | null]>([
    ['prevention', ['prevention'], null],
    ['enquete', ['enquete'], null],
    [' suivi , prevention,suivi', ['suivi', 'prevention'], null],
    [canary, [], '1'],
    [`prevention,${canary},Prevention`, ['prevention'], '2'],
    ['__proto__,constructor', [], '2'],
    [canary.repeat(500), [], '1'],
    ['', [], null],
    [',,', [], null],
  ])('« %.40s » keep what the convention knows', async (finalites, kept, ignored) => {
    const { status, text, headers } = await ask(plain, await tokenOf(key), {
      query: '{ nombre }',
      finalites,
    });
    expect([status, shown]).toEqual([200, [kept]]);
    expect(headers.get('x-finalites-ignorees')).toBe(ignored);
    expect(text).not.toContain(canary);
  });

  test('leave no text of the caller’s in journal or log', async () => {
    await ask(plain, await tokenOf(key), { query: '{ nombre }', finalites: `suivi,${canary}` });
    const journal = await plain.untilJournalled('suivi');
    expect(journal).not.toContain(canary);
    expect(plain.log).not.toContain(canary);
  });

  test('12,000 characters of them neither reach a partner nor cut it off for others', async () => {
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const finalites = `${attempt}${'x'.repeat(12_000)}`;
      const { status } = await ask(plain, await tokenOf(key), { query: '{ nombre }', finalites });
      expect(status).toBe(200);
    }
    const { text } = await ask(plain, await tokenOf(key), { query: '{ nombre }' });
    expect(text).toBe('{"data":{"nombre":1}}');
  });
});

describe('purposes that an issuer puts into its tokens', () => {
  const but = (claim: unknown) => ({ claims: { but: claim } });
  test.each<[unknown, string | undefined, readonly string[]]>([
    // the claim, x-finalite, what counts
    [['prevention', 'suivi'], 'prevention', ['prevention']],
    ['prevention suivi', 'suivi', ['suivi']],
    [['suivi'], 'prevention', []],
    [['suivi'], undefined, ['suivi']],
    [undefined, 'prevention', []],
    [{ prevention: true }, 'prevention', []],
    [[['prevention']], 'prevention', []],
    [[canary, 'enquete'], undefined, ['enquete']],
  ])('%j and « %s »', async (claim, finalites, kept) => {
    const token = await tokenOf(key, but(claim));
    await ask(demanding, token, {
      query: '{ nombre }',
      ...(finalites !== undefined && { finalites }),
    });
    expect(shown).toEqual([kept]);
  });

  test('open what needs them, and nothing without', async () => {
    const author = async (claim: unknown): Promise<string> => {
      const token = await tokenOf(key, but(claim));
      return (await ask(demanding, token, { query: '{ auteur }', finalites: 'prevention' })).text;
    };
    expect(await author('prevention')).toBe('{"data":{"auteur":"x"}}');
    expect(await author('suivi')).toContain('UNAUTHORIZED_FIELD_OR_TYPE');
    expect(await author(undefined)).toContain('UNAUTHORIZED_FIELD_OR_TYPE');
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createRemoteJWKSet,
  exportJWK,
  generateKeyPair,
  jwtVerify,
  type JSONWebKeySet,
} from 'jose';
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

const pseudonymSecret = 'un-secret-inventé-pour-les-pseudonymes-0123456789';

let key: IssuerKey;
let current: string;
let next: string;
let partner: Server;
let shown: string[] = [];
const running: GatewayProcess[] = [];

beforeAll(async () => {
  key = await issuerKey('k');
  const make = async (): Promise<string> =>
    JSON.stringify(
      await exportJWK((await generateKeyPair('Ed25519', { extractable: true })).privateKey),
    );
  [current, next] = [await make(), await make()];
  partner = createServer((request, response) => {
    shown.push((request.headers.authorization ?? '').slice('Bearer '.length));
    response.setHeader('content-type', 'application/json');
    request.resume().on('end', () => response.end('{"data":{"nombre":1}}'));
  });
  await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await Promise.all(running.map((gateway) => gateway.stop()));
  partner.closeAllConnections();
  await new Promise((resolve) => partner.close(resolve));
});

/** @param signing the file that signs; the others are only shown. */
async function replica(
  signing: 'current.json' | 'next.json',
  published: string | null,
  more: Readonly<Record<string, string>> = {},
): Promise<GatewayProcess> {
  const gateway = await startGateway(conventionWith(entry('./jwks.json')), [key], {
    subgraph: `http://127.0.0.1:${(partner.address() as AddressInfo).port}/graphql`,
    files: { 'current.json': current, 'next.json': next },
    environment: {
      GATEWAY_SIGNING_KEY: signing,
      ...(published !== null && { GATEWAY_PUBLISHED_KEYS: published }),
      ...more,
    },
  });
  running.push(gateway);
  return gateway;
}

async function keySet(gateway: GatewayProcess): Promise<JSONWebKeySet> {
  const response = await fetch(`${gateway.url}/.well-known/jwks.json`);
  return (await response.json()) as JSONWebKeySet;
}

async function mintedBy(gateway: GatewayProcess): Promise<string> {
  shown = [];
  await ask(gateway, await tokenOf(key), { query: '{ nombre }' });
  return shown[0] ?? '';
}

async function pseudonymAt(gateway: GatewayProcess): Promise<string | undefined> {
  await ask(gateway, await tokenOf(key), { query: '{ nombre }' });
  return /"personne":"([\w-]+)"/.exec(await gateway.untilJournalled('"personne"'))?.[1];
}

describe('the gateway’s own keys', () => {
  test('two replicas in the middle of a rotation trust each other’s tokens, and show no secret', async () => {
    const [before, after] = [
      await replica('current.json', 'next.json'),
      await replica('next.json', 'current.json'),
    ];
    const sets = [await keySet(before), await keySet(after)];
    expect(sets.map(({ keys }) => keys.length)).toEqual([2, 2]);
    expect(JSON.stringify(sets)).not.toContain('"d"');
    const minted = [await mintedBy(before), await mintedBy(after)];
    for (const { url } of [before, after]) {
      const keys = createRemoteJWKSet(new URL(`${url}/.well-known/jwks.json`));
      for (const token of minted) {
        const { payload } = await jwtVerify(token, keys, { audience: 'faits' });
        expect(payload['signataire']).toBe('lecteur');
      }
    }
  });

  test('a key that is published twice is shown once', async () => {
    const gateway = await replica('current.json', 'current.json, next.json');
    expect((await keySet(gateway)).keys).toHaveLength(2);
  });

  test('a person keeps the pseudonym across a rotation', async () => {
    const secret = { PSEUDONYM_KEY: pseudonymSecret };
    const before = await pseudonymAt(await replica('current.json', null, secret));
    expect(before).toMatch(/^[\w-]{22}$/);
    expect(await pseudonymAt(await replica('next.json', 'current.json', secret))).toBe(before);
    const other = { PSEUDONYM_KEY: `${pseudonymSecret}!` };
    expect(await pseudonymAt(await replica('next.json', null, other))).not.toBe(before);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['GATEWAY_PUBLISHED_KEYS', { GATEWAY_PUBLISHED_KEYS: 'absent.json' }],
    ['GATEWAY_PUBLISHED_KEYS', { GATEWAY_PUBLISHED_KEYS: 'convention.yaml' }],
    ['GATEWAY_PUBLISHED_KEYS', { GATEWAY_PUBLISHED_KEYS: 'jwks.json' }],
    ['PSEUDONYM_KEY', { PSEUDONYM_KEY: 'trop court' }],
  ])('%s of no use stops the start, without its content', async (name, environment) => {
    const failed = await replica('current.json', null, environment).then(
      () => 'started',
      (error: unknown) => String(error),
    );
    expect(failed).toContain(name);
    expect(failed).not.toContain('trop court');
  });
});

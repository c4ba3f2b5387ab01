import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { IssuerKeys } from '../../../gateway/identity/issuer-keys.js';
import type { Emetteur } from '../../../schema/convention/convention.js';
import { issuerKey, type IssuerKey } from './issuer-world.js';
import { KeyServer } from './key-server.js';

let shared: IssuerKey;
let servers: KeyServer[];
let told: (readonly [string, string])[];
let keys: IssuerKeys;

beforeEach(async () => {
  shared = await issuerKey('a');
  servers = [];
  told = [];
  keys = new IssuerKeys({ onSharedKey: (issuers) => told.push(issuers) });
});

afterEach(async () => {
  for (const server of servers) await server.stop();
});

/** An issuer that shows these keys at an address of its own, and a token of which was verified. */
async function issuer(name: string, ...shown: readonly object[]): Promise<void> {
  const server = await KeyServer.start([]);
  server.shows(shown);
  servers.push(server);
  const emetteur: Emetteur = {
    issuer: `https://${name}.test`,
    audience: 'passerelle',
    jwks: server.url,
    porteesParDefaut: false,
  };
  await keys.of(emetteur).fitting({ alg: 'ES256', kid: null });
}

test('one key at two addresses is told once, whatever else is written of it', async () => {
  const own = await issuerKey('b');
  await issuer('ville', shared.jwk);
  await issuer('epci', own.jwk, { ...shared.jwk, kid: 'other', alg: 'ES256' });
  expect(told).toEqual([['https://epci.test', 'https://ville.test']]);
  await issuer('bailleur', (await issuerKey('a')).jwk);
  expect(told).toHaveLength(1);
});

test('keys of their own tell nothing, though they have one name', async () => {
  await issuer('ville', shared.jwk);
  await issuer('epci', (await issuerKey('a')).jwk);
  expect(told).toEqual([]);
});

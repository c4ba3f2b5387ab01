import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import type { GatewayProcess } from '../../harness/gateway-process.js';
import {
  ask,
  conventionWith,
  entry,
  issuerKey,
  now,
  startGateway,
  tokenOf,
  type IssuerKey,
} from './issuer-world.js';
import { KeyServer } from './key-server.js';

let server: KeyServer;
let gateway: GatewayProcess;
/** Reads another convention for each test, with another issuer's address. */
let shared: GatewayProcess | null = null;
/** What the gateway logged before this test. */
let logged = 0;

async function started(keys: readonly IssuerKey[]): Promise<void> {
  server = await KeyServer.start(keys);
  const convention = conventionWith(entry(server.url));
  if (shared) await shared.replaceConvention(convention);
  else shared = await startGateway(convention, [], { clock: true });
  gateway = shared;
  logged = gateway.log.length;
}

/** One whose clock, or whose files, are this test's own. */
async function startedAlone(...given: Parameters<typeof startGateway>): Promise<void> {
  gateway = await startGateway(...given);
  logged = 0;
}

afterEach(async () => {
  if (gateway !== shared) await gateway.stop();
  await server.stop();
});

afterAll(() => shared?.stop());

/** Longer than a set is believed, in seconds. */
const stale = 11;
/** Longer than the pause after a failure, in seconds. */
const cooledDown = 6;

async function metric(start: string): Promise<number> {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  const found = text.split('\n').filter((line) => line.startsWith(start));
  return found.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

const readings = (): Promise<number> => metric('passerelle_issuer_key_readings_total{');

describe('while an issuer’s keys cannot be had', () => {
  test.each<[string, string, () => void]>([
    ['hangs', 'timeout', () => server.hangs()],
    ['answers 500', 'status', () => server.answersWith(500, 'panne')],
    ['answers 404', 'status', () => server.answersWith(404, '{}')],
    ['redirects', 'status', () => server.answersWith(302, '')],
    ['answers HTML', 'no-key-set', () => server.answersWith(200, '<html>secret</html>')],
    ['answers another object', 'no-key-set', () => server.answersWith(200, '{"cles":[]}')],
    ['answers a list', 'no-key-set', () => server.answersWith(200, '[]')],
  ])(
    'an address that %s is 503 with its own code, and no request waits for it twice',
    async (_, reason, fail) => {
      const key = await issuerKey('k');
      await started([key]);
      const readBefore = await readings();
      fail();
      const first = await ask(gateway, await tokenOf(key));
      expect([first.status, first.code]).toEqual([503, 'ISSUER_KEYS_UNAVAILABLE']);
      expect(first.text).not.toContain('refusé');
      expect(first.text).toContain('Votre jeton n');
      expect(Number(first.headers.get('retry-after'))).toBeGreaterThan(0);
      const others = await Promise.all(
        Array.from({ length: 20 }, async () => ask(gateway, await tokenOf(key))),
      );
      expect(new Set(others.map(({ status }) => status))).toEqual(new Set([503]));
      expect(Math.max(...others.map(({ milliseconds }) => milliseconds))).toBeLessThan(2_000);
      expect(server.requests).toBe(1);
      await gateway.untilLogged("an issuer's keys cannot be read", logged);
      const log = gateway.log.slice(logged);
      expect(log).toContain(`"outcome":"${reason}"`);
      expect(log).not.toContain('secret');
      expect(await readings()).toBe(readBefore + 1);
    },
  );

  test('the last good set goes on serving, without waiting, and unknown keys are 503', async () => {
    const [key, newer] = [await issuerKey('k'), await issuerKey('nouvelle')];
    await started([key]);
    expect((await ask(gateway, await tokenOf(key))).status).toBe(200);
    server.hangs();
    await gateway.passTime(stale);
    const served = await ask(gateway, await tokenOf(key));
    expect(served.status).toBe(200);
    expect(served.milliseconds).toBeLessThan(2_000);
    await gateway.untilLogged("an issuer's keys cannot be read", logged);
    const known = await Promise.all(
      Array.from({ length: 10 }, async (_, n) =>
        ask(gateway, await tokenOf(key, { claims: { sub: `agent ${n}` } })),
      ),
    );
    expect(known.every(({ status }) => status === 200)).toBe(true);
    expect(Math.max(...known.map(({ milliseconds }) => milliseconds))).toBeLessThan(1_500);
    const unknown = await ask(gateway, await tokenOf(newer));
    expect([unknown.status, unknown.code]).toEqual([503, 'ISSUER_KEYS_UNAVAILABLE']);
    // What is wrong whatever the keys are is refused all the same.
    const expired = await tokenOf(key, { claims: { iat: 1, exp: 2 } });
    expect((await ask(gateway, expired)).status).toBe(401);
    server.shows([newer.jwk]);
    await gateway.passTime(cooledDown);
    await ask(gateway, await tokenOf(newer));
    expect((await ask(gateway, await tokenOf(newer))).status).toBe(200);
    expect((await ask(gateway, await tokenOf(key, { claims: { sub: 'après' } }))).status).toBe(401);
  });

  test('300 MB are not taken', async () => {
    const key = await issuerKey('k');
    await started([key]);
    let sent = 0;
    server.floods(300, (bytes) => (sent = bytes));
    const before = await metric('process_resident_memory_bytes');
    const { status, code } = await ask(gateway, await tokenOf(key));
    expect([status, code]).toEqual([503, 'ISSUER_KEYS_UNAVAILABLE']);
    await gateway.untilLogged('"outcome":"too-large"', logged);
    const after = await metric('process_resident_memory_bytes');
    expect(after - before).toBeLessThan(60 * 1024 * 1024);
    expect(sent).toBeLessThan(30 * 1024 * 1024);
  });
});

describe('a set that can be read', () => {
  test('opens nothing any more for a key that was removed from it', async () => {
    const [old, kept] = [await issuerKey('ancienne'), await issuerKey('gardee')];
    await started([old, kept]);
    expect((await ask(gateway, await tokenOf(old))).status).toBe(200);
    server.shows([kept.jwk]);
    await gateway.passTime(stale);
    expect((await ask(gateway, await tokenOf(old))).status).toBe(401);
    expect((await ask(gateway, await tokenOf(kept))).status).toBe(200);
    server.shows([]);
    await gateway.passTime(stale);
    expect((await ask(gateway, await tokenOf(kept))).status).toBe(401);
  });

  test('is waited for where the one at hand is too old to serve', async () => {
    const key = await issuerKey('k');
    server = await KeyServer.start([key]);
    await startedAlone(conventionWith(entry(server.url)), [], { clock: true });
    expect((await ask(gateway, await tokenOf(key))).status).toBe(200);
    await gateway.passTime(2 * 3_600);
    server.slowsDown(1_200);
    const later = { iat: now() + 2 * 3_600, exp: now() + 2 * 3_600 + 300 };
    expect((await ask(gateway, await tokenOf(key, { claims: later }))).status).toBe(200);
  });

  test('is read again for a key that it lacks, but not for each forged one', async () => {
    const [key, newer] = [await issuerKey('k'), await issuerKey('nouvelle')];
    await started([key]);
    expect((await ask(gateway, await tokenOf(key))).status).toBe(200);
    server.shows([key.jwk, newer.jwk]);
    expect((await ask(gateway, await tokenOf(newer))).status).toBe(200);
    const before = server.requests;
    const forged = await Promise.all(
      Array.from({ length: 30 }, async (_, n) =>
        ask(gateway, await tokenOf(newer, { header: { kid: `inventée ${n}` } })),
      ),
    );
    expect(new Set(forged.map(({ status }) => status))).toEqual(new Set([401]));
    expect(server.requests - before).toBeLessThanOrEqual(2);
  });

  test('refuses only an entry that cannot be used', async () => {
    const [good, rsa] = [await issuerKey('bonne'), await issuerKey('rsa', 'RS256')];
    await started([good]);
    server.shows([
      null,
      'texte',
      7,
      {},
      { kty: 'EC', crv: 'P-256', kid: 'sans-point' },
      { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', kid: 'faux-point' },
      { kty: 'oct', k: 'c2VjcmV0', kid: 'symetrique' },
      { kty: 'AKP', alg: 'ML-DSA-44', pub: 'AA', kid: 'demain' },
      { ...good.jwk, kid: 12 },
      { ...good.jwk, kid: 'pour-chiffrer', use: 'enc' },
      good.jwk,
      rsa.jwk,
    ]);
    expect((await ask(gateway, await tokenOf(good))).status).toBe(200);
    expect((await ask(gateway, await tokenOf(rsa))).status).toBe(200);
    for (const kid of ['faux-point', 'pour-chiffrer', 'demain']) {
      expect((await ask(gateway, await tokenOf(good, { header: { kid } }))).status).toBe(401);
    }
    await gateway.untilLogged('"faultyEntries":9', logged);
  }, 30_000);

  test('is tried as a whole for a token that names no key', async () => {
    const keys = [
      await issuerKey(undefined),
      await issuerKey('deux'),
      await issuerKey('rsa', 'RS256'),
      await issuerKey(undefined, 'EdDSA'),
    ];
    const stranger = await issuerKey('etrangere');
    await started(keys);
    for (const key of keys) {
      const token = await tokenOf(key, { header: { kid: undefined } });
      expect((await ask(gateway, token)).status).toBe(200);
    }
    const forged = await tokenOf(stranger, { header: { kid: undefined } });
    expect((await ask(gateway, forged)).status).toBe(401);
  });

  test('may hold two keys of one name', async () => {
    const [first, second] = [await issuerKey('k'), await issuerKey('k')];
    await started([first, second]);
    expect((await ask(gateway, await tokenOf(first))).status).toBe(200);
    expect((await ask(gateway, await tokenOf(second))).status).toBe(200);
  });
});

describe('keys in a file', () => {
  test('half written or gone for a moment, they are neither lost nor « refusé »', async () => {
    const key = await issuerKey('k');
    server = await KeyServer.start([]);
    await startedAlone(conventionWith(entry('./jwks.json')), [key]);
    expect((await ask(gateway, await tokenOf(key))).status).toBe(200);
    await gateway.overwrite('jwks.json', '{"keys":[');
    expect((await ask(gateway, await tokenOf(key, { claims: { sub: 'b' } }))).status).toBe(200);
    await gateway.overwrite('jwks.json', '{"keys":[]}');
    expect((await ask(gateway, await tokenOf(key, { claims: { sub: 'c' } }))).status).toBe(401);
  });

  test('never there, they are 503', async () => {
    const key = await issuerKey('k');
    server = await KeyServer.start([]);
    await startedAlone(conventionWith(entry('./absent.json')), [key]);
    const { status, code } = await ask(gateway, await tokenOf(key));
    expect([status, code]).toEqual([503, 'ISSUER_KEYS_UNAVAILABLE']);
  });
});

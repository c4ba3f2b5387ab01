import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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

let key: IssuerKey;
let gateway: GatewayProcess;

/** Two signatories of one issuer, told apart by the claim `siren` where the first entry says so. */
function convention(claim: string): string {
  const lines = conventionWith(entry('./jwks.json'), claim).split('\n');
  const first = lines.findIndex((line) => line.includes('id: lecteur'));
  const second = (lines[first] ?? '')
    .replaceAll('lecteur', 'voisin')
    .replace('"111111111"', '"222222222"');
  return lines.toSpliced(first + 1, 0, second).join('\n');
}

const production = { NODE_ENV: 'production', ALLOW_UNCLASSIFIED: 'false' };
const claims = ', revendication: { nom: siren, valeur: "111111111" }';

beforeAll(async () => {
  key = await issuerKey('k');
  gateway = await startGateway(convention(claims), [key], {
    environment: production,
  });
});

afterAll(() => gateway.stop());

describe('the claim by which a signatory is told from others of its issuer', () => {
  test.each<[string, Record<string, unknown>, number]>([
    ['its own value', { siren: '111111111' }, 200],
    ["the other's own value", { signataire: 'voisin', siren: '222222222' }, 200],
    ['no claim', {}, 401],
    ["another's value", { siren: '222222222' }, 401],
    ["the other with this one's value", { signataire: 'voisin', siren: '111111111' }, 401],
    ['a list of its value', { siren: ['111111111'] }, 401],
    ['a list of both', { siren: ['222222222', '111111111'] }, 401],
    ['both in one text', { siren: '111111111 222222222' }, 401],
    ['a number', { siren: 111111111 }, 401],
    ['null', { siren: null }, 401],
    ['an object', { siren: { valeur: '111111111' } }, 401],
    ['an empty text', { siren: '' }, 401],
    ['a longer text', { siren: '1111111112' }, 401],
    ['another name in capitals', { SIREN: '111111111' }, 401],
  ])('with %s', async (_, change, status) => {
    expect((await ask(gateway, await tokenOf(key, { claims: change }))).status).toBe(status);
  });
});

test('without such a claim a production gateway does not start, and another one says so', async () => {
  await expect(startGateway(convention(''), [key], { environment: production })).rejects.toThrow(
    /« voisin » et « lecteur » ont le même émetteur/,
  );
  const lenient = await startGateway(convention(''), [key]);
  try {
    expect(lenient.log).toMatch(/production refuses/);
    expect(lenient.log).toContain('« voisin » et « lecteur » ont le même émetteur');
  } finally {
    await lenient.stop();
  }
});

test('the log names the version of the convention in force and the day of the next', () => {
  expect(gateway.log).toContain('"convention":{"reference":"e","since":"2023-07-03","next":null}');
});

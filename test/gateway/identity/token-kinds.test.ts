import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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
  type TokenChange,
} from './issuer-world.js';

let key: IssuerKey;
let usual: GatewayProcess;
let lenient: GatewayProcess;

beforeAll(async () => {
  key = await issuerKey('k');
  usual = await startGateway(conventionWith(entry('./jwks.json')), [key]);
  const jetons = ', jetons: { types: [at+jwt, JWT], dureeMaximale: 7200, toleranceHorloge: 120 }';
  lenient = await startGateway(conventionWith(entry('./jwks.json', jetons)), [key]);
});

afterAll(async () => {
  await usual.stop();
  await lenient.stop();
});

/** A token's times are counted from when it is sent, not from when the table was written. */
type Made = () => TokenChange;

async function statusOf(gateway: GatewayProcess, change: Made): Promise<number> {
  return (await ask(gateway, await tokenOf(key, change()))).status;
}

const header =
  (typ: unknown): Made =>
  () => ({ header: { typ } });
const life =
  (from: number, to: number): Made =>
  () => ({ claims: { iat: now() + from, exp: now() + to } });

describe('the kinds of token, by what an issuer’s entry says', () => {
  test.each<[string, Made, number, number]>([
    // what, token, usual entry, lenient entry
    ['at+jwt', header('at+jwt'), 200, 200],
    ['application/at+jwt', header('application/at+jwt'), 200, 200],
    ['AT+JWT', header('AT+JWT'), 200, 200],
    ['JWT', header('JWT'), 401, 200],
    ['jwt', header('jwt'), 401, 200],
    ['no typ', header(undefined), 401, 200],
    ['an identity token', header('id_token+jwt'), 401, 401],
    ['a logout token', header('logout+jwt'), 401, 401],
    ['a security event', header('secevent+jwt'), 401, 401],
    ['a proof of possession', header('dpop+jwt'), 401, 401],
    ['a token of the gateway', header('passerelle-subgraph+jwt'), 401, 401],
    ['a typ that is no text', header(['at+jwt']), 401, 401],
    ['an empty typ', header(''), 401, 401],
  ])('%s', async (_, change, usually, leniently) => {
    expect(await statusOf(usual, change)).toBe(usually);
    expect(await statusOf(lenient, change)).toBe(leniently);
  });

  test.each<[string, Made, number, number]>([
    ['an hour', life(0, 3_600), 200, 200],
    ['more than an hour', life(-10, 3_700), 401, 200],
    ['more than an hour, begun long ago', life(-3_500, 200), 401, 200],
    ['more than two hours', life(0, 7_300), 401, 401],
    ['ten years', life(0, 315_360_000), 401, 401],
    ['no iat and an hour', () => ({ claims: { iat: undefined, exp: now() + 3_500 } }), 200, 200],
    ['no iat and two hours', () => ({ claims: { iat: undefined, exp: now() + 7_200 } }), 401, 200],
    ['an iat that is no number', () => ({ claims: { iat: '0' } }), 401, 401],
    ['an exp that is no number', () => ({ claims: { exp: '4000000000' } }), 401, 401],
  ])('a life of %s', async (_, change, usually, leniently) => {
    expect(await statusOf(usual, change)).toBe(usually);
    expect(await statusOf(lenient, change)).toBe(leniently);
  });

  test.each<[string, Made, number, number]>([
    ['20 s ahead', life(20, 300), 200, 200],
    ['20 s behind', life(-300, -20), 200, 200],
    ['90 s ahead', life(90, 300), 401, 200],
    ['90 s behind', life(-300, -90), 401, 200],
    ['ten minutes ahead', life(600, 900), 401, 401],
    ['ten minutes behind', life(-900, -600), 401, 401],
    ['not valid before 20 s from now', () => ({ claims: { nbf: now() + 20 } }), 200, 200],
    ['not valid before an hour from now', () => ({ claims: { nbf: now() + 3_600 } }), 401, 401],
  ])('a clock %s', async (_, change, usually, leniently) => {
    expect(await statusOf(usual, change)).toBe(usually);
    expect(await statusOf(lenient, change)).toBe(leniently);
  });
});

describe('which client a token was given to, where a signatory restricts one', () => {
  let restricting: GatewayProcess;

  beforeAll(async () => {
    restricting = await startGateway(
      conventionWith(entry('./jwks.json'), ', clientsRestreints: [borne]'),
      [key],
      {
        files: { 'documents.json': JSON.stringify({ version: 1, documents: {} }) },
        environment: { TRUSTED_DOCUMENTS: 'documents.json' },
      },
    );
  });

  afterAll(() => restricting.stop());

  test.each<[string, Record<string, unknown>, 'free' | 'held']>([
    ['the restricted one', { client_id: 'borne' }, 'held'],
    ['the restricted one as azp', { azp: 'borne' }, 'held'],
    ['another', { client_id: 'bureau' }, 'free'],
    ['another as azp', { azp: 'bureau' }, 'free'],
    ['the same twice', { client_id: 'bureau', azp: 'bureau' }, 'free'],
    ['none', {}, 'held'],
    ['a list', { client_id: ['bureau'] }, 'held'],
    ['a list with the restricted one', { client_id: ['borne'] }, 'held'],
    ['a list beside a readable one', { client_id: ['borne'], azp: 'bureau' }, 'held'],
    ['two that differ', { client_id: 'bureau', azp: 'borne' }, 'held'],
    ['two that differ, the other way', { client_id: 'borne', azp: 'bureau' }, 'held'],
    ['an empty one', { client_id: '' }, 'held'],
    ['an object', { azp: { id: 'bureau' } }, 'held'],
    ['null', { client_id: null }, 'held'],
    ['a number', { client_id: 7 }, 'held'],
    ['a claim of another name', { clientId: 'bureau', cid: 'bureau', appid: 'bureau' }, 'held'],
  ])('%s', async (_, claims, expected) => {
    const { status, code } = await ask(restricting, await tokenOf(key, { claims }));
    expect([status, code]).toEqual(expected === 'free' ? [200, null] : [403, 'DOCUMENT_REQUIRED']);
  });

  test('a signatory that restricts none takes a token that names none', async () => {
    expect((await ask(usual, await tokenOf(key))).status).toBe(200);
  });
});

import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { Falsified } from '../trial-key.js';
import { broken, met, type Outcome } from './outcome.js';
import { probe } from '../line.js';
import type { GraphQLAnswer, Subject } from './subject.js';
import type { Checks } from './checks.js';

/** In seconds: longer than any tolerance between clocks. */
const long = 600;

export const tokenChecks: Checks = {
  'JETON-01': async (subject) => accepted(await subject.send([subject.token()], probe)),
  'JETON-02': async (subject) => {
    const { url } = subject;
    const endpoint = new URL(url);
    endpoint.searchParams.set('query', '{ __typename }');
    return allRefused([
      ['_service', () => subject.send([], probe)],
      ['introspection', () => subject.send([], { query: '{ __schema { types { name } } }' })],
      ['JSON', () => subject.send([], '{')],
      ['GET', () => subject.get(endpoint.href)],
      ['"abc"', () => subject.send(['abc'], probe)],
    ]);
  },
  'JETON-03': (subject) =>
    refused(subject, { aud: { claims: { aud: `${subject.audience}-autre` } } }),
  'JETON-04': (subject) =>
    refused(subject, { exp: { claims: { iat: now() - 2 * long, exp: now() - long } } }),
  'JETON-05': (subject) => refused(subject, otherAlgorithms(subject)),
  'JETON-06': (subject) =>
    refused(subject, { iss: { claims: { iss: 'https://idp.example.org' } } }),
  'JETON-07': async (subject) => {
    const [header, , signature] = subject.token().split('.');
    const [, other] = subject.token({ claims: { sub: 'autre' } }).split('.');
    return allRefused([
      ['payload', () => subject.send([`${header}.${other}.${signature}`], probe)],
      ['signature', () => subject.send([`${header}.${other}.`], probe)],
    ]);
  },
  'JETON-08': (subject) => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const byOther = (signed: Buffer): Buffer => sign(null, signed, privateKey);
    return refused(subject, {
      'kid connu': { sign: byOther },
      'kid inconnu': { header: { kid: 'autre' }, sign: byOther },
      jwk: { header: { kid: 'autre', jwk: publicKey.export({ format: 'jwk' }) }, sign: byOther },
    });
  },
  'JETON-09': (subject) =>
    refused(subject, {
      'typ JWT': { header: { typ: 'JWT' } },
      'sans typ': { header: { typ: undefined } },
    }),
  'JETON-10': (subject) =>
    refused(subject, {
      'iat ancien': { claims: { iat: now() - long, exp: now() + long } },
      'iat futur': { claims: { iat: now() + long, exp: now() + long + 60 } },
      nbf: { claims: { nbf: now() + long } },
    }),
  'JETON-11': (subject) => refused(subject, otherForms),
  'JETON-12': async (subject) => {
    const claims = {
      plusTard: { essai: true },
      territoire: { ...subject.somebody.territoire, plusTard: 'essai' },
      droits: { ...subject.somebody.droits, 'plus:tard': right(['plus-tard']) },
    };
    return accepted(await subject.send([subject.token({ claims })], probe));
  },
  'JETON-13': (subject) => {
    const token = subject.token();
    return allRefused([['deux', () => subject.send([token, token], probe)]]);
  },
  'JETON-14': async (subject) => {
    const late = { claims: { iat: now() - 62, exp: now() - 2 } };
    const early = { claims: { iat: now() + 4, exp: now() + 64 } };
    for (const falsified of [late, early]) {
      const outcome = accepted(await subject.send([subject.token(falsified)], probe));
      if (outcome.outcome !== 'met') return outcome;
    }
    return met;
  },
};

function right(perimetres: unknown): object {
  return { perimetres, fondements: [], finalites: [] };
}

const otherForms: Readonly<Record<string, Falsified>> = {
  'sans exp': { claims: { exp: undefined } },
  'sans iat': { claims: { iat: undefined } },
  'sans aud': { claims: { aud: undefined } },
  'sans droits': { claims: { droits: undefined } },
  'droits en liste': { claims: { droits: ['a:b'] } },
  'périmètres en texte': { claims: { droits: { 'a:b': right('commune') } } },
  'sans périmètres': { claims: { droits: { 'a:b': { fondements: [], finalites: [] } } } },
  'sans signataire': { claims: { signataire: undefined } },
  'signataire objet': { claims: { signataire: {} } },
  'droits de personne': { claims: { signataire: null, droits: { 'a:b': right(null) } } },
};

function otherAlgorithms({ key }: Subject): Readonly<Record<string, Falsified>> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const hmac = (secret: string | Buffer) => (signed: Buffer) =>
    createHmac('sha256', secret).update(signed).digest();
  const pem = key.publicKey.export({ type: 'spki', format: 'pem' });
  const raw = Buffer.from(String(key.publicKey.export({ format: 'jwk' }).x), 'base64url');
  return {
    none: { header: { alg: 'none' }, sign: () => Buffer.alloc(0) },
    'HS256 (PEM)': { header: { alg: 'HS256' }, sign: hmac(pem) },
    'HS256 (x)': { header: { alg: 'HS256' }, sign: hmac(raw) },
    'HS256 (JWKS)': { header: { alg: 'HS256' }, sign: hmac(JSON.stringify(key.keySet)) },
    ES256: {
      header: { alg: 'ES256' },
      sign: (signed) => sign('sha256', signed, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
    },
    // Signed rightly: what the header says decides nothing.
    'HS256 (EdDSA)': { header: { alg: 'HS256' } },
  };
}

function accepted({ status, text, isJson, errors }: GraphQLAnswer): Outcome {
  if (status === 200 && isJson && errors.length === 0) return met;
  return broken(
    `réponse ${status}${isJson ? '' : `, ${text.length} octets qui ne sont pas du JSON`}`,
    `answer ${status}${isJson ? '' : `, ${text.length} bytes that are no JSON`}`,
  );
}

async function refused(
  subject: Subject,
  tokens: Readonly<Record<string, Falsified>>,
): Promise<Outcome> {
  return allRefused(
    Object.entries(tokens).map(([name, falsified]) => [
      name,
      () => subject.send([subject.token(falsified)], probe),
    ]),
  );
}

type Attempt = readonly [name: string, send: () => Promise<GraphQLAnswer>];

async function allRefused(attempts: readonly Attempt[]): Promise<Outcome> {
  const wrong: string[] = [];
  for (const [name, send] of attempts) {
    const { status, data } = await send();
    if (status !== 401 || data !== null) wrong.push(`${name} → ${status}`);
  }
  return wrong.length === 0 ? met : broken(wrong.join(', '), wrong.join(', '));
}

function now(): number {
  return Math.floor(Date.now() / 1_000);
}

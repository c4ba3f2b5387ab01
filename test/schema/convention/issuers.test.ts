import { describe, expect, test } from '@jest/globals';
import { parseConvention } from '../../../schema/convention/parse-convention.js';
import { tokenRules } from '../../../schema/convention/token-rules.js';
import { conventionSource } from './convention-source.js';

const written = '    jwks: https://idp.bailleur.test/jwks\n';

/** The convention after its second issuer's key address, or what follows it, was written so. */
function parsedWith(lines: string): ReturnType<typeof parseConvention> {
  expect(conventionSource).toContain(written);
  return parseConvention(conventionSource.replace(written, `${lines}\n`), '/srv/convention.yaml');
}

function faultsWith(lines: string): readonly string[] {
  const parsed = parsedWith(lines);
  return 'faults' in parsed ? parsed.faults.map(({ message }) => message) : [];
}

describe('where an issuer’s keys may be', () => {
  test.each([
    'https://idp.test/jwks',
    'HTTPS://idp.test/jwks',
    'http://127.0.0.1:4010/jwks',
    'http://127.8.9.1/jwks',
    'http://localhost:4010/jwks',
    'http://[::1]:4010/jwks',
    './cles.json',
    '/etc/passerelle/cles.json',
  ])('%s is taken', (jwks) => {
    expect(faultsWith(`    jwks: "${jwks}"`)).toEqual([]);
  });

  test.each([
    'http://idp.test/jwks',
    'HTTP://idp.test/jwks',
    'http://10.0.0.4/jwks',
    'http://localhost.idp.test/jwks',
    'http://127.0.0.1.idp.test/jwks',
    'http://127.0.0.1@idp.test/jwks',
    'http://[::ffff:10.0.0.4]/jwks',
    'http:/idp.test/jwks',
    'ftp://idp.test/jwks',
    'file:///etc/jwks.json',
    'https://',
  ])('%s is refused', (jwks) => {
    expect(faultsWith(`    jwks: "${jwks}"`)).toHaveLength(1);
  });

  test('a password in the address is refused, and not repeated', () => {
    const faults = faultsWith('    jwks: https://moi:sesame@idp.test/jwks');
    expect(faults).toEqual([expect.stringContaining('mot de passe')]);
    expect(faults.join()).not.toContain('sesame');
  });

  test('an issuer that speaks without protection is refused, except on this machine', () => {
    const renamed = (to: string): readonly string[] => {
      const text = conventionSource.replaceAll('https://idp.bailleur.test', to);
      const parsed = parseConvention(text, '/srv/convention.yaml');
      return 'faults' in parsed ? parsed.faults.map(({ message }) => message) : [];
    };
    expect(renamed('http://idp.bailleur.test')).toHaveLength(2);
    expect(renamed('http://127.0.0.1:4010/bailleur')).toEqual([]);
  });
});

describe('what an issuer’s entry says of its tokens', () => {
  function rulesWith(lines: string): ReturnType<typeof tokenRules> {
    const parsed = parsedWith(`${written}${lines}`);
    if ('faults' in parsed) throw new Error(parsed.faults.map(({ message }) => message).join());
    const emetteur = parsed.convention.emetteurs.get('https://idp.bailleur.test');
    if (!emetteur) throw new Error('no issuer');
    return tokenRules(emetteur);
  }

  test('nothing: access tokens of an hour, clocks within 30 s, purposes by the request', () => {
    expect(rulesWith('')).toEqual({
      types: ['at+jwt'],
      longestLife: 3_600,
      clockTolerance: 30,
      purposesClaim: null,
    });
  });

  test('everything', () => {
    const jetons =
      '    jetons: { types: [JWT], dureeMaximale: 600, toleranceHorloge: 0, finalites: but }';
    expect(rulesWith(jetons)).toEqual({
      types: ['JWT'],
      longestLife: 600,
      clockTolerance: 0,
      purposesClaim: 'but',
    });
  });

  test.each([
    'types: []',
    'types: [id_token]',
    'dureeMaximale: 59',
    'dureeMaximale: 86401',
    'dureeMaximale: une heure',
    'dureeMaximale: -1',
    'toleranceHorloge: 301',
    'finalites: ""',
    'durée: 3',
  ])('%s is refused', (rule) => {
    expect(faultsWith(`${written}    jetons: { ${rule} }`)).toHaveLength(1);
  });
});

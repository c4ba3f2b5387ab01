import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseConvention } from '../../../schema/convention/parse-convention.js';
import { conventionSource } from './convention-source.js';

let folder: string;

function writeKeys(file: string, ...keys: readonly object[]): void {
  writeFileSync(join(folder, file), JSON.stringify({ keys }));
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-cles-'));
  const [shared, own] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
  const jwk = shared.publicKey.export({ format: 'jwk' });
  writeKeys('une.json', { ...jwk, kid: 'a' });
  // The same key under another name, behind one of its own; and its private half.
  writeKeys('autre.json', own.publicKey.export({ format: 'jwk' }), {
    kid: 'b',
    use: 'sig',
    ...jwk,
  });
  writeKeys('propre.json', own.publicKey.export({ format: 'jwk' }));
  writeFileSync(
    join(folder, 'seule.json'),
    JSON.stringify(shared.privateKey.export({ format: 'jwk' })),
  );
  symlinkSync(join(folder, 'absente.json'), join(folder, 'lien.json'));
  symlinkSync(join(folder, 'propre.json'), join(folder, 'lien-propre.json'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Edit = readonly [string, string];

function ambiguitiesAfter(...edits: readonly Edit[]): readonly string[] {
  let source = conventionSource;
  for (const [written, edited] of edits) {
    expect(source).toContain(written);
    source = source.replace(written, edited);
  }
  const parsed = parseConvention(source, join(folder, 'convention.yaml'));
  if ('faults' in parsed) throw new Error(parsed.faults.map(({ message }) => message).join());
  return parsed.ambiguities.map(({ message }) => message);
}

const epciAt = (issuer: string): Edit => [
  '    emetteur: https://idp.epci.test',
  `    emetteur: ${issuer}`,
];
const keysOf = (issuer: 'ville' | 'bailleur' | 'epci', jwks: string): Edit => {
  const written = issuer === 'ville' ? './cles/ville.json' : `https://idp.${issuer}.test/jwks`;
  return [`    jwks: ${written}`, `    jwks: "${jwks}"`];
};
const claim = (id: 'ville' | 'bailleur' | 'epci', nom: string, valeur: string): Edit => [
  `  - id: ${id}\n`,
  `  - id: ${id}\n    revendication: { nom: ${nom}, valeur: "${valeur}" }\n`,
];

test('signatories with issuers and keys of their own are told apart', () => {
  expect(ambiguitiesAfter()).toEqual([]);
});

describe('two signatories', () => {
  test.each<[string, readonly Edit[], RegExp]>([
    [
      'with one issuer',
      [epciAt('https://idp.ville.test')],
      /« epci » et « ville » .*même émetteur/,
    ],
    [
      'with one address of keys',
      [keysOf('epci', 'https://idp.bailleur.test/jwks')],
      /« epci » et « bailleur » .*adresse/,
    ],
    [
      'with one address in two spellings',
      [keysOf('epci', 'HTTPS://IDP.Bailleur.test.:443/%6Awks/#cles')],
      /adresse/,
    ],
    [
      'with one address on this machine',
      [
        keysOf('epci', 'http://localhost:4010/jwks'),
        keysOf('bailleur', 'http://127.0.0.1:4010/jwks'),
      ],
      /adresse/,
    ],
    [
      'with one file',
      [keysOf('epci', 'cles/../cles/ville.json')],
      /« epci » et « ville » .*fichier/,
    ],
    [
      'with one file by its absolute path',
      [keysOf('ville', './une.json'), keysOf('epci', 'DOSSIER/une.json')],
      /fichier/,
    ],
    [
      'with one file by a link',
      [keysOf('ville', './propre.json'), keysOf('epci', './lien-propre.json')],
      /fichier/,
    ],
    [
      'with one key in two files',
      [keysOf('ville', './une.json'), keysOf('epci', './autre.json')],
      /une même clé/,
    ],
    [
      'with one key, once as its private half without a set',
      [keysOf('ville', './une.json'), keysOf('epci', './seule.json')],
      /une même clé/,
    ],
  ])('%s are refused', (_, edits, message) => {
    const placed = edits.map(([from, to]): Edit => [from, to.replace('DOSSIER', folder)]);
    expect(ambiguitiesAfter(...placed)).toEqual([expect.stringMatching(message)]);
  });

  const shared = epciAt('https://idp.ville.test');

  test('with one issuer are told apart by a claim that both entries name', () => {
    const edits = [
      shared,
      claim('ville', 'siren', '218601946'),
      claim('epci', 'siren', '200069854'),
    ];
    expect(ambiguitiesAfter(...edits)).toEqual([]);
  });

  test.each<[string, readonly Edit[]]>([
    ['only one entry names', [claim('epci', 'siren', '200069854')]],
    ['has one value', [claim('ville', 'siren', '1'), claim('epci', 'siren', '1')]],
    ['has two names', [claim('ville', 'siren', '1'), claim('epci', 'siret', '2')]],
  ])('with one issuer are not told apart by a claim that %s', (_, edits) => {
    expect(ambiguitiesAfter(shared, ...edits)).toHaveLength(1);
  });

  test('whose keys differ, though the files have one in common with nobody else, are told apart', () => {
    expect(
      ambiguitiesAfter(keysOf('ville', './une.json'), keysOf('epci', './propre.json')),
    ).toEqual([]);
  });
});

describe('a claim', () => {
  test.each(['iss', 'aud', 'exp', 'jti', 'scope'])('that is %s tells nobody apart', (nom) => {
    const [from, to] = claim('ville', nom, 'x');
    const parsed = parseConvention(conventionSource.replace(from, to), '/srv/convention.yaml');
    expect('faults' in parsed && parsed.faults.map(({ message }) => message)).toEqual([
      expect.stringContaining(`« ${nom} » ne dit rien`),
    ]);
  });

  test('that is « signataire » has the id as its value', () => {
    const faultsOf = ([from, to]: Edit): unknown => {
      const parsed = parseConvention(conventionSource.replace(from, to), '/srv/convention.yaml');
      return 'faults' in parsed ? parsed.faults.length : 0;
    };
    expect(faultsOf(claim('ville', 'signataire', 'ville'))).toBe(0);
    expect(faultsOf(claim('ville', 'signataire', 'epci'))).toBe(1);
  });
});

describe('one stock', () => {
  const second = (rest: string): Edit => [
    'acces:\n',
    `  - id: second\n    nature: bailleur\n    emetteur: https://idp.second.test\n${rest}acces:\n`,
  ];
  const issuer: Edit = [
    'fondements:\n',
    '  - { issuer: "https://idp.second.test", audience: passerelle, jwks: "https://idp.second.test/jwks" }\nfondements:\n',
  ];
  const stockAfter = (...edits: readonly Edit[]): readonly string[] =>
    ambiguitiesAfter(issuer, ...edits);

  test.each(['bailleur', 'Bailleur', ' "BAILLEUR "', ' "bàilleur"'])(
    'of two landlords is refused, as %s too',
    (held) => {
      expect(stockAfter(second(`    territoire: { patrimoine: ${held} }\n`))).toEqual([
        expect.stringMatching(/patrimoine.*déjà le territoire de « bailleur »/),
      ]);
    },
  );

  test('of a landlord and of another signatory is refused', () => {
    const edit: Edit = ['{ commune: "01001" }', '{ commune: "01001", patrimoine: bailleur }'];
    expect(stockAfter(edit)).toHaveLength(1);
  });

  test.each(['commune: "01001"', 'epci: "200069854"', 'zone: police', 'departement: "86"'])(
    'by the territory %s is refused for two landlords, not for a landlord and who governs it',
    (place) => {
      const first: Edit = ['{ patrimoine: bailleur }', `{ patrimoine: bailleur, ${place} }`];
      expect(stockAfter(first)).toEqual([]);
      expect(stockAfter(first, second(`    territoire: { ${place} }\n`))).toHaveLength(1);
    },
  );

  test('may go from one that withdraws to one that signs then or later', () => {
    const signed = (day: string): Edit =>
      second(
        `    territoire: { patrimoine: bailleur }\n    approbation: { instance: c, reference: r, date: 2023-06-26 }\n    signature: ${day}\n`,
      );
    expect(stockAfter(signed('2026-01-01'))).toEqual([]);
    expect(stockAfter(signed('2025-12-31'))).toHaveLength(1);
  });
});

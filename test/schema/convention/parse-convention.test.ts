import { describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { loadConvention, printFaults } from '../../../schema/convention/load-convention.js';
import { parseConvention } from '../../../schema/convention/parse-convention.js';
import { conventionSource } from './convention-source.js';

const file = '/srv/passerelle/convention.yaml';

/** The faults of the file after one edit, as `line: message`. */
function faultsAfter(written: string, edited: string): string[] {
  expect(conventionSource).toContain(written);
  const result = parseConvention(conventionSource.replace(written, edited), file);
  return 'faults' in result ? result.faults.map(({ line, message }) => `${line}: ${message}`) : [];
}

function lineOf(text: string): number {
  return conventionSource.slice(0, conventionSource.indexOf(text)).split('\n').length;
}

describe('a convention file', () => {
  test('is read with what it leaves out made explicit', () => {
    const result = parseConvention(conventionSource, file);
    if ('faults' in result) throw new Error(printFaults(file, result.faults).join('\n'));
    const { convention } = result;
    expect(convention.emetteurs.get('https://idp.ville.test')).toEqual({
      issuer: 'https://idp.ville.test',
      audience: 'passerelle',
      jwks: resolve('/srv/passerelle/cles/ville.json'),
      porteesParDefaut: false,
    });
    expect(convention.emetteurs.get('https://idp.bailleur.test')?.jwks).toBe(
      'https://idp.bailleur.test/jwks',
    );
    expect(convention.signataires.get('ville')).toMatchObject({
      nom: 'ville',
      representant: null,
      retrait: null,
      signature: '2023-07-03',
    });
    expect(convention.donnees.get('lieu:lecture')?.conservation).toBeNull();
    expect(convention.acces[0]).toEqual({
      donnees: ['lieu:lecture'],
      politiques: [],
      a: ['ville', 'bailleur', 'epci'],
      perimetre: null,
      finalites: null,
      fondement: 'article-6',
    });
  });

  test('keeps codes and dates as they are written, quoted or not', () => {
    const result = parseConvention(conventionSource.replace('"01001"', '01001'), file);
    if ('faults' in result) throw new Error('refused');
    expect(result.convention.signataires.get('ville')?.territoire.commune).toBe('01001');
    expect(result.convention.effet).toBe('2023-07-01');
  });

  test('of the project itself has no fault', async () => {
    const path = 'schema/convention.yaml';
    expect(await loadConvention(path)).not.toHaveProperty('faults');
    expect(await readFile(path, 'utf8')).toContain('2023-06-26');
  });

  test('that does not exist is a fault, not an exception', async () => {
    const result = await loadConvention('/nowhere/convention.yaml');
    expect(result).toMatchObject({ faults: [{ line: 1, column: 1 }] });
  });

  test('may repeat a group by a YAML alias, faults being told where it is used', () => {
    const aliased = conventionSource
      .replace('a: [ville, bailleur, epci]', 'a: &tous [ville, bailleur, epci]')
      .replace('a: [bailleur]', 'a: *tous');
    const result = parseConvention(aliased, file);
    expect('faults' in result && result.faults.map(({ line }) => line)).toEqual([
      lineOf('a: [bailleur]'),
      lineOf('a: [bailleur]'),
    ]);
  });
});

describe('a convention file is refused, with its line, for', () => {
  const cases: readonly [name: string, written: string, edited: string, message: RegExp][] = [
    [
      'a missing key',
      '    audience: passerelle\n    jwks: ./',
      '    jwks: ./',
      /manque « audience »/,
    ],
    [
      'a misspelt key',
      '    perimetre: [patrimoine]',
      '    perimetres: [patrimoine]',
      /Clé inconnue « perimetres »/,
    ],
    ['a key written twice', '  reference: essai-1', '  titre: Deux', /déjà écrite/],
    ['a nature that is none', 'nature: bailleur', 'nature: bailler', /bailler.*choisissez parmi/],
    ['a class that is none', 'classe: P3', 'classe: P4', /P4.*P0, P1, P2, P3/],
    ['a perimeter that is none', '[patrimoine]\n', '[lune]\n', /lune.*« perimetre »/],
    ['an empty perimeter', '    perimetre: [patrimoine]', '    perimetre: []', /liste vide/],
    [
      'an empty list of purposes',
      'finalites: [plaintes, prevention]',
      'finalites: []',
      /liste vide/,
    ],
    [
      'a list where a text belongs',
      'titre: Essai',
      'titre: [Essai]',
      /« titre » doit être un texte/,
    ],
    [
      'an unknown scope',
      '["lieu:lecture"]',
      '["lieu:lectur"]',
      /portée « lieu:lectur » est inconnue/,
    ],
    [
      'an unknown signatory',
      'a: [bailleur]',
      'a: [bailleurs]',
      /signataire « bailleurs » est inconnu/,
    ],
    ['an unknown ground', 'fondement: ancien', 'fondement: aucun', /fondement « aucun »/],
    [
      'an unknown issuer',
      'emetteur: https://idp.bailleur.test',
      'emetteur: https://autre.test',
      /émetteur « https:\/\/autre.test »/,
    ],
    ['a signatory declared twice', '  - id: epci', '  - id: ville', /« ville » est déjà déclaré/],
    [
      'a ground declared twice',
      '{ id: ancien',
      '{ id: article-6',
      /« article-6 » est déjà déclaré/,
    ],
    [
      'an issuer declared twice',
      '  - issuer: https://idp.bailleur.test',
      '  - issuer: https://idp.ville.test',
      /est déjà déclaré/,
    ],
    [
      'a day that is in no calendar',
      'signature: 2023-07-03',
      'signature: 2023-02-30',
      /2023-02-30.*calendrier/,
    ],
    [
      'a date in another form',
      'effet: 2023-07-01',
      'effet: 01/07/2023',
      /01\/07\/2023.*AAAA-MM-JJ/,
    ],
    [
      'a signature before the approval',
      'signature: 2023-07-03',
      'signature: 2023-06-01',
      /précède l'approbation/,
    ],
    [
      'a withdrawal before the signature',
      'retrait: 2026-01-01',
      'retrait: 2023-07-02',
      /précède la signature/,
    ],
    [
      'an origin without encryption',
      '    retrait: 2026-01-01',
      '    origines: ["http://outils.bailleur.test"]',
      /une origine https/,
    ],
    [
      'an origin with a path',
      '    retrait: 2026-01-01',
      '    origines: ["https://outils.bailleur.test/page"]',
      /une origine https/,
    ],
    ['a purpose without a label', 'acces:\n', 'finalites: { plaintes: "" }\nacces:\n', /est vide/],
    [
      'a withdrawal without signature',
      '    signature: null',
      '    signature: null\n    retrait: 2024-01-01',
      /Un retrait sans signature/,
    ],
    [
      'a signature after the end',
      'echeance: 2027-06-30',
      'echeance: 2023-07-02',
      /suit l'échéance/,
    ],
    [
      'an end before the start',
      'echeance: 2027-06-30',
      'echeance: 2023-06-30',
      /L'échéance .* précède/,
    ],
    [
      'a ground that ends before it starts',
      'jusqu: 2025-01-01',
      'jusqu: 2019-01-01',
      /cesse .* avant/,
    ],
    [
      'a ground out of force during the convention',
      'jusqu: 2025-01-01',
      'jusqu: 2022-01-01',
      /à aucun moment de la convention/,
    ],
    [
      'P3 without a purpose',
      '    finalites: [plaintes, prevention]\n',
      '',
      /« fait:auteur » est de classe P3/,
    ],
    [
      'a perimeter the signatory has no territory for',
      'perimetre: [patrimoine]',
      'perimetre: [zone]',
      /« territoire.zone »/,
    ],
    [
      'an access that opens nothing',
      '  - donnees: ["lieu:lecture"]\n    a: [ville, bailleur, epci]',
      '  - a: [ville]',
      /n'ouvre rien/,
    ],
    ['a tab', '  reference: essai-1', '\treference: essai-1', /Tabulation|indent/i],
  ];

  test.each(cases)('%s', (_name, written, edited, message) => {
    const faults = faultsAfter(written, edited);
    expect(faults.join('\n')).toMatch(message);
  });

  test('each fault at its own line', () => {
    expect(faultsAfter('nature: bailleur', 'nature: bailler')).toEqual([
      expect.stringMatching(`^${lineOf('nature: bailleur')}: `),
    ]);
    expect(faultsAfter('fondement: ancien', 'fondement: aucun')).toEqual([
      expect.stringMatching(`^${lineOf('fondement: ancien')}: `),
    ]);
  });

  test('all its faults at once, in the order of the file', () => {
    const source = conventionSource
      .replace('effet: 2023-07-01', 'effet: bientôt')
      .replace('nature: epci', 'nature: region')
      .replace('fondement: ancien', 'fondement: aucun');
    const result = parseConvention(source, file);
    expect('faults' in result && result.faults.map(({ line }) => line)).toEqual([
      lineOf('effet:'),
      lineOf('nature: epci'),
      lineOf('fondement: ancien'),
    ]);
  });

  test.each(['', 'null', '[]', 'texte', '{', 'a: *rien', 'convention: 3\nacces: {}'])(
    'being no convention at all: %j',
    (source) => {
      const result = parseConvention(source, file);
      expect('faults' in result && result.faults.length).toBeGreaterThan(0);
    },
  );
});

import { describe, expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { run, runProcess } from './command.js';
import { conventionSource } from '../convention/convention-source.js';
import { at, project } from './project.js';

describe('convention check', () => {
  test('says that a file is in order', async () => {
    const { path } = await project();
    const { code, stdout, stderr } = await run('convention', ['check', path('convention.yaml')]);
    expect(stdout).toContain('aucune faute');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('prints every fault with file, line and column on stderr', async () => {
    const bad = conventionSource
      .replace('classe: P3', 'classe: P9')
      .replace('a: [bailleur]', 'a: [x]');
    const { path } = await project({ 'bad.yaml': bad });
    const { code, stdout, stderr } = await runProcess('convention', ['check', path('bad.yaml')]);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/bad\.yaml:\d+:\d+: .*P9/),
      expect.stringMatching(/bad\.yaml:\d+:\d+: .*« x »/),
    ]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
});

describe('convention check, of what leaves open who speaks for whom,', () => {
  test.each([
    ['one issuer', 'emetteur: https://idp.epci.test', 'emetteur: https://idp.ville.test'],
    ['one stock', '{ epci: "200069854" }', '{ patrimoine: bailleur }'],
  ])('refuses %s for two signatories, and names the line', async (_, written, edited) => {
    expect(conventionSource).toContain(written);
    const { path } = await project({ 'bad.yaml': conventionSource.replace(written, edited) });
    const { code, stdout, stderr } = await run('convention', ['check', path('bad.yaml')]);
    expect(stderr).toMatch(/^\S+bad\.yaml:\d+:\d+: .*« (ville|bailleur) »/);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  test('names the version in force', async () => {
    const { path } = await project();
    const { stdout } = await run('convention', ['check', path('convention.yaml')]);
    expect(stdout).toMatch(
      /(Version en vigueur : essai-1|La convention essai-1) \(empreinte [0-9a-f]{12}\)/,
    );
  });

  test('says which keys it could not compare', async () => {
    const { path } = await project();
    const check = () => run('convention', ['check', path('convention.yaml')]);
    const addresses = 'Clés non comparées, faute de réseau : 2 adresses de clés.';
    const absent = `Clés non comparées : ${path('cles/ville.json')} n’est pas là`;
    const { code, stdout } = await check();
    expect(code).toBe(0);
    expect(stdout).toContain(addresses);
    expect(stdout).toContain(absent);
    await mkdir(path('cles'));
    const { publicKey } = generateKeyPairSync('ed25519');
    const key = publicKey.export({ format: 'jwk' });
    await writeFile(path('cles/ville.json'), JSON.stringify({ keys: [key] }));
    const { stdout: then } = await check();
    expect(then).toContain(addresses);
    expect(then).not.toContain(absent);
  });

  test('compares over the network what two addresses show, and names one that shows nothing', async () => {
    const [key, another] = [0, 1].map(() =>
      generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }),
    );
    const shown: Record<string, unknown> = { '/bailleur': key, '/epci': key };
    const server = createServer(({ url = '' }, response) => {
      const found = shown[url];
      response.writeHead(found === undefined ? 503 : 200).end(JSON.stringify({ keys: [found] }));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const convention = conventionSource
      .replace('https://idp.bailleur.test/jwks', `${base}/bailleur`)
      .replace('https://idp.epci.test/jwks', `${base}/epci`);
    const { path } = await project({ 'network.yaml': convention });
    const check = (...flags: string[]) =>
      run('convention', ['check', path('network.yaml'), ...flags]);
    try {
      expect((await check()).code).toBe(0);
      const same = await check('--network');
      expect(same.stderr).toMatch(/^\S+:\d+:\d+: « \w+ » et « \w+ » ont une même clé : /);
      expect({ code: same.code, stdout: same.stdout }).toEqual({ code: 1, stdout: '' });
      shown['/epci'] = another;
      const { code, stdout } = await check('--network');
      expect(code).toBe(0);
      expect(stdout).not.toContain('faute de réseau');
      delete shown['/epci'];
      expect((await check('--network')).stdout).toContain(
        `Clés illisibles à ${base}/epci : status 503.`,
      );
    } finally {
      server.close();
    }
  });

  test('of the project itself finds nothing', async () => {
    const { code, stdout } = await runProcess('convention', ['check']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Version en vigueur : 2023-0119 .*depuis le 15 juin 2025 ;/);
  });
});

describe('convention matrix', () => {
  async function matrix(...args: string[]): Promise<string> {
    const { path } = await project();
    const files = [
      '--convention',
      path('convention.yaml'),
      '--supergraph',
      path('supergraph.graphql'),
    ];
    const { code, stdout } = await run('convention', ['matrix', ...files, ...args]);
    expect(code).toBe(0);
    return stdout;
  }

  test('says class, perimeter and purposes, field by field', async () => {
    const lines = (await matrix(...at)).split('\n');
    expect(lines[0]).toBe('| champ | ville | bailleur | epci (hors vigueur) |');
    expect(lines).toContain('| Query.ouvert | ouvert | ouvert |   |');
    expect(lines).toContain('| Fait.auteur |   | P3 · patrimoine · plaintes ou prevention |   |');
    // The purposes of the second grant open the perimeter « auteur » as well.
    expect(lines.find((line) => line.startsWith('| Fait.lieu '))).toBe(
      '| Fait.lieu | P1 · commune ou destinataire ; P1 · auteur ou commune · prevention | P1 · patrimoine · plaintes ou prevention |   |',
    );
  });

  test('leaves the withdrawn out from the day of the withdrawal', async () => {
    const lines = (await matrix('--at', '2026-01-01')).split('\n');
    expect(lines[0]).toContain('bailleur (hors vigueur)');
    expect(lines.find((line) => line.startsWith('| Fait.auteur '))).toBe(
      '| Fait.auteur |   |   |   |',
    );
  });

  test('as CSV has one line a field and as many cells as signatories', async () => {
    const rows = (await matrix('--format', 'csv', ...at)).trimEnd().split('\r\n');
    expect(rows).toHaveLength(6);
    expect(rows[0]).toBe('champ,ville,bailleur,epci (hors vigueur)');
  });
});

describe('convention diff', () => {
  async function diff(written: string, edited: string, widens = false): Promise<string[]> {
    expect(conventionSource).toContain(written);
    const { path } = await project({ 'new.yaml': conventionSource.replace(written, edited) });
    const files = [path('convention.yaml'), path('new.yaml')];
    const by = widens ? runProcess : run;
    const options = ['--supergraph', path('supergraph.graphql'), ...at];
    const { code, stdout } = await by('convention', ['diff', ...files, ...options]);
    expect(code).toBe(widens ? 3 : 0);
    return stdout.trim().split('\n');
  }

  test('of the same rights is empty', async () => {
    expect(await diff('titre: Essai', 'titre: Autre')).toEqual(['Aucun droit gagné ni perdu.']);
  });

  test('shows what is won and lost', async () => {
    const lines = await diff('"fait:auteur"]', '"lieu:lecture"]');
    expect(lines).toContain(
      '| bailleur | Fait.auteur | perdu | P3 · patrimoine · plaintes ou prevention |   |',
    );
    const won = await diff('    signature: null', '    signature: 2023-07-03');
    // Signed, but not approved.
    expect(won).toEqual([
      'Aucun droit gagné ni perdu.',
      '',
      '## Dans le fichier',
      '',
      '- signataires › epci › signature : absent → 2023-07-03',
    ]);
  });

  test('shows a signatory that comes into force', async () => {
    const lines = await diff(
      'approbation: null\n    signature: null',
      'approbation: { instance: conseil, reference: d-3, date: 2023-06-28 }\n    signature: 2023-07-03',
      true,
    );
    expect(lines).toContain('| epci | Query.ouvert | gagné |   | ouvert |');
    expect(lines.join()).not.toContain('| epci | Fait.');
  });

  test('tells a wider right from a narrower one', async () => {
    expect(
      (await diff('finalites: [plaintes, prevention]', 'finalites: [plaintes]')).join(),
    ).toMatch(/bailleur \| Fait\.auteur \| réduit/);
    expect((await diff('    perimetre: [patrimoine]\n', '', true)).join()).toMatch(
      /bailleur \| Fait\.auteur \| élargi .* toutes les lignes/,
    );
    expect((await diff('perimetre: [patrimoine]', 'perimetre: [plaignant]', true)).join()).toMatch(
      /bailleur \| Fait\.auteur \| modifié/,
    );
  });

  const moves: readonly [string, string, string, RegExp, boolean][] = [
    ['another stock', 'patrimoine: bailleur', 'patrimoine: autre', /Bailleur voit changer/, true],
    [
      'another issuer',
      'emetteur: https://idp.bailleur.test',
      'emetteur: https://idp.ville.test',
      /jetons de Bailleur viennent désormais de https:\/\/idp\.ville/,
      true,
    ],
    [
      'other keys',
      'https://idp.bailleur.test/jwks',
      'https://ailleurs.test/jwks',
      /vérifiés avec les clés de https:\/\/ailleurs/,
      true,
    ],
    [
      'fewer scopes by default',
      '    porteesParDefaut: true\n',
      '',
      /Bailleur sans portées ne porte plus/,
      false,
    ],
    [
      'an origin',
      'retrait: 2026-01-01',
      'retrait: 2026-01-01\n    origines: ["https://x.test"]',
      /pages de https:\/\/x\.test peuvent/,
      true,
    ],
    [
      'a restricted client',
      'retrait: 2026-01-01',
      'retrait: 2026-01-01\n    clientsRestreints: [c]',
      /client « c » de Bailleur/,
      false,
    ],
    [
      'retention',
      'conservation: 3 ans',
      'conservation: 9 ans',
      /conservation passe de « 3 ans » à « 9 ans »/,
      false,
    ],
    [
      'an earlier withdrawal',
      'retrait: 2026-01-01',
      'retrait: 2025-10-01',
      /Bailleur perd la lecture de « Faits » de son patrimoine à partir du 1er octobre 2025 et jusqu'au 31 décembre 2025/,
      false,
    ],
    [
      'the end',
      'echeance: 2027-06-30',
      'echeance: 2026-12-31',
      /ville perd la lecture de « Lieux » à partir du 1er janvier 2027 et jusqu'au 30 juin 2027/,
      false,
    ],
  ];
  for (const [what, written, edited, sentence, widens] of moves) {
    test(`tells ${what}`, async () => {
      expect((await diff(written, edited, widens)).join('\n')).toMatch(sentence);
    });
  }

  test('reports the faults of both files', async () => {
    const { path } = await project({ 'a.yaml': '[]', 'b.yaml': '[]' });
    const { code, stderr } = await run('convention', ['diff', path('a.yaml'), path('b.yaml')]);
    expect(stderr).toMatch(/a\.yaml:1:1: .*\n.*b\.yaml:1:1: /);
    expect(code).toBe(1);
  });
});

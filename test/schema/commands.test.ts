import { afterEach, describe, expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { documentId, printRegistry } from '../../schema/documents/document-registry.js';
import { run, temporaryFolder } from './command.js';
import { conventionSource } from './convention/convention-source.js';

type Folder = Awaited<ReturnType<typeof temporaryFolder>>;

let folder: Folder | null = null;
let folders: Folder[] = [];
afterEach(async () => {
  for (const { remove } of folders) await remove();
  folders = [];
});

const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated", "@requiresScopes"])
type Query @authenticated { faits: [Fait] ouvert: String }
type Fait @requiresScopes(scopes: [["fait:lecture"]]) {
  id: ID!
  lieu: String @requiresScopes(scopes: [["lieu:lecture"]])
  auteur: String @requiresScopes(scopes: [["fait:auteur"]])
}
`;
const at = ['--at', '2024-05-02'];

let supergraph: Promise<string> | undefined;

/** A folder with one subgraph, its configuration, the convention and the composed supergraph. */
async function project(more: Readonly<Record<string, string>> = {}): Promise<Folder> {
  supergraph ??= composedOnce();
  const files = { 'supergraph.graphql': await supergraph, 'convention.yaml': conventionSource };
  folder = await temporaryFolder({ ...sources, ...files, ...more });
  folders.push(folder);
  return folder;
}

const sources = { 'faits.graphql': sdl, 'supergraph.yaml': configOf('faits') };

async function composedOnce(): Promise<string> {
  const sourceFolder = await temporaryFolder(sources);
  await composed(sourceFolder, 'supergraph.yaml', 'supergraph.graphql');
  const text = await readFile(sourceFolder.path('supergraph.graphql'), 'utf8');
  await sourceFolder.remove();
  return text;
}

function configOf(name: string): string {
  return `subgraphs: { faits: { routing_url: http://faits.test/graphql, schema: { file: ${name}.graphql } } }`;
}

async function composed({ path }: Folder, config: string, output: string): Promise<void> {
  const args = ['compose', '--config', path(config), '--output', path(output)];
  expect(await run('schema', args)).toMatchObject({ code: 0, stderr: '' });
}

describe('usage', () => {
  test.each([
    ['schema', ['--help'], 0],
    ['schema', ['compose', '--help'], 0],
    ['convention', ['--help'], 0],
    ['schema', [], 2],
    ['schema', ['compose'], 2],
    ['schema', ['compose', '--config', 'x'], 2],
    ['schema', ['nothing'], 2],
    ['schema', ['check', '--nothing'], 2],
    ['convention', ['diff', 'one'], 2],
    ['convention', ['matrix', '--format', 'xml'], 2],
    ['convention', ['matrix', '--at', '2024-02-30'], 2],
  ] as const)('%s %j ends with %i', async (command, args, code) => {
    const result = await run(command, args);
    expect(result.code).toBe(code);
    expect(code === 0 ? result.stderr : result.stdout).toBe('');
  });
});

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
    const { code, stdout, stderr } = await run('convention', ['check', path('bad.yaml')]);
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

  test('of the project itself finds nothing', async () => {
    const { code, stdout } = await run('convention', ['check']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Version en vigueur : 2023-0119 .*depuis le 1er janvier 2024 ;/);
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
    const options = ['--supergraph', path('supergraph.graphql'), ...at];
    const { code, stdout } = await run('convention', ['diff', ...files, ...options]);
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

describe('schema check', () => {
  async function check(config: string, convention: string) {
    const { path } = await project({
      'new.yaml': convention,
      'new.graphql': config,
      'c.yaml': configOf('new'),
    });
    return run('schema', ['check', '--config', path('c.yaml'), '--convention', path('new.yaml')]);
  }

  test('of schema and convention that agree', async () => {
    expect(await check(sdl, conventionSource)).toMatchObject({ code: 0, stderr: '' });
  });

  test('refuses a scope that the catalogue does not name', async () => {
    const { code, stderr } = await check(
      sdl.replace('fait:auteur', 'fait:inconnu'),
      conventionSource,
    );
    expect(stderr).toContain('[SCOPE_NOT_IN_CATALOGUE] the schema demands "fait:inconnu"');
    expect(stderr).toContain('warning: [SCOPE_NOT_IN_SCHEMA]');
    expect(code).toBe(1);
  });

  test('reports a scope of the catalogue that no field demands, without refusing', async () => {
    const { code, stderr } = await check(
      sdl.replace('fait:auteur', 'fait:lecture'),
      conventionSource,
    );
    expect(stderr).toContain('names "fait:auteur", which no field demands');
    expect(code).toBe(0);
  });

  test('reports the faults of schema and convention together', async () => {
    const { code, stderr } = await check(sdl.replace('[["fait:auteur"]]', '[]'), '[]');
    expect(stderr).toContain('[RULE_EMPTY]');
    expect(stderr).toContain('new.yaml:1:1:');
    expect(code).toBe(1);
  });

  describe('of published documents', () => {
    async function checked(
      documents: Readonly<Record<string, readonly string[]>>,
      options: { schema?: string; convention?: string; env?: Record<string, string> } = {},
    ) {
      const registry = new Map(
        Object.entries(documents).map(([text, clients]) => [documentId(text), { text, clients }]),
      );
      const { path } = await project({
        'new.yaml': options.convention ?? conventionSource,
        'new.graphql': options.schema ?? sdl,
        'c.yaml': configOf('new'),
        'documents.json': printRegistry(registry),
      });
      const args = ['check', '--config', path('c.yaml'), '--convention', path('new.yaml'), ...at];
      return options.env
        ? run('schema', args, { TRUSTED_DOCUMENTS: path('documents.json') })
        : run('schema', [...args, '--registry', path('documents.json')]);
    }
    const broken = sdl.replace(' ouvert: String', '').replace('  lieu: String', '  lieux: String');
    const documents = {
      'query Ouvert { ouvert }': ['borne', 'site'],
      'query Lieux { faits { id lieu } }': ['appli'],
      'query Ids { faits { id } }': ['appli'],
    };

    test('that stay valid says how many', async () => {
      const { code, stdout, stderr } = await checked(documents);
      expect(stdout).toMatch(/3 documents stay valid/);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    });

    test.each([{}, { env: {} }])(
      'names operation, clients and field of those that the schema breaks (%j)',
      async (options) => {
        const { code, stdout, stderr } = await checked(documents, { schema: broken, ...options });
        expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
        const lines = stderr
          .trim()
          .split('\n')
          .filter((line) => !line.startsWith('warning'));
        expect(lines.toSorted()).toEqual([
          expect.stringMatching(/DOCUMENT_BROKEN.*operation Lieux .* of appli: .*"lieu".*"Fait"/),
          expect.stringMatching(
            /DOCUMENT_BROKEN.*operation Ouvert .* of borne, site: .*"ouvert".*"Query"/,
          ),
        ]);
      },
    );

    test('of a restricted client are held to what its signatory may select', async () => {
      const convention = conventionSource.replace(
        'signature: 2023-07-03\n  - id: bailleur',
        'signature: 2023-07-03\n    clientsRestreints: [borne]\n  - id: bailleur',
      );
      expect(convention).not.toBe(conventionSource);
      const auteurs = { 'query Auteurs { faits { auteur } }': ['borne', 'libre'] };
      const { code, stderr } = await checked(auteurs, { convention });
      expect(stderr).toMatch(/operation Auteurs .* of borne: .*"auteur".* \(not for ville\)/);
      expect(code).toBe(1);
    });

    test('that cannot be read are refused', async () => {
      const { path } = await project();
      const files = ['--config', path('supergraph.yaml'), '--convention', path('convention.yaml')];
      const none = await run('schema', ['check', ...files, '--registry', path('none.json')]);
      expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('none.json') });
    });
  });

  test('of the project itself', async () => {
    expect(await run('schema', ['check'])).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('schema diff', () => {
  async function diff(changed: string): Promise<{ code: number; stdout: string }> {
    const files = await project({ 'new.graphql': changed, 'new.yaml': configOf('new') });
    await composed(files, 'new.yaml', 'after.graphql');
    return run('schema', [
      'diff',
      files.path('supergraph.graphql'),
      files.path('after.graphql'),
      '--convention',
      files.path('convention.yaml'),
      ...at,
    ]);
  }

  test('says first in sentences, with their dates, what is won and lost, then field by field', async () => {
    const { code, stdout } = await diff(
      sdl.replace('ouvert: String', 'nouveau: String').replace('"fait:auteur"', '"fait:lecture"'),
    );
    expect(code).toBe(3);
    const [sentences = '', ...detail] = stdout.split('\n## ');
    expect(sentences.split('\n')).toEqual(
      expect.arrayContaining([
        "- ville gagne la lecture de « Query.nouveau » dès le 2 mai 2024 et jusqu'au 30 juin 2027.",
        expect.stringMatching(
          /^- ville gagne la lecture de « Fait\.auteur » de sa commune .* dès le 2 mai 2024/,
        ),
        expect.stringMatching(
          /^- Bailleur garde la lecture de « Fait\.auteur », que le schéma fait passer de la classe P3 à P1, dès le 2 mai 2024 et jusqu'au 31 décembre 2025\.$/,
        ),
        '- Lire « Fait.auteur » demande désormais la portée « fait:lecture » (Faits, P1), au lieu de la portée « fait:auteur » (Auteurs, P3) et la portée « fait:lecture » (Faits, P1).',
        "- « Query.nouveau » apparaît ; le lire demande d'être un signataire en vigueur.",
        '- Des opérations existantes peuvent cesser de valoir : « Query.ouvert » disparaît.',
      ]),
    );
    const rest = detail.join('\n');
    expect(rest).toContain('- BREAKING: Query.ouvert was removed.');
    expect(rest).toContain('- added: Query.nouveau was added.');
    expect(rest).toContain('| ville | Query.nouveau | gagné |   | ouvert |');
    expect(rest).toMatch(/\| ville \| Fait\.auteur \| gagné \| {3}\| P1 · commune ou destinataire/);
    expect(rest).toMatch(/\| bailleur \| Fait\.auteur \| reclassé \| P3 .* \| P1 /);
  });

  test('of a schema and itself is empty', async () => {
    expect(await diff(sdl)).toMatchObject({
      code: 0,
      stdout: 'Aucun droit gagné ni perdu, aucune opération cassée.\n',
    });
  });

  test('ends with 4 where operations break and nobody reads more', async () => {
    const { code, stdout } = await diff(sdl.replace(' ouvert: String', ''));
    expect(code).toBe(4);
    expect(stdout).toMatch(/^- .*perd la lecture de « Query\.ouvert »/);
    expect(stdout).toContain('« Query.ouvert » disparaît');
  });

  test('ends with 0 where rights are lost only', async () => {
    const { code, stdout } = await diff(sdl.replace('[["lieu:lecture"]]', '[["fait:auteur"]]'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/perd la lecture de « Fait\.lieu »/);
  });

  test('refuses what is no supergraph', async () => {
    const { path } = await project();
    const { code, stderr } = await run('schema', ['diff', path('faits.graphql'), path('none')]);
    expect(stderr).toMatch(/faits\.graphql: .*\n.*none: /s);
    expect(code).toBe(1);
  });
});

describe('schema print', () => {
  async function print(...args: string[]) {
    const { path } = await project();
    const files = ['--config', path('supergraph.yaml'), '--convention', path('convention.yaml')];
    return run('schema', ['print', ...files, ...args]);
  }

  test('prints the supergraph as compose writes it', async () => {
    const { stdout } = await print();
    expect(stdout).toBe(await readFile(folder?.path('supergraph.graphql') ?? '', 'utf8'));
  });

  test('finds the committed supergraph up to date', async () => {
    const { stdout } = await run('schema', ['print']);
    expect(stdout).toBe(await readFile('schema/supergraph.graphql', 'utf8'));
  });

  test('prints one subgraph as it was handed in', async () => {
    expect((await print('--subgraph', 'faits')).stdout).toBe(sdl);
    expect(await print('--subgraph', 'autre')).toMatchObject({ code: 1, stdout: '' });
  });

  test('prints the schema without federation', async () => {
    const { stdout } = await print('--api');
    expect(stdout).toContain('auteur: String');
    expect(stdout).not.toMatch(/join__|@link/);
  });

  test('prints what one signatory may select, for the declared purposes', async () => {
    const whole = await print('--signataire', 'bailleur', ...at);
    expect(whole.stdout).toContain('auteur: String');
    const ville = await print('--signataire', 'ville', ...at);
    expect(ville.stdout).toContain('lieu: String');
    expect(ville.stdout).not.toContain('auteur');
    const other = await print('--signataire', 'bailleur', '--finalite', 'autre', ...at);
    expect(other.stdout).not.toContain('Fait');
    const unsigned = await print('--signataire', 'epci', ...at);
    expect(unsigned.stdout).not.toContain('ouvert');
    expect(await print('--signataire', 'personne')).toMatchObject({ code: 1, stdout: '' });
  });
});

import { describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { documentId, printRegistry } from '../../../schema/documents/document-registry.js';
import { run, runProcess } from './command.js';
import { conventionSource } from '../convention/convention-source.js';
import { at, composed, configOf, project, sdl } from './project.js';

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
      const none = await runProcess('schema', ['check', ...files, '--registry', path('none.json')]);
      expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('none.json') });
    });
  });

  test('of the project itself', async () => {
    expect(await runProcess('schema', ['check'])).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('schema diff', () => {
  async function diff(changed: string, by = run) {
    const files = await project({ 'new.graphql': changed, 'new.yaml': configOf('new') });
    await composed(files, 'new.yaml', 'after.graphql');
    return by('schema', [
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
      runProcess,
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
    const { code, stdout } = await diff(sdl.replace(' ouvert: String', ''), runProcess);
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
    const { path } = await project();
    const { stdout } = await run('schema', ['print', '--config', path('supergraph.yaml')]);
    expect(stdout).toBe(await readFile(path('supergraph.graphql'), 'utf8'));
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

import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseRegistry } from '../../../schema/documents/document-registry.js';
import type { Ended } from '../../harness/run-in-process.js';
import { run, runProcess, temporaryFolder } from './command.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const shipped = [
  '--convention',
  `${root}schema/convention.yaml`,
  '--supergraph',
  `${root}schema/supergraph.graphql`,
];
const incidents = `query Incidents($apres: String) { incidents(first: 10, after: $apres) { nodes { id ...Lieu } } }
query Compte { incidents { totalCount } }
fragment Lieu on Incident { residence { id } }
`;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder({
    'page.graphql': incidents,
    'refuse.graphql': 'query Refus { rappelsOrdre { nodes { motif } } }',
    'anonyme.graphql': '{ __typename }',
    'homonyme.graphql': 'query Compte { communes { totalCount } }',
    'casse.graphql': 'query {',
    'vide.graphql': 'fragment F on Incident { id }',
  });
});
afterEach(() => folder.remove());

function publish(files: readonly string[], more: readonly string[] = []): Promise<Ended> {
  return run('documents', [
    'publish',
    ...files.map((file) => folder.path(file)),
    ...shipped,
    '--client',
    'appli',
    '--signataire',
    'ekidom',
    '--registry',
    folder.path('r.json'),
    ...more,
  ]);
}
const registry = (): Promise<string> => readFile(folder.path('r.json'), 'utf8');

describe('npm run documents -- publish', () => {
  it('adds each operation with the fragments it uses, and tells their ids', async () => {
    const published = await publish(['page.graphql'], ['--manifest', folder.path('ids.json')]);
    expect(published).toMatchObject({ code: 0, stderr: '' });
    const ids = JSON.parse(await readFile(folder.path('ids.json'), 'utf8')) as Record<
      string,
      string
    >;
    expect(Object.keys(ids)).toEqual(['Incidents', 'Compte']);
    const parsed = parseRegistry(await registry());
    if ('faults' in parsed) throw new Error(parsed.faults.join());
    expect(parsed.registry.get(ids['Incidents'] ?? '')?.text).toContain('fragment Lieu');
    expect(parsed.registry.get(ids['Compte'] ?? '')?.text).not.toContain('Lieu');
    for (const [id, { text, clients }] of parsed.registry) {
      expect(id).toBe(`sha256:${createHash('sha256').update(text).digest('hex')}`);
      expect(clients).toEqual(['appli']);
    }
  });

  it('keeps what was published before, for every client', async () => {
    await publish(['page.graphql']);
    const first = await registry();
    expect((await publish(['page.graphql'])).stdout).toContain('0 of them new');
    expect(await registry()).toBe(first);
    await run('documents', [
      'publish',
      folder.path('page.graphql'),
      ...shipped,
      '--client',
      'autre',
      '--signataire',
      'ekidom',
      '--registry',
      folder.path('r.json'),
    ]);
    const listed = await run('documents', ['list', '--registry', folder.path('r.json')]);
    expect(listed.stdout).toMatch(/Incidents {2}appli, autre\n/);
  });

  it("takes graphql-codegen's manifest, with SHA-256", async () => {
    const text = 'query Compte { incidents { totalCount } }';
    const of = (algorithm: string) => createHash(algorithm).update(text).digest('hex');
    const manifests = await temporaryFolder({
      'good.json': JSON.stringify({ [of('sha256')]: text }),
      'sha1.json': JSON.stringify({ [of('sha1')]: text }),
    });
    const args = (name: string) => [
      'publish',
      manifests.path(name),
      ...shipped,
      '--client',
      'appli',
      '--signataire',
      'ekidom',
      '--registry',
      folder.path('r.json'),
    ];
    expect((await runProcess('documents', args('good.json'))).code).toBe(0);
    expect(await registry()).toContain(`sha256:${of('sha256')}`);
    const refused = await runProcess('documents', args('sha1.json'));
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('hashAlgorithm')]);
    await manifests.remove();
  });

  it.each([
    ['refuse.graphql', 'Refus: Cannot query field "motif"'],
    ['anonyme.graphql', 'an operation without a name'],
    ['homonyme.graphql', 'two different operations named Compte'],
    ['casse.graphql', 'casse.graphql:1: Syntax Error'],
    ['vide.graphql', 'no operation in it'],
    ['absent.graphql', 'cannot be read (ENOENT)'],
  ])('refuses %s and writes nothing', async (file, fault) => {
    const refused = await publish(['page.graphql', file]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(fault);
    await expect(registry()).rejects.toThrow('ENOENT');
  });

  it('names the signatories when it is told another', async () => {
    const refused = await publish(['page.graphql'], ['--signataire', 'ekidon']);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('ekidom')]);
  });
});

describe('npm run documents -- withdraw', () => {
  it('takes a document back from one client', async () => {
    await publish(['page.graphql']);
    const { registry: known } = parseRegistry(await registry()) as {
      registry: Map<string, object>;
    };
    const [id = '', other] = known.keys();
    const args = ['--client', 'appli', '--registry', folder.path('r.json')];
    expect((await run('documents', ['withdraw', id, ...args])).code).toBe(0);
    const left = parseRegistry(await registry()) as { registry: Map<string, object> };
    expect([...left.registry.keys()]).toEqual([other]);
    const again = await run('documents', ['withdraw', id, ...args]);
    expect([again.code, again.stderr]).toEqual([1, `${id} is not published for appli\n`]);
  });
});

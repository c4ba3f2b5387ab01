import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

interface Manifest {
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const kit = manifest('subgraphs/kit/package.json');
const repository = manifest('package.json');
const needed = { ...kit.dependencies, ...kit.peerDependencies };

function manifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

/** What the two entries reach, as `scripts/pack-kit.js` compiles it. */
function reached(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !file.endsWith('.ts')) return seen;
  seen.add(file);
  for (const from of importsOf(file)) {
    if (!from.startsWith('.')) continue;
    reached(new URL(from.replace(/\.js$/, '.ts'), `file:///${file}`).pathname.slice(1), seen);
  }
  return seen;
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export|\}) ?(?:[^;]*? from )?'([^']+)'/gms)].map(
    ([, from]) => from ?? '',
  );
}

const files = ['index', 'convention', 'statements/reading-child'].flatMap((entry) => [
  ...reached(`subgraphs/kit/${entry}.ts`),
]);

it('names every package that it imports, in the version that is tested here', () => {
  const imported = new Set(
    files
      .flatMap(importsOf)
      .filter((from) => !from.startsWith('.') && !from.startsWith('node:'))
      .map((from) => /^(@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? from),
  );
  expect(imported.size).toBeGreaterThan(12);
  expect([...imported].filter((name) => !(name in needed))).toEqual([]);
  const here = { ...repository.devDependencies, ...repository.dependencies };
  expect(Object.fromEntries(Object.keys(needed).map((name) => [name, here[name]]))).toEqual(needed);
  const example = manifest('examples/partner-subgraph/package.json').dependencies;
  for (const [name, version] of Object.entries(kit.peerDependencies)) {
    if (kit.peerDependenciesMeta?.[name]?.optional) continue;
    expect([name, example[name]]).toEqual([name, version]);
  }
});

it('reaches no subgraph, no demonstration and no part of the gateway', () => {
  const folders = new Set(files.map((file) => file.split('/').slice(0, 2).join('/')));
  expect([...folders].toSorted()).toEqual([
    'schema/contract',
    'schema/is-record.ts',
    'schema/keys',
    'schema/process',
    'schema/reference',
    'subgraphs/kit',
  ]);
  expect(kit.license).toBe('Apache-2.0');
});

it('says in API.md what each export is for', () => {
  const page = readFileSync('subgraphs/kit/API.md', 'utf8');
  for (const entry of ['index', 'convention']) {
    const text = readFileSync(`subgraphs/kit/${entry}.ts`, 'utf8');
    const exported = [...text.matchAll(/^export (?:type )?\{([^}]+)\}/gm)].flatMap(([, names]) =>
      (names ?? '').split(',').map((name) => name.trim()),
    );
    expect(exported.filter((name) => name !== '' && !page.includes(`\`${name}\``))).toEqual([]);
  }
});

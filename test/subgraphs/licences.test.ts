import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { programEnvironment } from '../harness/program-environment.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const main = join(root, 'dist', 'subgraphs', 'main.js');
const program = join(root, 'dist', 'subgraphs', 'program.js');

/** What a partner may embed without asking a lawyer. */
const allowed = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  '(MIT AND BSD-3-Clause)',
]);

interface Manifest {
  readonly name?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** The folder of a package as Node finds it from another's folder; null: not installed. */
function find(name: string, from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return found;
    if (folder === dirname(folder)) return null;
  }
}

/** The installed packages that these need, themselves included. */
function closure(folders: Iterable<string>): Set<string> {
  const needed = new Set<string>();
  const visit = (folder: string): void => {
    if (needed.has(folder)) return;
    needed.add(folder);
    const { dependencies, optionalDependencies, peerDependencies } = manifestOf(folder);
    for (const name of Object.keys({
      ...dependencies,
      ...optionalDependencies,
      ...peerDependencies,
    })) {
      const found = find(name, folder);
      if (found) visit(found);
    }
  };
  for (const folder of folders) visit(folder);
  return needed;
}

/** Writes the address of every module that the process loads, one a line. */
const hook = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({ load(url, context, next) { process.stderr.write('loaded ' + url + '\\n'); return next(url, context); } });
`)}`;

/** The packages that a serving subgraph has loaded. */
async function loadedBy(file: string, name: string): Promise<Set<string>> {
  const child = spawn(process.execPath, ['--import', hook, file, name], {
    cwd: root,
    env: { ...programEnvironment, PORT: '0', DATABASE_URL: 'sqlite::memory:' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes('listens on ')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(output.slice(-2000))));
  });
  child.removeAllListeners('exit');
  child.kill('SIGKILL');
  const bundled = JSON.parse(
    readFileSync(join(root, 'dist', 'programs', 'packages.json'), 'utf8'),
  ) as Readonly<Record<string, readonly string[]>>;
  const packages = new Set<string>();
  for (const [, url = ''] of output.matchAll(/^loaded (file:\S+)$/gm)) {
    const path = fileURLToPath(url);
    const inside = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
    if (inside) packages.add(inside);
    for (const folder of bundled[basename(path)] ?? []) packages.add(join(root, folder));
  }
  return packages;
}

describe.each(
  ['ville', 'bailleurs', 'justice', 'convention'].flatMap((name) => [
    { name, form: 'as compiled', file: program },
    { name, form: 'from its bundle', file: main },
  ]),
)('the process of $name, $form', ({ name, file }) => {
  let loaded: Set<string>;

  beforeAll(async () => {
    loaded = await loadedBy(file, name);
  });

  it('loads the libraries it is known to load', () => {
    const names = [...loaded].map((folder) => manifestOf(folder).name);
    expect(names).toEqual(expect.arrayContaining(['@apollo/subgraph', 'graphql', 'type-graphql']));
  });

  it('needs only packages under a licence of the short list', () => {
    const refused = [...closure(loaded)]
      .map((folder) => ({ folder: folder.slice(root.length), ...manifestOf(folder) }))
      .filter(({ license }) => !allowed.has(license ?? ''))
      .map(({ folder, license }) => `${folder}: ${license ?? 'none'}`);
    expect(refused).toEqual([]);
  });
});

describe('the kit', () => {
  it('says its own licence', () => {
    expect(manifestOf(join(root, 'subgraphs', 'kit')).license).toBe('Apache-2.0');
  });
});

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { bundleOf, fileState } from '../../../schema/process/bundled-program.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const bundler = 'scripts/bundle-programs.js';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-programmes-'));
  for (const path of [bundler, 'dist/schema/process/bundled-program.js', 'package.json']) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    cpSync(join(root, path), join(folder, path));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  write('package-lock.json', '{}');
  write(
    'dist/demo/main.js',
    "import { runBundled } from '../schema/process/bundled-program.js';\n" +
      "if (!(await runBundled(import.meta.url))) await import('./program.js');\n",
  );
  write(
    'dist/demo/program.js',
    "import { told } from './told.js';\nconsole.log(told, new Error().stack.split('\\n')[1]);\n",
  );
  write(
    'dist/demo/told.js',
    "export const told = new URL('./beside.txt', import.meta.url).pathname;\n",
  );
  run(bundler);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Written a while ago. */
function write(path: string, text: string, secondsAgo = 100): void {
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  const then = Date.now() / 1_000 - secondsAgo;
  utimesSync(join(folder, path), then, then);
}

function run(file: string): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(folder, file)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

it('runs a program from its bundle, which finds files from where it was compiled to', () => {
  const said = run('dist/demo/main.js');
  expect(said).toContain(`${join('demo', 'beside.txt')} `);
  expect(said).toContain(join('dist', 'programs', 'demo-main-'));
});

it.each(['dist/demo/told.js', 'dist/demo/main.js', 'package-lock.json'])(
  'runs it as compiled once %s has changed, until it is bundled again',
  (path) => {
    const text = path.endsWith('told.js') ? "export const told = 'changed';\n" : '';
    if (path.endsWith('main.js')) utimesSync(join(folder, path), 1_000, 1_000);
    else write(path, text, 50);
    const said = run('dist/demo/main.js');
    expect(said).toContain(join('dist', 'demo', 'program.js'));
    if (text !== '') expect(said).toContain('changed');
    run(bundler);
    expect(run('dist/demo/main.js')).toContain(join('dist', 'programs', 'demo-main-'));
  },
);

it('runs it as compiled where nothing was bundled', () => {
  rmSync(join(folder, 'dist', 'programs'), { recursive: true });
  expect(run('dist/demo/main.js')).toContain(join('dist', 'demo', 'program.js'));
});

it('knows no state of a file that is not there', () => {
  expect(fileState(join(folder, 'package-lock.json'))).toMatch(/^2 \d+$/);
  expect(fileState(join(folder, 'package-lock.yaml'))).toBeNull();
});

it.each([
  'gateway/main.js',
  'gateway/engine/planning/planning-child.js',
  'subgraphs/main.js',
  'subgraphs/import/main.js',
  'demo/main.js',
  'schema/cli/schema/main.js',
])('has a bundle of %s after a build', (main) => {
  expect(bundleOf(join(root, 'dist', main))).not.toBeNull();
});

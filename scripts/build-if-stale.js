// Runs before every npm command that needs dist/. Compiles only what has a source newer than its
// last build, so that a second start does not pay for the compilers. Plain JavaScript on purpose:
// it runs before anything is compiled.
import { spawn } from 'node:child_process';
import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeOrphans } from './remove-orphans.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const requiredMajor = 22;
const major = Number(process.versions.node.split('.')[0]);
if (major < requiredMajor) {
  console.error(
    `Passerelle needs Node ${requiredMajor} or newer, this is ${process.version}. ` +
      'Start it through npm (npm start, npm test, npm run …): npm ci brings Node 24 along. ' +
      'If npm itself says this, run npm ci again without --omit=optional.',
  );
  process.exit(1);
}

const programs = ['gateway', 'subgraphs', 'schema', 'demo', 'bench', 'test'];

/** The two halves of dist/: the programs, and the pages of the IDE. */
const builds = [
  {
    stamp: join(root, 'dist', '.built'),
    files: ['tsconfig.json'],
    folders: [...programs, 'ide'],
    compiled: programs,
    command: ['typescript/bin/tsc', '--project', join(root, 'tsconfig.json')],
  },
  {
    stamp: join(root, 'dist', '.built-ide'),
    files: ['package-lock.json'],
    folders: ['ide'],
    compiled: [],
    command: ['vite/bin/vite.js', 'build', join(root, 'ide')],
  },
];

function newestSource(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    // A removed or renamed file changes its folder's own time, so folders count too.
    newest = Math.max(newest, statSync(path).mtimeMs);
    if (entry.isDirectory()) newest = Math.max(newest, newestSource(path));
  }
  return newest;
}

function builtAt(stamp) {
  try {
    return statSync(stamp).mtimeMs;
  } catch {
    return 0;
  }
}

function isStale({ stamp, files, folders }) {
  const newest = Math.max(
    ...files.map((name) => statSync(join(root, name)).mtimeMs),
    ...folders.map((name) => newestSource(join(root, name))),
  );
  return newest >= builtAt(stamp);
}

async function run({ stamp, compiled, command: [script, ...args] }) {
  const started = new Date();
  const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
  });
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (status !== 0) return false;
  for (const name of compiled) removeOrphans(join(root, name), join(root, 'dist', name));
  writeFileSync(stamp, '');
  // A source saved while the compiler ran must count as newer than this build.
  utimesSync(stamp, started, started);
  return true;
}

// Side by side: neither reads what the other writes.
const done = await Promise.all(builds.filter(isStale).map(run));
if (done.includes(false)) {
  console.error('The build failed: mend the errors above and run the command again.');
  process.exit(1);
}
const { bundlePrograms } = await import('./bundle-programs.js');
await bundlePrograms();

// Runs before every npm command that needs dist/. Compiles only when a source is newer than the
// last build, so that a second start does not pay for the compiler. Plain JavaScript on purpose:
// it runs before anything is compiled.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const requiredMajor = 22;
const major = Number(process.versions.node.split('.')[0]);
if (major < requiredMajor) {
  console.error(
    `Passerelle needs Node ${requiredMajor} or newer, this is ${process.version}. ` +
      'Start it through npm (npm start, npm test, npm run …): npm install brings Node 24 along. ' +
      'If npm itself says this, run npm install again without --omit=optional.',
  );
  process.exit(1);
}

const sources = ['gateway', 'subgraphs', 'schema', 'demo', 'bench', 'test'];
const stamp = join(root, 'dist', '.built');

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

function builtAt() {
  try {
    return statSync(stamp).mtimeMs;
  } catch {
    return 0;
  }
}

const newest = Math.max(
  statSync(join(root, 'tsconfig.json')).mtimeMs,
  ...sources.map((name) => newestSource(join(root, name))),
);
if (newest >= builtAt()) {
  const started = new Date();
  try {
    execFileSync(
      process.execPath,
      [
        join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
        '--project',
        join(root, 'tsconfig.json'),
      ],
      { cwd: root, stdio: ['ignore', process.stderr, process.stderr] },
    );
  } catch {
    console.error('The build failed: mend the errors above and run the command again.');
    process.exit(1);
  }
  writeFileSync(stamp, '');
  // A source saved while the compiler ran must count as newer than this build.
  utimesSync(stamp, started, started);
}

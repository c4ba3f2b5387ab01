// examples/partner-subgraph as a partner would have it: in a folder of its own, on the packed kit,
// installed, built, started on a database of its own, and held to the contract.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const example = join(root, 'examples', 'partner-subgraph');
const folder = mkdtempSync(join(tmpdir(), 'passerelle-exemple-'));
const partner = join(root, 'dist', 'schema', 'cli', 'partner', 'main.js');
// npm's own scripts find the Node that runs this one: the machine's may be older than the kit asks.
const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
const inFolder = {
  cwd: folder,
  env: { ...process.env, PATH },
  stdio: ['ignore', 'inherit', 'inherit'],
};
let subgraph;

try {
  cpSync(example, folder, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|dist|vendor)$/.test(path),
  });
  const pack = [join(root, 'scripts', 'pack-kit.js'), join(folder, 'vendor')];
  execFileSync(process.execPath, pack, inFolder);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], inFolder);
  execFileSync('npm', ['run', '-s', 'build'], inFolder);
  refuseElasticPackages();

  const served = execFileSync('npm', ['run', '-s', 'schema'], {
    ...inFolder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const published = join(folder, 'schema.graphql');
  if (process.argv.includes('--write-schema')) {
    writeFileSync(join(example, 'schema.graphql'), served);
    writeFileSync(published, served);
  }
  if (served !== readFileSync(published, 'utf8')) {
    throw new Error('examples/partner-subgraph/schema.graphql is not what the code prints');
  }

  const key = join(folder, 'trial.json');
  const jwks = join(folder, 'trial-jwks.json');
  execFileSync(process.execPath, [partner, 'key', '--key', key, '--jwks', jwks], inFolder);
  const databaseUrl = `sqlite:${join(folder, 'mediation.sqlite')}`;
  execFileSync('npm', ['run', '-s', 'trial', '--', databaseUrl], inFolder);
  const url = await start({ GATEWAY_JWKS: jwks, DATABASE_URL: databaseUrl });
  const check = [partner, 'check', '--url', `${url}/graphql`, '--schema', published];
  const declared = ['--key', key, '--rows', join(folder, 'trial-rows.yaml'), '--langue', 'en'];
  execFileSync(process.execPath, [...check, ...declared], inFolder);
} finally {
  subgraph?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

async function start(environment) {
  subgraph = spawn(process.execPath, ['dist/main.js'], {
    cwd: folder,
    env: { PATH, PORT: '0', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((found, reject) => {
    let output = '';
    subgraph.stdout.on('data', (chunk) => {
      output += chunk;
      const url = /listens on (http\S+)\/graphql/.exec(output)?.[1];
      if (url) found(url);
    });
    subgraph.once('exit', () => reject(new Error('the subgraph stopped')));
  });
}

/** A partner may embed whatever the kit brings along. */
function refuseElasticPackages() {
  const listed = execFileSync('npm', ['query', '*'], {
    ...inFolder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
  const elastic = JSON.parse(listed)
    .filter(({ license }) => /elastic/i.test(String(license)))
    .map(({ name }) => name);
  if (elastic.length > 0) throw new Error(`under the Elastic License: ${elastic.join(', ')}`);
}

// node scripts/image-tree.js [FOLDER]
//
// Builds the file tree of the image by the Dockerfile's own steps, read from the Dockerfile, in an
// empty folder and without a daemon; then starts from it the gateway (the image's CMD) and a
// subgraph (the command docker-compose.yml gives it), and asks both whether they are ready.
// A step that this cannot do is a failure, so that the Dockerfile and the check never drift apart.
// Plain JavaScript: it must run where nothing is compiled.
/* global fetch */
import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, matchesGlob, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'yaml';

const context = dirname(dirname(fileURLToPath(import.meta.url)));
const given = process.argv[2];
const folder = given ? resolve(given) : mkdtempSync(join(tmpdir(), 'passerelle-image-'));

/** Of the image's base: Node itself, and nothing of this folder's packages. */
const baseEnvironment = {
  PATH: `${dirname(process.execPath)}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
  HOME: process.env.HOME,
};

function fail(message) {
  throw new Error(message);
}

const ignored = readFileSync(join(context, '.dockerignore'), 'utf8')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '' && !line.startsWith('#'));

function isIgnored(path) {
  const inContext = relative(context, path);
  return ignored.some((pattern) => matchesGlob(inContext, pattern));
}

/** A path of the image, below the folder that stands for the stage's root. */
function inside(stage, path) {
  return join(stage.root, path.startsWith('/') ? path : join(stage.workdir, path));
}

function copy(stage, stages, words) {
  const flags = words.filter((word) => word.startsWith('--'));
  const paths = words.filter((word) => !word.startsWith('--'));
  const target = paths.pop() ?? fail('COPY without a target');
  const from = flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length);
  for (const flag of flags)
    if (!/^--(from|chown)=/.test(flag)) fail(`COPY ${flag} is not known here`);
  const source = from === undefined ? null : (stages.get(from) ?? fail(`no stage ${from}`));
  for (const path of paths) {
    const origin = source ? inside(source, path) : join(context, path);
    const isFolder = statSync(origin).isDirectory();
    const place = inside(stage, target);
    cpSync(origin, isFolder || !target.endsWith('/') ? place : join(place, basename(path)), {
      recursive: true,
      verbatimSymlinks: true,
      // As a daemon does: bundles are known to be fresh by the times of the files in them.
      preserveTimestamps: true,
      filter: (entry) => source !== null || entry === context || !isIgnored(entry),
    });
  }
}

function buildTree() {
  const lines = readFileSync(join(context, 'Dockerfile'), 'utf8')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const stages = new Map();
  let stage = null;
  for (const line of lines) {
    const [instruction, ...words] = line.split(/\s+/);
    console.log(`--- ${line}`);
    switch (instruction) {
      case 'FROM': {
        const name = words[1]?.toUpperCase() === 'AS' ? words[2] : 'image';
        stage = { root: join(folder, name), workdir: '/', env: {}, cmd: null };
        mkdirSync(stage.root, { recursive: true });
        if (readdirSync(stage.root).length > 0) fail(`${stage.root} is not empty`);
        stages.set(name, stage);
        break;
      }
      case 'WORKDIR':
        stage.workdir = words[0];
        mkdirSync(inside(stage, '.'), { recursive: true });
        break;
      case 'ENV':
        for (const word of words) {
          const at = word.indexOf('=');
          stage.env[word.slice(0, at)] = word.slice(at + 1);
        }
        break;
      case 'COPY':
        copy(stage, stages, words);
        break;
      case 'RUN': {
        const command = line.slice('RUN'.length);
        // Another root would be needed for what lies outside the working folder.
        if (/(^|[\s=])\//.test(command)) fail('a RUN step names an absolute path');
        execFileSync('sh', ['-ec', command], {
          cwd: inside(stage, '.'),
          env: { ...baseEnvironment, ...stage.env },
          stdio: ['ignore', 'inherit', 'inherit'],
        });
        break;
      }
      case 'CMD':
        stage.cmd = JSON.parse(line.slice('CMD'.length));
        break;
      case 'USER':
        break;
      default:
        fail(`${instruction} is not known here`);
    }
  }
  return stage;
}

function megabytes(path) {
  return Number(execFileSync('du', ['-sm', path], { encoding: 'utf8' }).split('\t')[0]);
}

/** What must not be in the image: demonstration, tests, bench, and packages of development. */
function intruders(app) {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(context, 'package.json'), 'utf8'),
  );
  const { packages } = JSON.parse(readFileSync(join(context, 'package-lock.json'), 'utf8'));
  const development = Object.keys(devDependencies).filter(
    (name) => !dependencies[name] && packages[`node_modules/${name}`]?.dev === true,
  );
  return [
    ...['dist/demo', 'dist/test', 'dist/bench', 'dist/ide/src', 'demo', 'test', 'bench'],
    ...development.map((name) => join('node_modules', name)),
  ].filter((path) => existsSync(join(app, path)));
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Starts a process of the image, waits until it says that it is ready, and ends it. */
async function startsAndIsReady(image, title, [program, ...args], env) {
  if (program !== 'node') fail(`${title}: the command is not node`);
  const port = await freePort();
  const child = spawn(process.execPath, args, {
    cwd: inside(image, '.'),
    env: { ...baseEnvironment, ...image.env, HOST: '127.0.0.1', PORT: String(port), ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  let running = true;
  ended.then(() => (running = false));
  try {
    for (let attempt = 0; running && attempt < 300; attempt += 1) {
      const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
        (r) => r.ok,
        () => false,
      );
      if (ready) {
        console.log(`${title}: ready`);
        return;
      }
      await sleep(100);
    }
    fail(`${title}: not ready`);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

try {
  const image = buildTree();
  const app = inside(image, '.');
  const found = intruders(app);
  if (found.length > 0) fail(`in the image, and not wanted there: ${found.join(', ')}`);
  console.log(`node_modules ${megabytes(join(app, 'node_modules'))} MB, all ${megabytes(app)} MB`);
  const { bundleOf } = await import(
    pathToFileURL(join(app, 'dist/schema/process/bundled-program.js')).href
  );
  for (const main of ['gateway/main.js', 'subgraphs/main.js']) {
    if (bundleOf(join(app, 'dist', main)) === null) fail(`${main} would not run from its bundle`);
  }
  const state = join(folder, 'state');
  mkdirSync(state);
  await startsAndIsReady(image, 'gateway', image.cmd, { AUDIT_URL: `file:${state}/journal.jsonl` });
  const { services } = parse(readFileSync(join(context, 'docker-compose.yml'), 'utf8'), {
    merge: true,
  });
  await startsAndIsReady(image, 'subgraph bailleurs', services.bailleurs.command, {
    DATABASE_URL: `sqlite:${state}/bailleurs.sqlite`,
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  if (!given) rmSync(folder, { recursive: true, force: true });
}

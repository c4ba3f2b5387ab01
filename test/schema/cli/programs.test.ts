import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, test } from '@jest/globals';
import { programEnvironment } from '../../harness/program-environment.js';
import type { Ended } from './refused-together.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** Every program of package.json that a person starts, with the compiled file that it runs. */
const programs = Object.entries(
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Scripts }).scripts,
).flatMap(([name, command]) => {
  const file = /^node .*\b(dist\/\S+\.js)$/.exec(command)?.[1];
  return file === undefined ? [] : [[name, join(root, file)] as const];
});

type Scripts = Readonly<Record<string, string>>;

/** Runs it where it finds no file and no variable of its own, until it has ended. */
async function run(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: tmpdir(),
    env: { ...programEnvironment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
}

/** Runs it with nobody who reads what it prints: the pipe is closed before the program is loaded. */
async function runUnread(file: string, args: readonly string[]): Promise<Omit<Ended, 'stdout'>> {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: tmpdir(),
    env: { ...programEnvironment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const stderr = await text(child.stderr);
  return { code: await ended, stderr };
}

const oneLine = /^error: [^\n]* \(--help shows how it is used\)\n$/;

test('every program that a person starts is among them', () => {
  expect(programs.map(([name]) => name).toSorted()).toEqual([
    'bench',
    'bench:data',
    'bench:desk',
    'bench:end-to-end',
    'bench:hidden-rows',
    'bench:partitions',
    'bench:planning',
    'bench:soak',
    'convention',
    'deliveries',
    'demo:article-6',
    'demo:compare',
    'demo:fill',
    'documents',
    'gateway',
    'import',
    'journal',
    'partner',
    'schema',
    'start',
    'subgraph',
    'token',
    'workflows',
  ]);
});

const unknown = [['--nothing'], ['nothing', 'nothing', 'nothing']];
/** How each program ends by these arguments: see `refused-together.ts`. */
const endings = new Map<string, Ended>();
const endingOf = (file: string, args: readonly string[]): Ended | undefined =>
  endings.get(JSON.stringify([file, args]));

beforeAll(async () => {
  const asked = programs.flatMap(([, file]) =>
    [['--help'], ...unknown].map((args) => [file, args]),
  );
  const runner = fileURLToPath(new URL('./refused-together.js', import.meta.url));
  const { code, stdout, stderr } = await run(runner, [JSON.stringify(asked)]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const ended = JSON.parse(stdout) as readonly Ended[];
  ended.forEach((ending, i) => endings.set(JSON.stringify(asked[i]), ending));
});

describe.each(programs)('%s', (_, file) => {
  it('says with --help how it is used', () => {
    const { code, stdout, stderr } = endingOf(file, ['--help']) ?? {};
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: /);
  });

  it('refuses what it does not know in one line', () => {
    for (const args of unknown) {
      const { code, stdout, stderr } = endingOf(file, args) ?? {};
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(oneLine);
    }
  });

  it('ends quietly when nobody reads on', async () => {
    expect(await runUnread(file, ['--help'])).toEqual({ code: 0, stderr: '' });
  });
});

/** Where each program of several commands reads the environment. */
const commands: Readonly<Record<string, readonly string[]>> = {
  schema: ['check'],
  journal: ['verify'],
  subgraph: ['ville'],
  token: ['ekidom'],
};
/** What of it the faulty environment below holds; the others read none. */
const reading: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  schema: { ALLOW_UNCLASSIFIED: 'peut-être' },
  journal: { AUDIT_URL: '' },
  gateway: { PORT: 'x', LOG_LEVEL: 'y' },
  subgraph: { PORT: 'x', LOG_LEVEL: 'y' },
  start: { DEMO_PORT_BASE: 'x', DEMO_SCALE: 'y' },
  token: { DEMO_PORT_BASE: 'x', DEMO_SCALE: 'y' },
  'demo:article-6': { DEMO_PORT_BASE: 'x', DEMO_SCALE: 'y' },
  'demo:compare': { DEMO_PORT_BASE: 'x', DEMO_SCALE: 'y' },
};

test.each(Object.entries(reading))(
  '%s tells every fault of its environment on a line that begins with the variable',
  async (name, env) => {
    const file = new Map(programs).get(name) ?? '';
    const { code, stdout, stderr } = await run(file, commands[name] ?? [], env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const lines = stderr.trimEnd().split('\n');
    expect(lines.map((line) => line.split(':')[0]).toSorted()).toEqual(Object.keys(env).toSorted());
  },
);

test('a table whose reader has read enough ends quietly', async () => {
  const file = new Map(programs).get('convention') ?? '';
  const child = spawn(process.execPath, [file, 'matrix'], {
    cwd: root,
    env: { ...programEnvironment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const stderr = await text(child.stderr);
  expect({ code: await ended, stderr }).toEqual({ code: 0, stderr: '' });
});

test.each([
  ['schema', ['compose', '--help'], 0],
  ['schema', [], 2],
  ['schema', ['compose'], 2],
  ['schema', ['compose', '--config', 'x'], 2],
  ['schema', ['check', '--nothing'], 2],
  ['convention', ['diff', 'one'], 2],
  ['convention', ['matrix', '--format', 'xml'], 2],
  ['convention', ['matrix', '--at', '2024-02-30'], 2],
] as const)('%s %j ends with %i', async (name, args, code) => {
  const result = await run(new Map(programs).get(name) ?? '', args);
  expect(result.code).toBe(code);
  expect(code === 0 ? result.stderr : result.stdout).toBe('');
});

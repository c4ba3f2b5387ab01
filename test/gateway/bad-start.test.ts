import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const main = fileURLToPath(new URL('../../gateway/main.js', import.meta.url));
const schema = fileURLToPath(new URL('../../../schema/', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passerelle-depart-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly lines: readonly string[];
  readonly stdout: string;
}

/** Runs a gateway that cannot start, until it has ended. */
function started(environment: Readonly<Record<string, string>>): Promise<Ended> {
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    SUPERGRAPH: join(schema, 'supergraph.graphql'),
    CONVENTION: join(schema, 'convention.yaml'),
    AUDIT_URL: `file:${join(folder, 'journal.jsonl')}`,
    ...environment,
  };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [main],
      { cwd: folder, env, timeout: 20_000 },
      (_, stdout, stderr) => {
        const lines = stderr.split('\n').filter((line) => line !== '');
        resolve({ code: child.exitCode, lines, stdout });
      },
    );
  });
}

/** The convention that ships, with these faults in it. */
async function conventionWith(...changes: readonly (readonly [string, string])[]): Promise<string> {
  let text = await readFile(join(schema, 'convention.yaml'), 'utf8');
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  const file = join(folder, 'convention.yaml');
  await writeFile(file, text);
  return file;
}

test('a faulty environment is told whole, each variable with what to do', async () => {
  const { code, lines, stdout } = await started({
    PORT: 'quatre-mille',
    LOG_LEVEL: 'bavard',
    REQUIRE_AUTHENTICATION: 'oui',
    MAX_DEPTH: '0',
    AUDIT_URL: 'postgres://user:motdepasse@host/base',
    SUBGRAPH_URL_VILLE: 'pas une adresse',
    CONVENTION: ' ',
    ENGINE: 'autre',
  });
  expect(code).toBe(1);
  expect(lines.map((line) => line.split(/[ :]/)[0]).sort()).toEqual([
    ...['AUDIT_URL', 'CONVENTION', 'ENGINE', 'LOG_LEVEL', 'MAX_DEPTH', 'PORT'],
    ...['REQUIRE_AUTHENTICATION', 'SUBGRAPH_URL_VILLE'],
  ]);
  expect(lines.join('\n')).not.toContain('motdepasse');
  expect(stdout).toBe('');
  expect(await readdir(folder)).toEqual([]);
});

test('a faulty convention is told whole, each fault with its line', async () => {
  const file = await conventionWith(
    ["- donnees: ['justice:statistiques']", "- donnees: ['justice:inconnu']"],
    ['fondement: cpp-48-1', 'fondement: cpp-inconnu'],
    ['signature: 2023-07-03', 'signature: 2023-02-31'],
    ['perimetre: [groupe-travail]', 'perimetre: [quartier-libre]'],
  );
  const { code, lines } = await started({ CONVENTION: file });
  expect(code).toBe(1);
  expect(lines).toHaveLength(4);
  const text = (await readFile(file, 'utf8')).split('\n');
  for (const wrong of ['justice:inconnu', 'cpp-inconnu', '2023-02-31', 'quartier-libre']) {
    const line = text.findIndex((one) => one.includes(wrong)) + 1;
    expect(lines.some((told) => told.startsWith(`${file}:${line}:`))).toBe(true);
  }
  expect(await readdir(folder)).toEqual(['convention.yaml']);
});

test('faults of the convention and of the supergraph are told together', async () => {
  const file = await conventionWith(['classe: P2', 'classe: P9']);
  const supergraph = join(folder, 'absent.graphql');
  const { code, lines } = await started({ CONVENTION: file, SUPERGRAPH: supergraph });
  expect(code).toBe(1);
  expect(lines.some((line) => line.startsWith(`${file}:`))).toBe(true);
  expect(lines.some((line) => line.startsWith(`${supergraph}: cannot be read (ENOENT)`))).toBe(
    true,
  );
});

test.each([
  ['a broken YAML', 'convention: [', 'CONVENTION'],
  ['an empty file', '', 'CONVENTION'],
  ['a file that is no text of a convention', '\u0000\u0001\u0002', 'CONVENTION'],
  ['a supergraph that is no GraphQL', 'type {', 'SUPERGRAPH'],
  ['a supergraph that nobody composed', 'type Query { a: String }', 'SUPERGRAPH'],
  ['a signing key that is none', '{"kty":"RSA"}', 'GATEWAY_SIGNING_KEY'],
])('%s ends the start with words, not with a stack', async (_, text, variable) => {
  const file = join(folder, 'faulty');
  await writeFile(file, text);
  const { code, lines } = await started({ [variable]: file });
  expect(code).toBe(1);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('\n')).not.toMatch(/^\s+at |node:internal|node_modules/m);
});

test.each(['file:/proc/x/y', 'sqlite:/proc/x/y', 'mysql://u:motdepasse@127.0.0.1:9/base'])(
  'a journal that cannot be opened ends the start: %s',
  async (url) => {
    const { code, lines } = await started({ AUDIT_URL: url });
    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^AUDIT_URL: the journal cannot be opened \(\w+\)\.$/),
    ]);
  },
);

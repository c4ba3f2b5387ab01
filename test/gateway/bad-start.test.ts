import { execFile } from 'node:child_process';
import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { programEnvironment } from '../harness/program-environment.js';

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
    ...programEnvironment,
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
      { cwd: folder, env, timeout: 60_000 },
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
    'AUDIT_URL',
    'CONVENTION',
    'ENGINE',
    'LOG_LEVEL',
    'MAX_DEPTH',
    'PORT',
    'REQUIRE_AUTHENTICATION',
    'SUBGRAPH_URL_VILLE',
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
    const line = text.findIndex((candidate) => candidate.includes(wrong)) + 1;
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

test.each([
  ['is none', '{"kty":"RSA"}'],
  ['is no JSON', '{"kty": secret-of-the-key'],
  ['is of another kind', JSON.stringify(rsaKey())],
])(
  'a signing key that %s is told by the name of its variable, without its text',
  async (_, key) => {
    const file = join(folder, 'key.json');
    await writeFile(file, key);
    const { code, lines } = await started({ GATEWAY_SIGNING_KEY: file });
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^GATEWAY_SIGNING_KEY: the file must hold a private Ed25519 key/);
    expect(lines[0]).not.toContain('secret-of-the-key');
  },
);

function rsaKey(): JsonWebKey {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
}

test('a port that is taken is told with what to do', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const { code, lines } = await started({ PORT: String(port) });
  other.close();
  expect(code).toBe(1);
  expect(lines.at(-1)).toBe(
    `PORT: ${port} is taken by another process; stop it or set PORT to a free one.`,
  );
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

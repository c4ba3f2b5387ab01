import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { programEnvironment } from '../harness/program-environment.js';
import { post } from '../harness/subgraph.js';
import { SubgraphProcess } from '../harness/subgraph-process.js';

const program = fileURLToPath(new URL('../../demo/token.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'passerelle-essai-'));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const token = (args: readonly string[], env: Record<string, string> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, ...args],
      { env: { ...programEnvironment, ...env } },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
      },
    );
  });

let subgraph: SubgraphProcess;

beforeAll(async () => {
  const made = await token(['--for', 'bailleurs', '--as', 'ekidom', '--folder', folder]);
  const jwks = join(folder, 'jwks.json');
  expect(made.stderr).toBe(
    `Clé d’essai faite. GATEWAY_JWKS=${jwks} REQUIRE_FETCH_TICKET=false npm run subgraph -- bailleurs\n`,
  );
  subgraph = await SubgraphProcess.start('bailleurs', {
    DATABASE_URL: 'sqlite::memory:',
    GATEWAY_JWKS: jwks,
    REQUIRE_FETCH_TICKET: 'false',
    LOG_LEVEL: 'warn',
  });
});

afterAll(async () => {
  await subgraph.stop();
  rmSync(folder, { recursive: true });
});

const ask = async (...args: string[]) => {
  const { stdout } = await token([...args, '--folder', folder]);
  return post(subgraph.url.replace(/\/graphql$/, ''), stdout.trim(), {
    query: '{ incidents { totalCount } plaintes { totalCount } }',
  });
};

describe('token --for', () => {
  it('opens a subgraph that runs alone, with the rights of the convention', async () => {
    expect((await ask('--for', 'bailleurs', '--as', 'ekidom')).data).toEqual({
      incidents: { totalCount: 0 },
      plaintes: { totalCount: 0 },
    });
  });

  it('is for one subgraph, and narrowed to the purposes named', async () => {
    expect((await ask('--for', 'ville', '--as', 'ekidom')).status).toBe(401);
    const all = await ask('--for', 'bailleurs', '--as', 'parquet-poitiers');
    const { data } = await ask(
      '--for',
      'bailleurs',
      '--as',
      'parquet-poitiers',
      '--purpose',
      'evaluation',
    );
    expect(all.data).toMatchObject({ plaintes: { totalCount: 0 } });
    expect(data).toMatchObject({ plaintes: null });
  });

  it.each<[readonly string[], number, string, Record<string, string>]>([
    [['--for', 'bailleurs', '--as', 'ekidom'], 1, 'En production', { NODE_ENV: 'production' }],
    [['--for', 'bailleurs', '--as', 'inconnu'], 1, 'n’est pas un signataire', {}],
    [['--for', 'bailleurs', '--as', 'ekidom', '--purpose', 'rien'], 1, 'Finalité inconnue', {}],
    [['--for', 'bailleurs'], 2, 'needs --as', {}],
    [['--as', 'ekidom'], 2, 'needs --for', {}],
    [[], 2, 'signataire', {}],
  ])('refuses %j', async (args, code, said, env) => {
    const ended = await token([...args, '--folder', folder], env);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' });
    expect(ended.stderr).toContain(said);
  });
});

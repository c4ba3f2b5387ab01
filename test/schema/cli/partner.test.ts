import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { requirements } from '../../../schema/partner/requirements.js';
import { foreignSchema } from '../../harness/foreign-schema.js';
import { startForeignSubgraph, type ForeignSubgraph } from '../../harness/foreign-subgraph.js';
import { programEnvironment } from '../../harness/program-environment.js';
import { runInProcess, type Ended } from '../../harness/run-in-process.js';

const program = fileURLToPath(new URL('../../../schema/cli/partner/program.js', import.meta.url));
const main = fileURLToPath(new URL('../../../schema/cli/partner/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'passerelle-partenaire-'));
const file = (name: string): string => join(folder, name);

let good: ForeignSubgraph;
let faulty: ForeignSubgraph;

const partner = (...args: string[]): Promise<Ended> =>
  runInProcess(program, args, programEnvironment);

async function partnerProcess(...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...programEnvironment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
}

const checkOf = (url: string): readonly string[] => [
  'check',
  '--url',
  url,
  '--schema',
  file('dossiers.graphql'),
  '--key',
  file('key.json'),
];
const check = (url: string, ...more: string[]) => partner(...checkOf(url), ...more);

beforeAll(async () => {
  writeFileSync(file('dossiers.graphql'), foreignSchema);
  expect(
    await partner('key', '--key', file('key.json'), '--jwks', file('jwks.json')),
  ).toMatchObject({
    code: 0,
    stderr: '',
  });
  const keySet: unknown = JSON.parse(readFileSync(file('jwks.json'), 'utf8'));
  good = await startForeignSubgraph(keySet);
  faulty = await startForeignSubgraph(keySet, 'any issuer');
});

afterAll(async () => {
  await good.stop();
  await faulty.stop();
  rmSync(folder, { recursive: true });
});

describe('partner key', () => {
  it('writes a private key that only its owner reads, and never over another', async () => {
    expect(statSync(file('key.json')).mode & 0o777).toBe(0o600);
    const { code, stderr } = await partner(
      'key',
      '--key',
      file('key.json'),
      '--jwks',
      file('x.json'),
    );
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `${file('key.json')}: cannot be written (EEXIST).\n`,
    });
  });
});

describe('partner check', () => {
  it('prints a line for each requirement and ends with 0 when what was tried is met', async () => {
    const { code, stdout, stderr } = await partnerProcess(...checkOf(good.url));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.slice(0, -1).map((line) => line.split(' ')[0])).toEqual(
      requirements.map(({ id }) => id),
    );
    expect(lines[0]).toBe('JETON-01    ok          un jeton valide de la passerelle est accepté');
    expect(stdout).toContain('LIGNES-04   non essayé');
    expect(lines.at(-1)).toBe('30 ok, 0 ÉCHEC, 15 non essayé');
  });

  it('says what is not met in English, JSON and JUnit, and ends with 1', async () => {
    const { code, stdout } = await check(
      faulty.url,
      '--langue',
      'en',
      '--json',
      file('report.json'),
      '--junit',
      file('report.xml'),
    );
    expect(code).toBe(1);
    expect(stdout).toContain('JETON-06    FAILED      another issuer (iss): 401 — iss → 200\n');
    const report = JSON.parse(readFileSync(file('report.json'), 'utf8')) as {
      broken: number;
      requirements: { id: string; outcome: string }[];
    };
    expect(report.broken).toBe(1);
    for (const name of ['report.json', 'report.xml']) {
      expect([name, (statSync(file(name)).mode & 0o777).toString(8)]).toEqual([name, '600']);
    }
    expect(report.requirements.filter(({ outcome }) => outcome === 'broken')).toMatchObject([
      { id: 'JETON-06', why: { fr: 'iss → 200', en: 'iss → 200' } },
    ]);
    const junit = readFileSync(file('report.xml'), 'utf8');
    expect(junit).toContain('failures="1"');
    expect(junit).toContain('<failure message="iss → 200"/>');
  });

  it('says what keeps the trial from beginning', async () => {
    expect(await check('http://127.0.0.1:1/graphql')).toEqual({
      code: 1,
      stdout: '',
      stderr: '--url: http://127.0.0.1:1 does not answer (ECONNREFUSED).\n',
    });
    writeFileSync(file('rows.yaml'), 'sousGraphe: x\nlignes: [{ type: A }]\nautre: 1\n');
    const { code, stderr } = await check(good.url, '--rows', file('rows.yaml'));
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
    const noKey = await partner(
      'check',
      '--url',
      good.url,
      '--schema',
      file('dossiers.graphql'),
      '--key',
      file('rows.yaml'),
    );
    expect(noKey).toMatchObject({ code: 1, stdout: '' });
    expect(noKey.stderr).toContain('no private Ed25519 key');
  });
});

describe('partner doctor', () => {
  const doctorOf = (): readonly string[] => [
    'doctor',
    '--operator',
    'dossiers',
    '--key',
    file('key.json'),
  ];
  const doctor = (...more: string[]) => partner(...doctorOf(), ...more);

  it('is green of a line in order, in either language, and ends with 0', async () => {
    const args = ['--url', good.url, '--schema', file('dossiers.graphql')];
    const { code, stdout, stderr } = await doctor(...args, '--json', file('doctor.json'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^dossiers: vert\n {2}vert {4}dns {10}127\.0\.0\.1/);
    expect((await doctor(...args, '--langue', 'en')).stdout).toMatch(/^dossiers: green\n/);
    expect(JSON.parse(readFileSync(file('doctor.json'), 'utf8'))).toMatchObject([
      { operator: 'dossiers' },
    ]);
    expect((statSync(file('doctor.json')).mode & 0o777).toString(8)).toBe('600');
    expect(await doctor(...args, '--json', file('none/doctor.json'))).toMatchObject({
      code: 1,
      stderr: `${file('none/doctor.json')} cannot be written (ENOENT).\n`,
    });
  });

  it('names the cause and what to do, and ends with 1', async () => {
    const url = 'http://127.0.0.1:1/graphql';
    const { code, stdout } = await partnerProcess(...doctorOf(), '--url', url);
    expect(code).toBe(1);
    expect(stdout).toContain('ROUGE   tcp          [connection-refused] rien n’écoute');
  });

  it('knows the operators that a deployment file names', async () => {
    const text = {
      subgraphs: { bailleurs: { operateurs: { ekidom: { url: 'http://127.0.0.1:1/' } } } },
    };
    writeFileSync(file('subgraphs.json'), JSON.stringify(text));
    const args = ['doctor', '--key', file('key.json'), '--subgraphs', file('subgraphs.json')];
    for (const operator of ['bailleurs', 'bailleurs/ekidom']) {
      const { stdout } = await partner(...args, '--operator', operator);
      expect(stdout).toMatch(/^bailleurs\/ekidom: ROUGE\n/);
    }
  });

  it('says which operators there are', async () => {
    const { code, stderr } = await doctor();
    expect(code).toBe(1);
    expect(stderr).toContain('names ville, bailleurs, justice, convention, and not "dossiers"');
  });
});

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { programEnvironment } from '../harness/program-environment.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-deux-fois-'));
  mkdirSync(join(folder, 'outcome'));
  writeFileSync(join(folder, 'jest.config.json'), JSON.stringify({ transform: {}, haste: {} }));
});
afterEach(() => rmSync(folder, { recursive: true }));

const suite = (name: string, source: string): void => {
  writeFileSync(join(folder, `${name}.test.cjs`), source);
};
/** Fails the first time that it is run in this folder. */
const unsteady = (name: string): string => `
  const { existsSync, writeFileSync } = require('node:fs');
  test('${name}', () => {
    const ranBefore = existsSync('${name}.ran');
    writeFileSync('${name}.ran', '');
    if (!ranBefore) throw new Error('too slow for ${name}');
  });
  test('steady beside ${name}', () => {});
`;
const failing = "test('wrong', () => { throw new Error('one is not two'); });";

/** What `.ci/run` reads afterwards, with paths shortened. */
async function twice(): Promise<Record<'counts' | 'failed' | 'passedAgain' | 'log', string>> {
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const child = spawn(
    process.execPath,
    [
      join(root, 'scripts/test-twice.js'),
      join(folder, 'outcome'),
      process.execPath,
      jest,
      '--config=jest.config.json',
      '--testMatch=**/*.test.cjs',
    ],
    { cwd: folder, env: { ...programEnvironment }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const log = await text(child.stderr);
  const code = await ended;
  const read = (name: string): string =>
    readFileSync(join(folder, 'outcome', name), 'utf8')
      .replaceAll(folder, '')
      .replaceAll(/\n {4}\s+at .*/g, '');
  return {
    counts: `${read('counts').trim()}, exit ${code}`,
    failed: read('failed'),
    passedAgain: read('passed-again'),
    log,
  };
}

it('counts as passed what passes when it is run again, and names it', async () => {
  suite('right', "test('right', () => {});");
  suite('unsteady', unsteady('late'));
  const { counts, failed, passedAgain } = await twice();
  expect({ counts, failed }).toEqual({ counts: '3 0, exit 0', failed: '' });
  expect(passedAgain).toMatch(/unsteady\.test\.cjs: late\n {4}Error: too slow for late\n/);
  expect(passedAgain).not.toContain('steady beside');
});

it('fails what fails again, and counts it once', async () => {
  suite('right', "test('right', () => {});");
  suite('unsteady', unsteady('late'));
  suite('wrong', failing);
  const { counts, failed, passedAgain } = await twice();
  expect(counts).toBe('3 1, exit 1');
  expect(failed).toMatch(/wrong\.test\.cjs: wrong\n {4}Error: one is not two\n/);
  expect(passedAgain).toMatch(/late/);
  expect(passedAgain).not.toMatch(/wrong/);
});

it('counts a suite that cannot be loaded', async () => {
  suite('absent', "require('./nowhere');");
  const { counts, failed, passedAgain } = await twice();
  expect({ counts, passedAgain }).toEqual({ counts: '0 1, exit 1', passedAgain: '' });
  expect(failed).toMatch(/absent\.test\.cjs\n.*/);
});

it('runs nothing again where more than five suites failed', async () => {
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) suite(name, unsteady(name));
  const { counts, passedAgain, log } = await twice();
  expect({ counts, passedAgain }).toEqual({ counts: '6 6, exit 1', passedAgain: '' });
  expect(log).not.toContain('run again');
});

it('fails where the tests cannot be run at all', async () => {
  writeFileSync(join(folder, 'jest.config.json'), 'not JSON');
  const { counts } = await twice();
  expect(counts).toBe('0 1, exit 1');
});

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, it } from '@jest/globals';
import { fillDatabases } from '../../demo/data/fill-databases.js';
import { inventBlocks } from '../../demo/data/invent.js';
import { openDataSource } from '../../subgraphs/kit/data-source.js';
import { bailleurs } from '../../subgraphs/bailleurs/bailleurs.js';
import { Incident } from '../../subgraphs/bailleurs/incident/incident.js';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-remplir-'));
const program = fileURLToPath(new URL('../../demo/fill.js', import.meta.url));
const url = (partner: string): string => `sqlite:${join(folder, `${partner}.sqlite`)}`;
const fill = () =>
  promisify(execFile)(process.execPath, [
    program,
    ...['ville', 'bailleurs', 'justice'].flatMap((partner) => [`--${partner}`, url(partner)]),
    '--scale',
    '0.01',
  ]);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('fills empty databases, and leaves alone those that hold something', async () => {
  const { stdout } = await fill();
  const [, told] = /^(\d+) incidents/.exec(stdout) ?? [];
  const filled = await openDataSource(url('bailleurs'), bailleurs);
  const count = await filled.getRepository(Incident).count();
  expect(told).toBe(String(count));
  await expect(fill()).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/« ville » contient déjà des tables/),
  });
  expect(await filled.getRepository(Incident).count()).toBe(count);
  await filled.destroy();
});

it('fills block by block, with every index in its place at the end', async () => {
  const blocks = [...inventBlocks(['ekidom', 'ville-poitiers'], 0.02, '2026-11-23', 2)];
  const urlOf = (partner: string) => url(`${partner}-en-blocs`);
  await fillDatabases(urlOf, blocks);
  const filled = await openDataSource(urlOf('bailleurs'), bailleurs);
  const invented = blocks.flatMap(({ incidents }) => incidents.map(({ id }) => id));
  expect(new Set(invented).size).toBe(invented.length);
  expect(await filled.getRepository(Incident).count()).toBe(invented.length);
  const drift = await filled.driver.createSchemaBuilder().log();
  expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
  await filled.destroy();
});

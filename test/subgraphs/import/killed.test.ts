import 'reflect-metadata';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { Logement } from '../../../subgraphs/bailleurs/logement/logement.js';
import { Residence } from '../../../subgraphs/bailleurs/residence/residence.js';
import { openDataSource } from '../../../subgraphs/kit/data-source.js';
import { describeOnMariaDb, startMariaDb, type OwnMariaDb } from '../../harness/mariadb.js';
import { runImport, startImport } from './import-process.js';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-import-tue-'));
mkdirSync(join(folder, 'bases'), { mode: 0o700 });
const path = join(folder, 'rpls.csv');
const dwellings = 60_000;
/** Where it is killed is drawn anew each time. `SEED=… npm test -- killed` draws the same again. */
const seed = Number(process.env['SEED'] ?? Date.now() % 0x7fffffff);
const drawn = fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), { seed, numRuns: 6 });
const between = (least: number, most: number, draw: number): number =>
  least + Math.floor((most - least) * (drawn[draw] ?? 0));
const args = ['bailleurs', 'rpls', path, '--bailleur', 'ekidom'];

beforeAll(() => {
  const rows = Array.from(
    { length: dwellings },
    (_, index) =>
      `${86_000_000 + index};86194;I${Math.floor(index / 50)};C;3;${20 + (index % 80)},5`,
  );
  writeFileSync(path, ['IDENT_REP;DEPCOM;IMMEU;TYPECONST;NBPIECE;SURFHAB', ...rows].join('\n'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Kills an import once this much of it stands in the database, uncommitted, and looks what is left. */
async function killedAt(
  url: string,
  source: DataSource,
  written: () => Promise<number>,
  enough: number,
  asked: readonly string[] = args,
): Promise<void> {
  const { child, ended } = startImport(url, asked);
  while ((await written()) < enough) {
    if (child.exitCode !== null) throw new Error('it ended before it could be killed');
    await delay(5);
  }
  child.kill('SIGKILL');
  expect((await ended).code).toBeNull();
  expect(await source.getRepository(Logement).count()).toBe(0);
  expect(await source.getRepository(Residence).count()).toBe(0);
}

/** Kills it once it has kept so many batches aside: nothing is in, and the same file goes on there. */
async function resumes(url: string, source: DataSource, batches: number): Promise<void> {
  const resumable = [...args, '--reprenable'];
  const kept = async (): Promise<number> => {
    const runner = source.createQueryRunner();
    try {
      if (!(await runner.hasTable('import_reprise'))) return 0;
      const [row] = (await runner.query('SELECT lots FROM import_reprise')) as { lots: number }[];
      return row?.lots ?? 0;
    } finally {
      await runner.release();
    }
  };
  await killedAt(url, source, kept, batches, resumable);
  const { code, stdout } = await runImport(url, resumable);
  expect(code).toBe(0);
  const [, line = '0'] = /Repris après la ligne (\d+)/.exec(stdout) ?? [];
  expect(Number(line)).toBeGreaterThanOrEqual(batches * 900);
  expect(stdout).toContain(`${dwellings} créées, 0 modifiées, 0 déjà là.`);
  expect(stdout).toContain(`${dwellings / 50} résidences.`);
  expect(await source.getRepository(Logement).count()).toBe(dwellings);
  expect(await source.getRepository(Residence).sum('nbLogements')).toBe(dwellings);
  for (const table of ['import_reprise', 'import_attente']) {
    expect(await source.query(`SELECT 1 FROM ${table}`)).toEqual([]);
  }
}

/** A dwelling that came in meanwhile: nothing of the file goes in over it, and it is read anew. */
async function refusesOlder(url: string, source: DataSource): Promise<void> {
  const resumable = [...args, '--reprenable'];
  await source.query('DELETE FROM logement');
  const { child, ended } = startImport(url, resumable);
  const logements = source.getRepository(Logement);
  for (;;) {
    const [row] = await source.query<{ lots: number }[]>('SELECT lots FROM import_reprise');
    if ((row?.lots ?? 0) > 1) break;
    if (child.exitCode !== null) throw new Error('it ended before it could be killed');
    await delay(5);
  }
  child.kill('SIGKILL');
  await ended;
  const place = { residenceId: 'ekidom:I0', nbPieces: 3, surface: 50 };
  await logements.insert({ id: '86000000', ...place, conventionne: false, qpv: false });
  const { code, stderr } = await runImport(url, resumable);
  expect([code, stderr]).toEqual([1, expect.stringContaining('la base a changé')]);
  expect(await logements.count()).toBe(1);
  const again = await runImport(url, resumable);
  expect(again.stdout).not.toContain('Repris');
  expect(again.stdout).toContain(`${dwellings - 1} créées`);
}

async function goesOn(url: string, source: DataSource): Promise<void> {
  const { code, stdout } = await runImport(url, args);
  expect(code).toBe(0);
  expect(stdout).toContain(`${dwellings} créées, 0 modifiées, 0 déjà là.`);
  expect(await source.getRepository(Logement).count()).toBe(dwellings);
  expect(await source.getRepository(Residence).sum('nbLogements')).toBe(dwellings);
}

describe(`an import that is killed leaves nothing half in (SEED=${seed})`, () => {
  it('on SQLite, and goes in whole afterwards', async () => {
    const base = join(folder, 'bases', 'b.sqlite');
    const url = `sqlite:${base}`;
    const source = await openDataSource(url, bailleurs);
    const wal = (): Promise<number> =>
      Promise.resolve(existsSync(`${base}-wal`) ? statSync(`${base}-wal`).size : 0);
    for (const bytes of [between(10_000, 800_000, 0), between(800_000, 3_000_000, 1)]) {
      // What killed imports left there counts as nothing.
      await source.query('PRAGMA wal_checkpoint(TRUNCATE)');
      await killedAt(url, source, wal, bytes);
    }
    await goesOn(url, source);
    await source.query('DELETE FROM logement');
    await source.query('DELETE FROM residence');
    await resumes(url, source, between(1, 50, 4));
    await refusesOlder(url, source);
    await source.destroy();
  }, 240_000);

  describeOnMariaDb('with a server', () => {
    let mariaDb: OwnMariaDb;

    beforeAll(async () => {
      mariaDb = await startMariaDb();
    });

    afterAll(() => mariaDb.stop());

    it('on MariaDB, and goes in whole afterwards', async () => {
      const url = await mariaDb.createDatabase();
      const source = await openDataSource(url, bailleurs);
      const modified = async (): Promise<number> => {
        // It says the same until nobody has asked for a tenth of a second.
        await delay(120);
        const [row] = await source.query<{ n: number | string }[]>(
          'SELECT COALESCE(MAX(trx_rows_modified), 0) AS n FROM information_schema.innodb_trx',
        );
        return Number(row?.n ?? 0);
      };
      for (const rows of [between(1, 10_000, 2), between(10_000, 40_000, 3)]) {
        // The server undoes what a killed client left.
        while ((await modified()) > 0);
        await killedAt(url, source, modified, rows);
      }
      await resumes(url, source, between(1, 50, 5));
      await source.destroy();
    }, 240_000);
  });
});

it('takes a file of any length in the same memory', async () => {
  const long = join(folder, 'long.csv');
  const rows = Array.from(
    { length: 4 * dwellings },
    (_, index) => `${86_000_000 + index};86194;I${index % 100};C;3;50;${'x'.repeat(300)}`,
  );
  writeFileSync(
    long,
    ['IDENT_REP;DEPCOM;IMMEU;TYPECONST;NBPIECE;SURFHAB;LOCAT', ...rows].join('\n'),
  );
  // Smaller than the file.
  expect(statSync(long).size).toBeGreaterThan(64 * 1024 * 1024);
  const { code, stdout } = await runImport(
    `sqlite:${join(folder, 'bases', 'long.sqlite')}`,
    ['bailleurs', 'rpls', long, '--bailleur', 'ekidom'],
    ['--max-old-space-size=64', '--max-semi-space-size=4'],
  );
  expect(code).toBe(0);
  expect(stdout).toContain(`${4 * dwellings} créées`);
}, 120_000);

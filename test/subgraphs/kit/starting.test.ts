import 'reflect-metadata';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { In, type DataSource } from 'typeorm';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { Commune } from '../../../subgraphs/bailleurs/territoire/commune.js';
import { openDataSource } from '../../../subgraphs/kit/data-source.js';
import type { Subgraph } from '../../../subgraphs/kit/subgraph.js';
import { QuartierCommune } from '../../../subgraphs/ville/territoire/quartier.js';
import { ville } from '../../../subgraphs/ville/ville.js';
import { describeOnMariaDb, sharedMariaDb, type MariaDb } from '../../harness/mariadb.js';
import { gatewayKey, post, startSubgraph, type GatewayKey } from '../../harness/subgraph.js';
import { SubgraphProcess } from '../../harness/subgraph-process.js';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-depart-'));
const police = { signataire: 'police-nationale-86', territoire: { zone: 'police' as const } };
const names = ['ville', 'bailleurs', 'justice'];
let key: GatewayKey;

beforeAll(async () => {
  key = await gatewayKey();
});

afterAll(() => {
  key.remove();
  rmSync(folder, { recursive: true });
});

/** As a subgraph that is filled and serves nobody. */
const opening = (dataSource: DataSource) => ({
  env: {},
  dataSource,
  writes: null,
  outbox: null,
  warn: () => undefined,
});

/** Starts the subgraph's process several times at once; all must get as far as to listen. */
async function startTogether(name: string, url: string, count: number): Promise<void> {
  const environment = { GATEWAY_JWKS: key.jwksFile, DATABASE_URL: url, LOG_LEVEL: 'warn' };
  const started = await Promise.allSettled(
    Array.from({ length: count }, () => SubgraphProcess.start(name, environment)),
  );
  const running = started.flatMap((subgraph) =>
    subgraph.status === 'fulfilled' ? [subgraph.value] : [],
  );
  const faults = started.flatMap((subgraph) =>
    subgraph.status === 'rejected' ? [(subgraph.reason as Error).message] : [],
  );
  for (const subgraph of running) {
    const ready = await fetch(subgraph.url.replace('/graphql', '/health/ready'));
    expect(ready.status).toBe(200);
    await subgraph.stop();
  }
  expect(faults).toEqual([]);
}

describe('starts on SQLite', () => {
  it.each(names)(
    'three of %s at once, on an empty file',
    async (name) => {
      await startTogether(name, `sqlite:${join(folder, `${name}.sqlite`)}`, 3);
    },
    120_000,
  );

  it('leaves a force that somebody established where the official rows know none', async () => {
    const url = `sqlite:${join(folder, 'zones.sqlite')}`;
    const first = await openDataSource(url, bailleurs);
    await bailleurs.open?.(opening(first));
    const communes = first.getRepository(Commune);
    await communes.update('86214', { zone: 'gendarmerie' });
    // Wrong by another column, and so written anew.
    await communes.update({ codeInsee: In(['86214', '86041']) }, { epciSiren: '248600413' });
    await communes.update('86194', { zone: 'gendarmerie' });
    await bailleurs.open?.(opening(first));
    expect(
      await communes.find({
        where: { codeInsee: In(['86041', '86194', '86214']) },
        order: { codeInsee: 'ASC' },
      }),
    ).toEqual([
      { codeInsee: '86041', epciSiren: '200069854', zone: null },
      { codeInsee: '86194', epciSiren: '200069854', zone: 'police' },
      { codeInsee: '86214', epciSiren: '200069854', zone: 'gendarmerie' },
    ]);
    await first.destroy();
  });

  it('writes nothing where everything is right, and mends what is not', async () => {
    const url = `sqlite:${join(folder, 'ville.sqlite')}`;
    const again = await startSubgraph(ville, key, url);
    const source = again.running.dataSource;
    if (!source) throw new Error('no database');
    const count = () => source.getRepository(QuartierCommune).count();
    const official = await count();
    const opening = {
      env: {},
      dataSource: source,
      writes: null,
      outbox: null,
      warn: () => undefined,
    };
    const written = await again.statements(() => ville.open?.(opening) ?? Promise.resolve());
    expect(written.length).toBeGreaterThan(3);
    expect(written.filter((text) => !text.startsWith('SELECT'))).toEqual([]);
    await source.query("UPDATE commune SET nom = 'Autre' WHERE codeInsee = '86194'");
    await source.query('DELETE FROM quartier_commune');
    await source.query(
      "INSERT INTO quartier_commune SELECT codeQpv, '86194' FROM quartier WHERE nom <> ''",
    );
    await again.stop();
    const mended = await startSubgraph(ville, key, url);
    const rows = await mended.running.dataSource?.query<unknown[]>(
      "SELECT (SELECT nom FROM commune WHERE codeInsee = '86194') AS nom, (SELECT COUNT(*) FROM quartier_commune) AS n",
    );
    expect(rows).toEqual([{ nom: 'Poitiers', n: official }]);
    await mended.stop();
  });

  it('leaves its files to their owner alone, also those that were there', async () => {
    const data = join(folder, 'ancien');
    mkdirSync(data, { mode: 0o755 });
    chmodSync(data, 0o755);
    const file = join(data, 'v.sqlite');
    const modes = () => ['', '-wal', '-shm'].map((end) => statSync(file + end).mode & 0o777);
    const first = await startSubgraph(ville, key, `sqlite:${file}`);
    expect(modes()).toEqual([0o600, 0o600, 0o600]);
    for (const end of ['', '-wal', '-shm']) chmodSync(file + end, 0o644);
    chmodSync(data, 0o755);
    const second = await startSubgraph(ville, key, `sqlite:${file}`);
    expect(modes()).toEqual([0o600, 0o600, 0o600]);
    expect(statSync(data).mode & 0o777).toBe(0o700);
    await second.stop();
    await first.stop();
    const made = join(folder, 'neuf', 'dessous');
    await (await openDataSource(`sqlite:${join(made, 'v.sqlite')}`, ville)).destroy();
    expect(statSync(made).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'neuf')).mode & 0o777).toBe(0o700);
  });

  it('says of a folder that holds other things that others can get at it', async () => {
    const shared = join(folder, 'partage');
    mkdirSync(shared);
    chmodSync(shared, 0o755);
    writeFileSync(join(shared, 'lisez-moi.txt'), '');
    const said: string[] = [];
    const url = `sqlite:${join(shared, 'v.sqlite')}`;
    await (await openDataSource(url, ville, (message) => said.push(message))).destroy();
    expect(said).toEqual([expect.stringContaining(shared)]);
    expect(statSync(shared).mode & 0o777).toBe(0o755);
  });
});

describeOnMariaDb('starts on MariaDB', () => {
  let mariaDb: MariaDb;

  beforeAll(async () => {
    mariaDb = await sharedMariaDb();
  });

  it.each(names)(
    'three of %s at once, on an empty database',
    async (name) => {
      await startTogether(name, await mariaDb.createDatabase(), 3);
    },
    120_000,
  );

  it('with SELECT, INSERT and UPDATE alone where the tables are right', async () => {
    for (const declared of [ville, bailleurs] as unknown as readonly Subgraph<never>[]) {
      const url = await mariaDb.createDatabase();
      await (await startSubgraph(declared, key, url)).stop();
      const limited = await mariaDb.limitedTo(url, 'SELECT, INSERT, UPDATE');
      const running = await startSubgraph(declared, key, limited);
      const asked = await post(running.running.url, await key.token(declared.name, police), {
        query: '{ __typename }',
      });
      expect(asked.data).toEqual({ __typename: 'Query' });
      await running.stop();
    }
  });
});

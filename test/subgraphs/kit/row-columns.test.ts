import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AfterLoad,
  Column,
  DeleteDateColumn,
  Entity,
  PrimaryColumn,
  TableInheritance,
  type DataSource,
} from 'typeorm';
import { fillDatabases } from '../../../demo/data/fill-databases.js';
import { inventBlocks } from '../../../demo/data/invent.js';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { justice } from '../../../subgraphs/justice/justice.js';
import { openDataSource } from '../../../subgraphs/kit/data-source.js';
import type { EntityClass } from '../../../subgraphs/kit/entity.js';
import {
  rowAlias,
  rowColumns,
  rowsOf,
  type SqlRecord,
} from '../../../subgraphs/kit/row-columns.js';
import { table, tablesOf } from '../../../subgraphs/kit/subgraph.js';
import { ville } from '../../../subgraphs/ville/ville.js';
import { describeOnMariaDb, sharedMariaDb } from '../../harness/mariadb.js';

const declared = { bailleurs, justice, ville };
type Name = keyof typeof declared;
const names = Object.keys(declared) as Name[];

/** Every row of the demonstration, read by TypeORM and by the kit. */
function comparing(urlOf: (name: Name) => string): void {
  const sources = new Map<Name, DataSource>();

  beforeAll(async () => {
    await fillDatabases(urlOf, inventBlocks(['ekidom', 'ville-poitiers'], 0.02, '2026-11-23'));
    for (const name of names) sources.set(name, await openDataSource(urlOf(name), declared[name]));
  });

  afterAll(async () => {
    for (const source of sources.values()) await source.destroy();
  });

  it.each(names)('reads the rows of %s as TypeORM does', async (name) => {
    const source = sources.get(name) as DataSource;
    let compared = 0;
    for (const entity of tablesOf(declared[name].entities)) {
      const expected = await readByTypeOrm(source, entity);
      const read = await readByKit(source, entity);
      expect(read).toStrictEqual(expected);
      compared += read.length;
    }
    expect(compared).toBeGreaterThan(100);
  });
}

function readByTypeOrm(source: DataSource, entity: EntityClass): Promise<object[]> {
  const query = source.getRepository(entity).createQueryBuilder(rowAlias);
  for (const { propertyPath } of source.getMetadata(entity).primaryColumns) {
    query.addOrderBy(`${rowAlias}.${propertyPath}`);
  }
  return query.getMany();
}

async function readByKit(source: DataSource, entity: EntityClass): Promise<object[]> {
  const { tableName, primaryColumns } = source.getMetadata(entity);
  const escape = (name: string): string => source.driver.escape(name);
  const keys = primaryColumns.map(({ databaseName }) => escape(databaseName)).join(', ');
  const found: unknown = await source.query(
    `SELECT ${rowColumns(source, entity).read} FROM ${escape(tableName)} ${rowAlias} ORDER BY ${keys}`,
  );
  return rowsOf(source, entity, found as readonly SqlRecord[]);
}

describe('on SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-lignes-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  comparing((name) => `sqlite:${join(folder, `${name}.sqlite`)}`);
});

describeOnMariaDb('on MariaDB', () => {
  const urls = new Map<Name, string>();
  beforeAll(async () => {
    const mariaDb = await sharedMariaDb();
    for (const name of names) urls.set(name, await mariaDb.createDatabase());
  });
  comparing((name) => urls.get(name) ?? '');
});

describe('what only TypeORM would do', () => {
  @Entity('efface')
  class Efface {
    @PrimaryColumn({ type: 'varchar', length: 36 })
    id!: string;

    @DeleteDateColumn({ type: 'datetime' })
    le!: Date | null;
  }

  @Entity('genre')
  @TableInheritance({ column: { type: 'varchar', name: 'genre' } })
  class Genre {
    @PrimaryColumn({ type: 'varchar', length: 36 })
    id!: string;
  }

  @Entity('calcule')
  class Calcule {
    @PrimaryColumn({ type: 'varchar', length: 36 })
    id!: string;

    @Column({ type: 'int' })
    nombre!: number;

    @AfterLoad()
    double(): void {
      this.nombre *= 2;
    }
  }

  it.each([
    [Efface, 'Efface (@DeleteDateColumn)'],
    [Genre, 'Genre (@TableInheritance)'],
    [Calcule, 'Calcule (@AfterLoad)'],
  ])('is refused when the database is opened', async (entity, told) => {
    const tables = { entities: [table<object>(entity)], migrations: [] };
    await expect(openDataSource('sqlite::memory:', tables)).rejects.toThrow(told);
  });
});

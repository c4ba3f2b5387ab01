import type { MigrationInterface, QueryRunner, TableColumnOptions } from 'typeorm';
import { createActTables, dropActTables } from '../../kit/acts/act-tables.js';
import {
  addColumns,
  dropColumns,
  portableColumns,
  resizeVarchar,
} from '../../kit/migration-columns.js';

const names = ['auteurNom', 'auteurPrenom'];

/** What the acts of W4 write; a person who is proposed need not be identified yet. */
export class AddRappelActs1795740000000 implements MigrationInterface {
  readonly name = 'AddRappelActs1795740000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createActTables(queryRunner);
    for (const name of names) {
      await resizeVarchar(queryRunner, 'rappel_ordre', name, 80, { isNullable: true });
    }
    await addColumns(queryRunner, 'rappel_ordre', rappelColumns(queryRunner));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const { driver } = queryRunner.dataSource;
    const added = rappelColumns(queryRunner).map(({ name }) => name);
    await dropColumns(queryRunner, 'rappel_ordre', added.toReversed());
    for (const name of names) {
      const column = driver.escape(name);
      await queryRunner.query(`UPDATE rappel_ordre SET ${column} = '' WHERE ${column} IS NULL`);
      await resizeVarchar(queryRunner, 'rappel_ordre', name, 80);
    }
    await dropActTables(queryRunner);
  }
}

function rappelColumns(queryRunner: QueryRunner): TableColumnOptions[] {
  const { varchar, int, boolean, datetime } = portableColumns(queryRunner);
  const nullable = { isNullable: true };
  return [
    varchar('natureFaits', 20, nullable),
    boolean('convocationRepresentants', nullable),
    varchar('motifAbandon', 20, nullable),
    int('version', { default: 1 }),
    datetime('statutDepuis', nullable),
  ];
}

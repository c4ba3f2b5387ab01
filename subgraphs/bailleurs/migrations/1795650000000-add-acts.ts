import {
  TableIndex,
  type MigrationInterface,
  type QueryRunner,
  type TableColumnOptions,
} from 'typeorm';
import { createActTables, dropActTables } from '../../kit/acts/act-tables.js';
import { addColumns, dropColumns, portableColumns } from '../../kit/migration-columns.js';

const waiting = 'signalement_statut_depuis_idx';

/** What the acts of W1 write, and the history of every object with states. */
export class AddActs1795650000000 implements MigrationInterface {
  readonly name = 'AddActs1795650000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createActTables(queryRunner);
    await addColumns(queryRunner, 'signalement', signalementColumns(queryRunner));
    await queryRunner.createIndex(
      'signalement',
      new TableIndex({ name: waiting, columnNames: ['statutDepuis'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('signalement', waiting);
    const names = signalementColumns(queryRunner).map(({ name }) => name);
    await dropColumns(queryRunner, 'signalement', names.toReversed());
    await dropActTables(queryRunner);
  }
}

function signalementColumns(queryRunner: QueryRunner): TableColumnOptions[] {
  const { varchar, int, boolean, datetime } = portableColumns(queryRunner);
  const nullable = { isNullable: true };
  return [
    int('version', { default: 1 }),
    datetime('statutDepuis', nullable),
    varchar('qualification', 20, nullable),
    varchar('motifContestation', 20, nullable),
    boolean('appel17', { default: 0 }),
    varchar('plainteId', 36, nullable),
  ];
}

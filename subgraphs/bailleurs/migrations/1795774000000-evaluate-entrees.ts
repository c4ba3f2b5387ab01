import {
  TableIndex,
  type MigrationInterface,
  type QueryRunner,
  type TableColumnOptions,
} from 'typeorm';
import { addColumns, dropColumns, portableColumns } from '../../kit/migration-columns.js';

/** The level of a hall is changed by acts. */
export class EvaluateEntrees1795774000000 implements MigrationInterface {
  readonly name = 'EvaluateEntrees1795774000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await addColumns(queryRunner, 'entree', stateColumns(queryRunner));
    await queryRunner.createIndex(
      'entree',
      new TableIndex({ name: 'entree_niveau_idx', columnNames: ['niveauVigilance'] }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('entree', 'entree_niveau_idx');
    const names = stateColumns(queryRunner).map(({ name }) => name);
    await dropColumns(queryRunner, 'entree', names.toReversed());
  }
}

function stateColumns(queryRunner: QueryRunner): TableColumnOptions[] {
  const { int, datetime } = portableColumns(queryRunner);
  return [int('version', { default: 1 }), datetime('statutDepuis', { isNullable: true })];
}

import { createActTables, dropActTables, portableColumns } from '@passerelle/subgraph-kit';
import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateMediation1795800000000 implements MigrationInterface {
  readonly name = 'CreateMediation1795800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, int, datetime } = portableColumns(queryRunner);
    await queryRunner.createTable(
      new Table({
        name: 'intervention',
        columns: [
          varchar('id', 36, { isPrimary: true }),
          varchar('bailleurId', 60),
          varchar('communeCode', 5),
          varchar('statut', 10),
          int('version'),
          datetime('statutDepuis', { isNullable: true }),
          varchar('recit', 500, { isNullable: true }),
        ],
        indices: [{ name: 'intervention_bailleur_idx', columnNames: ['bailleurId'] }],
      }),
    );
    await createActTables(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropActTables(queryRunner);
    await queryRunner.dropTable('intervention');
  }
}

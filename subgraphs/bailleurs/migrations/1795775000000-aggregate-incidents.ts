import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { portableColumns } from '../../kit/migration-columns.js';

/** What is left of incidents after three years. */
export class AggregateIncidents1795775000000 implements MigrationInterface {
  readonly name = 'AggregateIncidents1795775000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, int } = portableColumns(queryRunner);
    await queryRunner.createTable(
      new Table({
        name: 'agregat_incidents',
        columns: [
          varchar('id', 120, { isPrimary: true }),
          varchar('bailleurId', 60),
          varchar('communeCode', 5),
          varchar('periode', 7),
          varchar('type', 20),
          int('compte'),
        ],
        indices: [
          { name: 'agregat_incidents_periode_idx', columnNames: ['periode', 'id'] },
          { name: 'agregat_incidents_bailleur_idx', columnNames: ['bailleurId'] },
          { name: 'agregat_incidents_commune_idx', columnNames: ['communeCode'] },
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('agregat_incidents');
  }
}

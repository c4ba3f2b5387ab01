import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { portableColumns } from '../../kit/migration-columns.js';

/** The official list of offences in force. */
export class AddNatinf1795760000000 implements MigrationInterface {
  readonly name = 'AddNatinf1795760000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, text } = portableColumns(queryRunner);
    const nullable = { isNullable: true };
    await queryRunner.createTable(
      new Table({
        name: 'infraction_natinf',
        columns: [
          varchar('numero', 10, { isPrimary: true }),
          varchar('nature', 80),
          varchar('qualification', 500),
          text('definiePar', nullable),
          text('reprimeePar', nullable),
        ],
        indices: [{ name: 'infraction_natinf_qualification_idx', columnNames: ['qualification'] }],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('infraction_natinf');
  }
}

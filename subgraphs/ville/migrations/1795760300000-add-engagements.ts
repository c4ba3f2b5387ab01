import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { portableColumns } from '../../kit/migration-columns.js';

/** What the signatories promised; what became of it is counted. */
export class AddEngagements1795760300000 implements MigrationInterface {
  readonly name = 'AddEngagements1795760300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, date } = portableColumns(queryRunner);
    await queryRunner.createTable(
      new Table({
        name: 'engagement',
        columns: [
          varchar('id', 120, { isPrimary: true }),
          varchar('signataireId', 60),
          varchar('nature', 30),
          date('depuis'),
        ],
        indices: [{ name: 'engagement_signataire_idx', columnNames: ['signataireId'] }],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('engagement');
  }
}

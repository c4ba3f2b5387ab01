import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { portableColumns } from '../../kit/migration-columns.js';

/** What the signatories promised to answer; what became of it is counted. */
export class AddEngagements1795760300000 implements MigrationInterface {
  readonly name = 'AddEngagements1795760300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, date, int } = portableColumns(queryRunner);
    await queryRunner.createTable(
      new Table({
        name: 'engagement_reponse',
        columns: [
          varchar('id', 160, { isPrimary: true }),
          varchar('signataireId', 60),
          varchar('bailleurId', 60),
          varchar('nature', 30),
          date('depuis'),
          int('delaiJours'),
        ],
        indices: [
          { name: 'engagement_reponse_signataire_idx', columnNames: ['signataireId'] },
          { name: 'engagement_reponse_bailleur_idx', columnNames: ['bailleurId'] },
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('engagement_reponse');
  }
}

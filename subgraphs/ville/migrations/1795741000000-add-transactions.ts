import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { foreignKey, portableColumns } from '../../kit/migration-columns.js';

/** The mayor's transactions (CPP 44-1). */
export class AddTransactions1795741000000 implements MigrationInterface {
  readonly name = 'AddTransactions1795741000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, date, int, datetime } = portableColumns(queryRunner);
    const nullable = { isNullable: true };
    await queryRunner.createTable(
      new Table({
        name: 'transaction_municipale',
        columns: [
          varchar('id', 36, { isPrimary: true }),
          varchar('communeCode', 5),
          date('datePv'),
          varchar('contravention', 30),
          varchar('bienCommunal', 30),
          date('dateLimiteProposition'),
          int('montantReparation', nullable),
          int('heuresTravailNonRemunere', nullable),
          date('dateLimiteReponse', nullable),
          date('dateReponse', nullable),
          date('delaiExecution', nullable),
          date('dateExecution', nullable),
          varchar('autoriteHomologation', 30, nullable),
          varchar('decisionHomologation', 30, nullable),
          date('dateHomologation', nullable),
          varchar('statut', 30),
          int('version', { default: 1 }),
          datetime('statutDepuis', nullable),
        ],
        indices: [
          { name: 'transaction_commune_idx', columnNames: ['communeCode'] },
          { name: 'transaction_date_pv_idx', columnNames: ['datePv'] },
          { name: 'transaction_statut_idx', columnNames: ['statut'] },
        ],
        foreignKeys: [foreignKey('transaction_commune_fk', 'communeCode', 'commune', 'codeInsee')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('transaction_municipale');
  }
}

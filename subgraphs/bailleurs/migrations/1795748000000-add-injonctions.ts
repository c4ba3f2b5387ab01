import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { foreignKey, portableColumns } from '../../kit/migration-columns.js';

/** The prefect's injunctions to landlords (CCH L442-4-3). */
export class AddInjonctions1795748000000 implements MigrationInterface {
  readonly name = 'AddInjonctions1795748000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, date, int, datetime } = portableColumns(queryRunner);
    const nullable = { isNullable: true };
    await queryRunner.createTable(
      new Table({
        name: 'injonction_prefectorale',
        columns: [
          varchar('id', 36, { isPrimary: true }),
          varchar('bailleurId', 60),
          varchar('residenceId', 120),
          varchar('reference', 30),
          date('dateInjonction'),
          date('dateLimite', nullable),
          varchar('reponse', 10, nullable),
          date('dateReponse', nullable),
          varchar('motifRefus', 30, nullable),
          date('dateSaisine', nullable),
          varchar('statut', 20),
          int('version', { default: 1 }),
          datetime('statutDepuis', nullable),
        ],
        indices: [
          { name: 'injonction_bailleur_idx', columnNames: ['bailleurId'] },
          { name: 'injonction_date_idx', columnNames: ['dateInjonction'] },
        ],
        foreignKeys: [foreignKey('injonction_residence_fk', 'residenceId', 'residence', 'id')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('injonction_prefectorale');
  }
}

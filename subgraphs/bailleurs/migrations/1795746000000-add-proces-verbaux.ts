import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { foreignKey, portableColumns } from '../../kit/migration-columns.js';

/** Reports of landlords' sworn wardens (CPP 29, 29-1). */
export class AddProcesVerbaux1795746000000 implements MigrationInterface {
  readonly name = 'AddProcesVerbaux1795746000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, date, int, json, datetime } = portableColumns(queryRunner);
    const nullable = { isNullable: true };
    await queryRunner.createTable(
      new Table({
        name: 'proces_verbal_bailleur',
        columns: [
          varchar('id', 36, { isPrimary: true }),
          varchar('bailleurId', 60),
          varchar('residenceId', 120),
          date('dateConstat'),
          date('dateLimite'),
          json('infractionCodes'),
          date('dateTransmission', nullable),
          varchar('statut', 20),
          int('version', { default: 1 }),
          datetime('statutDepuis', nullable),
        ],
        indices: [
          { name: 'proces_verbal_bailleur_idx', columnNames: ['bailleurId'] },
          { name: 'proces_verbal_date_constat_idx', columnNames: ['dateConstat'] },
        ],
        foreignKeys: [foreignKey('proces_verbal_residence_fk', 'residenceId', 'residence', 'id')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('proces_verbal_bailleur');
  }
}

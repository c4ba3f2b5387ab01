import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { foreignKey, portableColumns } from '../../kit/migration-columns.js';

/** Landlords' files against troubles (loi 89-462, art. 6-1). */
export class AddTroubles1795770000000 implements MigrationInterface {
  readonly name = 'AddTroubles1795770000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, date, int, datetime } = portableColumns(queryRunner);
    const nullable = { isNullable: true };
    await queryRunner.createTable(
      new Table({
        name: 'trouble_jouissance',
        columns: [
          varchar('id', 36, { isPrimary: true }),
          varchar('bailleurId', 60),
          varchar('residenceId', 120),
          varchar('bail', 30),
          varchar('injonctionId', 36, nullable),
          date('dateMiseEnDemeure'),
          date('dateOffreRelogement', nullable),
          date('dateAssignation', nullable),
          date('dateJugement', nullable),
          varchar('decision', 20, nullable),
          date('dateExecution', nullable),
          varchar('motifCloture', 30, nullable),
          varchar('statut', 20),
          int('version', { default: 1 }),
          datetime('statutDepuis', nullable),
        ],
        indices: [
          { name: 'trouble_jouissance_bailleur_idx', columnNames: ['bailleurId'] },
          { name: 'trouble_jouissance_date_idx', columnNames: ['dateMiseEnDemeure'] },
        ],
        foreignKeys: [
          foreignKey('trouble_jouissance_residence_fk', 'residenceId', 'residence', 'id'),
          foreignKey(
            'trouble_jouissance_injonction_fk',
            'injonctionId',
            'injonction_prefectorale',
            'id',
          ),
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('trouble_jouissance');
  }
}

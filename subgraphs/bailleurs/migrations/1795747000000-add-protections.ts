import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { foreignKey, portableColumns } from '../../kit/migration-columns.js';

/** What landlords do for their staff (W7). */
export class AddProtections1795747000000 implements MigrationInterface {
  readonly name = 'AddProtections1795747000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, date, int, json, datetime } = portableColumns(queryRunner);
    const nullable = { isNullable: true };
    await queryRunner.createTable(
      new Table({
        name: 'protection_personnel',
        columns: [
          varchar('id', 36, { isPrimary: true }),
          varchar('bailleurId', 60),
          varchar('incidentId', 36),
          date('dateDeclaration'),
          varchar('declarant', 20),
          json('mesures'),
          varchar('plaintePersonnelle', 20, nullable),
          varchar('plainteId', 36, nullable),
          varchar('domiciliation', 20, nullable),
          json('enseignements'),
          varchar('statut', 20),
          int('version', { default: 1 }),
          datetime('statutDepuis', nullable),
        ],
        indices: [
          { name: 'protection_personnel_idx', columnNames: ['bailleurId'] },
          { name: 'protection_date_idx', columnNames: ['dateDeclaration'] },
        ],
        foreignKeys: [foreignKey('protection_incident_fk', 'incidentId', 'incident', 'id')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('protection_personnel');
  }
}

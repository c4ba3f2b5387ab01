import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';
import {
  addColumns,
  dropColumns,
  foreignKey,
  portableColumns,
} from '../../kit/migration-columns.js';

/** Incidents are entered, corrected and closed; what a correction replaced is kept. */
export class EnterIncidents1795652000000 implements MigrationInterface {
  readonly name = 'EnterIncidents1795652000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, int, datetime, json } = portableColumns(queryRunner);
    await addColumns(queryRunner, 'incident', incidentColumns(queryRunner));
    await queryRunner.createTable(
      new Table({
        name: 'incident_correction',
        columns: [
          varchar('id', 36, { isPrimary: true }),
          varchar('incidentId', 36),
          int('version'),
          varchar('motif', 20),
          datetime('le'),
          json('avant'),
        ],
        indices: [{ name: 'incident_correction_idx', columnNames: ['incidentId'] }],
        foreignKeys: [foreignKey('incident_correction_fk', 'incidentId', 'incident', 'id')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('incident_correction');
    const names = incidentColumns(queryRunner).map(({ name }) => name);
    await dropColumns(queryRunner, 'incident', names.toReversed());
  }
}

function incidentColumns(queryRunner: QueryRunner): TableColumnOptions[] {
  const { varchar, int, boolean, datetime } = portableColumns(queryRunner);
  return [
    boolean('appel17', { default: 0 }),
    varchar('statut', 10, { default: "'OUVERT'" }),
    int('version', { default: 1 }),
    datetime('statutDepuis', { isNullable: true }),
  ];
}

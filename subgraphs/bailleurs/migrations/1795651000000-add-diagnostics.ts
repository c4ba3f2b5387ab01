import {
  Table,
  type MigrationInterface,
  type QueryRunner,
  type TableColumnOptions,
  type TableIndexOptions,
} from 'typeorm';
import { foreignKey, portableColumns } from '../../kit/migration-columns.js';

/** Diagnostics on the spot, their participants, what was seen and the measures that answer it. */
export class AddDiagnostics1795651000000 implements MigrationInterface {
  readonly name = 'AddDiagnostics1795651000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, date } = portableColumns(queryRunner);
    const primary = { isPrimary: true };
    const nullable = { isNullable: true };
    await queryRunner.createTable(
      new Table({
        name: 'diagnostic',
        columns: [
          varchar('id', 36, primary),
          varchar('bailleurId', 60),
          varchar('communeCode', 5),
          varchar('instructeurId', 60),
          varchar('motif', 30),
          date('dateSouhaitee'),
          date('datePlanifiee', nullable),
          date('dateRealisation', nullable),
          varchar('motifRefus', 30, nullable),
          ...stateColumns(queryRunner),
        ],
        indices: [
          index('diagnostic_bailleur_idx', 'bailleurId'),
          index('diagnostic_commune_idx', 'communeCode'),
          index('diagnostic_instructeur_idx', 'instructeurId'),
          index('diagnostic_date_souhaitee_idx', 'dateSouhaitee'),
          index('diagnostic_statut_idx', 'statut'),
          index('diagnostic_statut_depuis_idx', 'statutDepuis'),
        ],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'diagnostic_residence',
        columns: [varchar('diagnosticId', 36, primary), varchar('residenceId', 120, primary)],
        indices: [index('diagnostic_residence_idx', 'residenceId')],
        foreignKeys: [foreignKey('diagnostic_residence_fk', 'diagnosticId', 'diagnostic', 'id')],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'diagnostic_participant',
        columns: [
          varchar('id', 36, primary),
          varchar('diagnosticId', 36),
          varchar('signataireId', 60),
          varchar('qualite', 20),
        ],
        indices: [
          index('diagnostic_participant_idx', 'diagnosticId'),
          index('diagnostic_participant_signataire_idx', 'signataireId'),
        ],
        foreignKeys: [foreignKey('diagnostic_participant_fk', 'diagnosticId', 'diagnostic', 'id')],
      }),
    );
    await createConstat(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['constat', 'diagnostic_participant', 'diagnostic_residence', 'diagnostic'])
      await queryRunner.dropTable(table);
  }
}

async function createConstat(queryRunner: QueryRunner): Promise<void> {
  const { varchar, date, int } = portableColumns(queryRunner);
  const nullable = { isNullable: true };
  await queryRunner.createTable(
    new Table({
      name: 'constat',
      columns: [
        varchar('id', 36, { isPrimary: true }),
        varchar('diagnosticId', 36),
        varchar('theme', 20),
        varchar('lieu', 20),
        varchar('description', 200),
        int('priorite'),
        varchar('releveParId', 60),
        varchar('piloteId', 60, nullable),
        date('echeance', nullable),
        varchar('motifRefusPilote', 20, nullable),
        ...stateColumns(queryRunner),
      ],
      indices: [
        index('constat_diagnostic_idx', 'diagnosticId'),
        index('constat_pilote_idx', 'piloteId'),
        index('constat_statut_idx', 'statut'),
      ],
      foreignKeys: [foreignKey('constat_diagnostic_fk', 'diagnosticId', 'diagnostic', 'id')],
    }),
  );
}

function stateColumns(queryRunner: QueryRunner): TableColumnOptions[] {
  const { varchar, int, datetime } = portableColumns(queryRunner);
  return [
    varchar('statut', 20),
    int('version', { default: 1 }),
    datetime('statutDepuis', { isNullable: true }),
  ];
}

function index(name: string, column: string): TableIndexOptions {
  return { name, columnNames: [column] };
}

import { Table, type MigrationInterface, type QueryRunner, type TableIndexOptions } from 'typeorm';
import { foreignKey, portableColumns } from '../../kit/migration-columns.js';

/** Programmes of renovation, the measures that secure their works, and their studies. */
export class AddRenovations1795653000000 implements MigrationInterface {
  readonly name = 'AddRenovations1795653000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, date, int, datetime } = portableColumns(queryRunner);
    const primary = { isPrimary: true };
    const nullable = { isNullable: true };
    await queryRunner.createTable(
      new Table({
        name: 'programme_renovation',
        columns: [
          varchar('id', 36, primary),
          varchar('bailleurId', 60),
          varchar('communeCode', 5),
          varchar('type', 20),
          varchar('financeur', 20),
          date('debutPrevu'),
          date('finPrevue'),
          int('nbLogements'),
          varchar('diagnosticId', 36, nullable),
          varchar('avisForces', 20, nullable),
          varchar('statut', 20),
          int('version', { default: 1 }),
          datetime('statutDepuis', nullable),
        ],
        indices: [
          index('programme_bailleur_idx', 'bailleurId'),
          index('programme_commune_idx', 'communeCode'),
          index('programme_debut_idx', 'debutPrevu'),
          index('programme_statut_idx', 'statut'),
        ],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'programme_residence',
        columns: [varchar('programmeId', 36, primary), varchar('residenceId', 120, primary)],
        indices: [index('programme_residence_idx', 'residenceId')],
        foreignKeys: [ofProgramme('programme_residence_fk')],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'mesure_securisation',
        columns: [
          varchar('id', 36, primary),
          varchar('programmeId', 36),
          varchar('nature', 20),
          varchar('responsableId', 60),
        ],
        indices: [index('mesure_programme_idx', 'programmeId')],
        foreignKeys: [ofProgramme('mesure_programme_fk')],
      }),
    );
    await createStudy(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [
      'etude_surete',
      'mesure_securisation',
      'programme_residence',
      'programme_renovation',
    ])
      await queryRunner.dropTable(table);
  }
}

async function createStudy(queryRunner: QueryRunner): Promise<void> {
  const { varchar, date, boolean } = portableColumns(queryRunner);
  const nullable = { isNullable: true };
  await queryRunner.createTable(
    new Table({
      name: 'etude_surete',
      columns: [
        varchar('id', 36, { isPrimary: true }),
        varchar('programmeId', 36),
        boolean('obligatoire'),
        varchar('reference', 60, nullable),
        date('dateDepot', nullable),
        varchar('synthese', 500, nullable),
      ],
      indices: [{ ...index('etude_programme_idx', 'programmeId'), isUnique: true }],
      foreignKeys: [ofProgramme('etude_programme_fk')],
    }),
  );
}

function index(name: string, column: string): TableIndexOptions {
  return { name, columnNames: [column] };
}

function ofProgramme(name: string): ReturnType<typeof foreignKey> {
  return foreignKey(name, 'programmeId', 'programme_renovation', 'id');
}

import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';
import { foreignKey, portableColumns } from '../../kit/migration-columns.js';

/** What the prosecutor tells a mayor, the groups that he presides, and the places of community work. */
export class AddJudicialGroups1795773000000 implements MigrationInterface {
  readonly name = 'AddJudicialGroups1795773000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, int, date, json } = portableColumns(queryRunner);
    const primary = { isPrimary: true };
    await queryRunner.createTable(
      new Table({
        name: 'communication',
        columns: [
          varchar('id', 36, primary),
          varchar('destinataireId', 60),
          varchar('fondement', 60),
          varchar('objet', 20),
          varchar('niveau', 20),
          date('dateEnvoi'),
          varchar('corps', 1000),
          ...stateColumns(queryRunner),
        ],
        indices: [
          { name: 'communication_destinataire_idx', columnNames: ['destinataireId'] },
          { name: 'communication_date_idx', columnNames: ['dateEnvoi'] },
        ],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'gltd',
        columns: [
          varchar('id', 36, primary),
          json('communeCodes'),
          json('quartierCodes'),
          date('debut'),
          int('duree'),
          json('objectifs'),
          ...stateColumns(queryRunner),
        ],
        indices: [{ name: 'gltd_debut_idx', columnNames: ['debut'] }],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'gltd_invite',
        columns: [varchar('gltdId', 36, primary), varchar('signataireId', 60, primary)],
        indices: [{ name: 'gltd_invite_signataire_idx', columnNames: ['signataireId'] }],
        foreignKeys: [foreignKey('gltd_invite_gltd_fk', 'gltdId', 'gltd', 'id')],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'poste_travail_interet',
        columns: [
          varchar('id', 36, primary),
          varchar('organismeAccueilId', 60),
          varchar('communeCode', 5),
          varchar('nature', 30),
          int('places'),
          ...stateColumns(queryRunner),
        ],
        indices: [
          { name: 'poste_travail_organisme_idx', columnNames: ['organismeAccueilId'] },
          { name: 'poste_travail_commune_idx', columnNames: ['communeCode'] },
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['poste_travail_interet', 'gltd_invite', 'gltd', 'communication']) {
      await queryRunner.dropTable(table);
    }
  }
}

function stateColumns(queryRunner: QueryRunner): TableColumnOptions[] {
  const { varchar, int, datetime } = portableColumns(queryRunner);
  return [
    varchar('statut', 20),
    int('version', { default: 1 }),
    datetime('statutDepuis', { isNullable: true }),
  ];
}

import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { foreignKey, portableColumns } from '../../kit/migration-columns.js';

/** The board of a GPO. */
export class AddProblematiques1795760100000 implements MigrationInterface {
  readonly name = 'AddProblematiques1795760100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, date, int, datetime } = portableColumns(queryRunner);
    const nullable = { isNullable: true };
    await queryRunner.createTable(
      new Table({
        name: 'problematique',
        columns: [
          varchar('id', 36, { isPrimary: true }),
          varchar('instanceId', 36),
          varchar('communeCode', 5),
          varchar('quartierCode', 8, nullable),
          varchar('residenceId', 120, nullable),
          varchar('lieu', 20),
          varchar('theme', 20),
          date('dateReperage'),
          varchar('solution', 20, nullable),
          varchar('piloteId', 60, nullable),
          date('echeance', nullable),
          date('dateResolution', nullable),
          varchar('motifEcart', 20, nullable),
          varchar('statut', 20),
          int('version', { default: 1 }),
          datetime('statutDepuis', nullable),
        ],
        indices: [
          { name: 'problematique_instance_idx', columnNames: ['instanceId'] },
          { name: 'problematique_commune_idx', columnNames: ['communeCode'] },
          { name: 'problematique_date_reperage_idx', columnNames: ['dateReperage'] },
          { name: 'problematique_pilote_idx', columnNames: ['piloteId'] },
          { name: 'problematique_statut_idx', columnNames: ['statut'] },
        ],
        foreignKeys: [
          foreignKey('problematique_instance_fk', 'instanceId', 'instance', 'id'),
          foreignKey('problematique_commune_fk', 'communeCode', 'commune', 'codeInsee'),
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('problematique');
  }
}

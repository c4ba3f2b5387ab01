import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { foreignKey, portableColumns } from '../../kit/migration-columns.js';

/** Joint prevention (article 6). */
export class AddActions1795760400000 implements MigrationInterface {
  readonly name = 'AddActions1795760400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, date, int, datetime, json } = portableColumns(queryRunner);
    const nullable = { isNullable: true };
    await queryRunner.createTable(
      new Table({
        name: 'action_prevention',
        columns: [
          varchar('id', 36, { isPrimary: true }),
          varchar('type', 30),
          varchar('porteurId', 60),
          varchar('communeCode', 5),
          json('residenceIds'),
          date('debut'),
          date('fin'),
          int('bilanInterventions', nullable),
          int('bilanHeures', nullable),
          int('bilanPersonnes', nullable),
          varchar('statut', 20),
          int('version', { default: 1 }),
          datetime('statutDepuis', nullable),
        ],
        indices: [
          { name: 'action_prevention_porteur_idx', columnNames: ['porteurId'] },
          { name: 'action_prevention_commune_idx', columnNames: ['communeCode'] },
          { name: 'action_prevention_debut_idx', columnNames: ['debut'] },
          { name: 'action_prevention_statut_idx', columnNames: ['statut'] },
        ],
        foreignKeys: [
          foreignKey('action_prevention_commune_fk', 'communeCode', 'commune', 'codeInsee'),
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('action_prevention');
  }
}

import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { foreignKey, portableColumns } from '../../kit/migration-columns.js';

/** Registered offences per commune, year and indicator, as the ministry publishes them. */
export class AddIndicateurs1795760000000 implements MigrationInterface {
  readonly name = 'AddIndicateurs1795760000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, int, double, boolean } = portableColumns(queryRunner);
    const nullable = { isNullable: true };
    await queryRunner.createTable(
      new Table({
        name: 'indicateur_delinquance',
        columns: [
          varchar('id', 36, { isPrimary: true }),
          varchar('communeCode', 5),
          int('annee'),
          varchar('indicateur', 120),
          varchar('uniteDeCompte', 60, nullable),
          boolean('diffuse'),
          int('nombre', nullable),
          double('tauxPourMille', nullable),
          double('complementNombre', nullable),
          double('complementTaux', nullable),
        ],
        indices: [
          { name: 'indicateur_delinquance_annee_idx', columnNames: ['annee', 'id'] },
          { name: 'indicateur_delinquance_commune_idx', columnNames: ['communeCode'] },
        ],
        foreignKeys: [
          foreignKey('indicateur_delinquance_commune_fk', 'communeCode', 'commune', 'codeInsee'),
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('indicateur_delinquance');
  }
}

import { TableForeignKey, type MigrationInterface, type QueryRunner } from 'typeorm';
import { foreignKey } from '../../kit/migration-columns.js';

const keys = [
  ['residence', 'residence_commune_fk'],
  ['signalement', 'signalement_commune_fk'],
] as const;

/** A bailleur has residences outside the two EPCI as well: they are stored, in no signatory's territory. */
export class FreeCommuneCodes1795564800000 implements MigrationInterface {
  readonly name = 'FreeCommuneCodes1795564800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, key] of keys) await queryRunner.dropForeignKey(table, key);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table, key] of keys) {
      await queryRunner.createForeignKey(
        table,
        new TableForeignKey(foreignKey(key, 'communeCode', 'commune', 'codeInsee')),
      );
    }
  }
}

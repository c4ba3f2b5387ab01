import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, portableColumns } from '../../kit/migration-columns.js';

/** Who is a member is said by acts. */
export class ActOnInstances1795772000000 implements MigrationInterface {
  readonly name = 'ActOnInstances1795772000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, int, datetime } = portableColumns(queryRunner);
    await addColumns(queryRunner, 'instance', [
      varchar('statut', 20, { default: "'EN_PLACE'" }),
      int('version', { default: 1 }),
      datetime('statutDepuis', { isNullable: true }),
    ]);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropColumns(queryRunner, 'instance', ['statut', 'version', 'statutDepuis']);
  }
}

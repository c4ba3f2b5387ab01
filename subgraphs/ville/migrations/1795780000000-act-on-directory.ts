import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createDeliveryTable, dropDeliveryTable } from '../../kit/delivery/outgoing-act.js';
import { addColumns, dropColumns, portableColumns } from '../../kit/migration-columns.js';

/** Who is a correspondent is said by acts, which are brought to the other operators. */
export class ActOnDirectory1795780000000 implements MigrationInterface {
  readonly name = 'ActOnDirectory1795780000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, int, datetime } = portableColumns(queryRunner);
    await addColumns(queryRunner, 'correspondant', [
      varchar('statut', 20, { default: "'EN_FONCTION'" }),
      int('version', { default: 1 }),
      datetime('statutDepuis', { isNullable: true }),
    ]);
    await createDeliveryTable(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropDeliveryTable(queryRunner);
    await dropColumns(queryRunner, 'correspondant', ['statut', 'version', 'statutDepuis']);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, portableColumns } from '../../kit/migration-columns.js';

/** Who presides says of a meeting that it is not held. */
export class CancelMeetings1795781000000 implements MigrationInterface {
  readonly name = 'CancelMeetings1795781000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar } = portableColumns(queryRunner);
    await addColumns(queryRunner, 'reunion', [
      varchar('statut', 20, { default: "'CONVOQUEE'" }),
      varchar('motifAnnulation', 30, { isNullable: true }),
    ]);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropColumns(queryRunner, 'reunion', ['statut', 'motifAnnulation']);
  }
}

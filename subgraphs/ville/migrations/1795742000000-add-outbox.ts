import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createOutboxTable, dropOutboxTable } from '../../kit/outbox/outgoing-notification.js';

/** What is to be told of acts, until it is delivered. */
export class AddOutbox1795742000000 implements MigrationInterface {
  readonly name = 'AddOutbox1795742000000';

  up(queryRunner: QueryRunner): Promise<void> {
    return createOutboxTable(queryRunner);
  }

  down(queryRunner: QueryRunner): Promise<void> {
    return dropOutboxTable(queryRunner);
  }
}

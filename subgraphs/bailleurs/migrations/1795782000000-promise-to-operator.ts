import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each operator has what was promised to it, and no more what was promised to others: the start writes it. */
export class PromiseToOperator1795782000000 implements MigrationInterface {
  readonly name = 'PromiseToOperator1795782000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM engagement_reponse');
  }

  /** What was promised comes back with the start of the version before. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}

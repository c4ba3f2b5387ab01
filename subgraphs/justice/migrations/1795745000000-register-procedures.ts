import type { MigrationInterface, QueryRunner, TableColumnOptions } from 'typeorm';
import { addColumns, dropColumns, portableColumns } from '../../kit/migration-columns.js';

/** What the acts of W2 write on a procedure. */
export class RegisterProcedures1795745000000 implements MigrationInterface {
  readonly name = 'RegisterProcedures1795745000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await addColumns(queryRunner, 'procedure', stateColumns(queryRunner));
    const table = queryRunner.dataSource.driver.escape('procedure');
    await queryRunner.query(
      `UPDATE ${table} SET statut = CASE etatPublic WHEN 'DECISION_NOTIFIEE' THEN 'AVIS_NOTIFIE' ELSE etatPublic END`,
    );
    await queryRunner.query(
      `UPDATE ${table} SET statut = 'DECISION' WHERE statut = 'EN_COURS' AND id IN (SELECT procedureId FROM decision)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const names = stateColumns(queryRunner).map(({ name }) => name);
    await dropColumns(queryRunner, 'procedure', names.toReversed());
  }
}

function stateColumns(queryRunner: QueryRunner): TableColumnOptions[] {
  const { varchar, int, datetime } = portableColumns(queryRunner);
  const nullable = { isNullable: true };
  return [
    varchar('plainteId', 36, nullable),
    varchar('statut', 20, { default: "'EN_COURS'" }),
    int('version', { default: 1 }),
    datetime('statutDepuis', nullable),
  ];
}

import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';
import { addColumns, dropColumns, portableColumns } from '../../kit/migration-columns.js';

/** Of before the register: kept for the mayor to hand over to it. Nothing reads it. */
const earlier = 'homologation_anterieure';

/** Which entry of the parquet's register moved a file; the entries themselves stand there. */
export class NameRegisterEntries1795744000000 implements MigrationInterface {
  readonly name = 'NameRegisterEntries1795744000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar } = portableColumns(queryRunner);
    const nullable = { isNullable: true };
    await addColumns(queryRunner, 'rappel_ordre', [varchar('avisId', 36, nullable)]);
    await addColumns(queryRunner, 'transaction_municipale', [
      varchar('homologationId', 36, nullable),
    ]);
    const names = decisionColumns(queryRunner).map(({ name }) => name);
    await queryRunner.createTable(
      new Table({
        name: earlier,
        columns: [varchar('id', 36, { isPrimary: true }), ...decisionColumns(queryRunner)],
      }),
    );
    await queryRunner.query(
      `INSERT INTO ${earlier} (id, ${names.join(', ')}) SELECT id, ${names.join(', ')} FROM transaction_municipale WHERE decisionHomologation IS NOT NULL`,
    );
    await dropColumns(queryRunner, 'transaction_municipale', names);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await addColumns(queryRunner, 'transaction_municipale', decisionColumns(queryRunner));
    for (const { name } of decisionColumns(queryRunner)) {
      await queryRunner.query(
        `UPDATE transaction_municipale SET ${name} = (SELECT e.${name} FROM ${earlier} e WHERE e.id = transaction_municipale.id)`,
      );
    }
    await queryRunner.dropTable(earlier);
    await dropColumns(queryRunner, 'transaction_municipale', ['homologationId']);
    await dropColumns(queryRunner, 'rappel_ordre', ['avisId']);
  }
}

/** What the mayor's file held of the decision before the register did. */
function decisionColumns(queryRunner: QueryRunner): TableColumnOptions[] {
  const { varchar, date } = portableColumns(queryRunner);
  const nullable = { isNullable: true };
  return [
    varchar('autoriteHomologation', 30, nullable),
    varchar('decisionHomologation', 30, nullable),
    date('dateHomologation', nullable),
  ];
}

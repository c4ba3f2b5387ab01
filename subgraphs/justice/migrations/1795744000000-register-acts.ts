import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';
import { createActTables, dropActTables } from '../../kit/acts/act-tables.js';
import { createDeliveryTable, dropDeliveryTable } from '../../kit/delivery/outgoing-act.js';
import { addColumns, dropColumns, portableColumns } from '../../kit/migration-columns.js';
import { createOutboxTable, dropOutboxTable } from '../../kit/outbox/outgoing-notification.js';

/** The parquet's opinions and homologations as acts, and what they do to the mayor's files. */
export class RegisterActs1795744000000 implements MigrationInterface {
  readonly name = 'RegisterActs1795744000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, date, int, datetime } = portableColumns(queryRunner);
    await createActTables(queryRunner);
    await createOutboxTable(queryRunner);
    await createDeliveryTable(queryRunner);
    await addColumns(queryRunner, 'avis_rappel_ordre', stateColumns(queryRunner));
    await queryRunner.createTable(
      new Table({
        name: 'homologation_transaction',
        columns: [
          varchar('id', 36, { isPrimary: true }),
          varchar('transactionId', 36),
          varchar('communeCode', 5),
          varchar('autorite', 30),
          varchar('decision', 30),
          date('date'),
          varchar('statut', 10, { default: "'RENDUE'" }),
          int('version', { default: 1 }),
          datetime('statutDepuis', { isNullable: true }),
        ],
        indices: [{ name: 'homologation_transaction_idx', columnNames: ['transactionId'] }],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('homologation_transaction');
    const names = stateColumns(queryRunner).map(({ name }) => name);
    await dropColumns(queryRunner, 'avis_rappel_ordre', names.toReversed());
    await dropDeliveryTable(queryRunner);
    await dropOutboxTable(queryRunner);
    await dropActTables(queryRunner);
  }
}

function stateColumns(queryRunner: QueryRunner): TableColumnOptions[] {
  const { varchar, int, datetime } = portableColumns(queryRunner);
  return [
    varchar('statut', 10, { default: "'RENDU'" }),
    int('version', { default: 1 }),
    datetime('statutDepuis', { isNullable: true }),
  ];
}

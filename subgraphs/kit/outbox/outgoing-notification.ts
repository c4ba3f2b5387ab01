import { Column, Entity, Index, PrimaryColumn, Table, type QueryRunner } from 'typeorm';
import { portableColumns } from '../migration-columns.js';

/**
 * "Something of yours changed", written with the act and kept until its addressee has taken it. It
 * names no object: what happened is asked of the gateway, under the rights of who asks.
 */
@Entity('notification_sortante')
export class OutgoingNotification {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  /** The signatory to tell. */
  @Column({ type: 'varchar', length: 60 })
  destinataireId!: string;

  @Column({ type: 'datetime', precision: 3 })
  le!: Date;

  /** How often it was sent. */
  @Column({ type: 'int', default: 0 })
  essais!: number;

  /** Not before. While one process sends it, the others leave it alone until then. */
  @Index('notification_sortante_prochain_idx')
  @Column({ type: 'datetime', precision: 3 })
  prochainEssai!: Date;
}

/** For a subgraph's own migration. */
export async function createOutboxTable(queryRunner: QueryRunner): Promise<void> {
  const { varchar, int, datetime } = portableColumns(queryRunner);
  await queryRunner.createTable(
    new Table({
      name: 'notification_sortante',
      columns: [
        varchar('id', 36, { isPrimary: true }),
        varchar('destinataireId', 60),
        datetime('le'),
        int('essais', { default: 0 }),
        datetime('prochainEssai'),
      ],
      indices: [{ name: 'notification_sortante_prochain_idx', columnNames: ['prochainEssai'] }],
    }),
  );
}

export async function dropOutboxTable(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.dropTable('notification_sortante');
}

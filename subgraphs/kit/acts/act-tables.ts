import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Table, type QueryRunner } from 'typeorm';
import { portableColumns } from '../migration-columns.js';

/**
 * One act done on an object, kept for ever: who took it from which state to which, when and on which
 * ground. Appended to, never changed.
 */
@Entity('passage_etat')
@Index('passage_etat_objet_idx', ['objetType', 'objetId', 'version'], { unique: true })
export class PassageEnregistre {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  /** Name of the object's type. */
  @Column({ type: 'varchar', length: 60 })
  objetType!: string;

  @Column({ type: 'varchar', length: 120 })
  objetId!: string;

  /** The object's version after the act. */
  @Column({ type: 'int' })
  version!: number;

  @Column({ type: 'varchar', length: 60 })
  acte!: string;

  @Column({ type: 'varchar', length: 40, nullable: true })
  de!: string | null;

  @Column({ type: 'varchar', length: 40 })
  vers!: string;

  /** null: the term of a delay, nobody's act. */
  @Column({ type: 'varchar', length: 60, nullable: true })
  signataireId!: string | null;

  @Column({ type: 'varchar', length: 120 })
  fonction!: string;

  @Column({ type: 'varchar', length: 60 })
  fondement!: string;

  @Column({ type: 'datetime', precision: 3 })
  le!: Date;
}

/**
 * An act done under an idempotency key: the same key again is answered with the same object. A refusal
 * did nothing and is not kept; asked again, it is judged anew.
 */
@Entity('acte_recu')
export class ActeRecu {
  /** Hash of the signatory and its key. */
  @PrimaryColumn({ type: 'varchar', length: 43 })
  id!: string;

  /** Hash of the act and all that was asked with it. */
  @Column({ type: 'varchar', length: 43 })
  empreinte!: string;

  @Column({ type: 'varchar', length: 120 })
  objetId!: string;

  @Index('acte_recu_le_idx')
  @Column({ type: 'datetime', precision: 3 })
  le!: Date;
}

/** For a subgraph's own migration. */
export async function createActTables(queryRunner: QueryRunner): Promise<void> {
  const { varchar, int, datetime } = portableColumns(queryRunner);
  const primary = { isPrimary: true };
  const nullable = { isNullable: true };
  await queryRunner.createTable(
    new Table({
      name: 'passage_etat',
      columns: [
        varchar('id', 36, primary),
        varchar('objetType', 60),
        varchar('objetId', 120),
        int('version'),
        varchar('acte', 60),
        varchar('de', 40, nullable),
        varchar('vers', 40),
        varchar('signataireId', 60, nullable),
        varchar('fonction', 120),
        varchar('fondement', 60),
        datetime('le'),
      ],
      indices: [
        {
          name: 'passage_etat_objet_idx',
          columnNames: ['objetType', 'objetId', 'version'],
          isUnique: true,
        },
      ],
    }),
  );
  await queryRunner.createTable(
    new Table({
      name: 'acte_recu',
      columns: [
        varchar('id', 43, primary),
        varchar('empreinte', 43),
        varchar('objetId', 120),
        datetime('le'),
      ],
      indices: [{ name: 'acte_recu_le_idx', columnNames: ['le'] }],
    }),
  );
}

export async function dropActTables(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.dropTable('acte_recu');
  await queryRunner.dropTable('passage_etat');
}

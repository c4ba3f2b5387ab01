import { randomUUID } from 'node:crypto';
import { Column, Entity, Index, PrimaryColumn, Table, type QueryRunner } from 'typeorm';
import type { ActContext } from '../acts/workflow.js';
import { portableColumns } from '../migration-columns.js';

export type DeliveryState = 'EN_ATTENTE' | 'FAITE' | 'REFUSEE';

/** A mutation of another subgraph, done at the gateway because of an act done here. */
export interface DeliveredAct {
  /** Name of the mutation; it takes `id`, `cleIdempotence` and `saisie`, and answers `erreurs`. */
  readonly act: string;
  /** It takes no `id`: what it is about stands in `saisie`. */
  readonly withoutId?: true;
  /** Name of its input type. */
  readonly input: string;
  /** The purpose for which it is done. */
  readonly purpose: string;
}

/**
 * An act that is to change another owner's row, written with the act that causes it and kept for
 * ever: what became of it can be read beside what caused it.
 */
@Entity('acte_sortant')
@Index('acte_sortant_objet_idx', ['objet', 'rang'], { unique: true })
@Index('acte_sortant_attente_idx', ['etat', 'prochainEssai'])
export class OutgoingAct {
  /** Its idempotency key where it is done: however often it is sent, it is done once. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  /** What it is about: acts about one thing are done one after the other, in the order of `rang`. */
  @Column({ type: 'varchar', length: 160 })
  objet!: string;

  @Column({ type: 'int' })
  rang!: number;

  /** The row here that it was caused by. */
  @Index('acte_sortant_source_idx')
  @Column({ type: 'varchar', length: 120 })
  source!: string;

  /** Under whose own account it is sent: the signatory that acted, or who keeps its rows. */
  @Column({ type: 'varchar', length: 60 })
  signataireId!: string;

  /** Name of the mutation. */
  @Column({ type: 'varchar', length: 60 })
  acte!: string;

  @Column({ type: 'varchar', length: 120 })
  cible!: string;

  @Column({ type: 'json' })
  saisie!: object;

  @Column({ type: 'varchar', length: 10 })
  etat!: DeliveryState;

  /** Code of the refusal that ended it. */
  @Column({ type: 'varchar', length: 60, nullable: true })
  refus!: string | null;

  @Column({ type: 'datetime', precision: 3 })
  le!: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  faiteLe!: Date | null;

  /** How often it was sent. */
  @Column({ type: 'int' })
  essais!: number;

  /** Not before. While one process sends it, the others leave it alone until then. */
  @Column({ type: 'datetime', precision: 3 })
  prochainEssai!: Date;
}

/** What is to be done to which row, and because of which. */
interface Outgoing {
  readonly source: string;
  readonly objet: string;
  readonly cible: string;
  readonly saisie: object;
}

/**
 * Writes an act to be done elsewhere, in the transaction of the act that causes it.
 * @param signataire under whose account it is sent: the acting signatory's own.
 */
export async function putOutgoingAct(
  { manager, appelant, now }: ActContext<unknown>,
  { act }: DeliveredAct,
  { source, objet, cible, saisie }: Outgoing,
  signataire: string | null = appelant.signataire,
): Promise<void> {
  if (signataire === null) throw new Error('Nobody acts.');
  const before = await manager.maximum(OutgoingAct, 'rang', { objet });
  await manager.insert(OutgoingAct, {
    id: randomUUID(),
    objet,
    rang: (before ?? 0) + 1,
    source,
    signataireId: signataire,
    acte: act,
    cible,
    saisie,
    etat: 'EN_ATTENTE',
    refus: null,
    le: now,
    faiteLe: null,
    essais: 0,
    prochainEssai: now,
  });
}

/** For a subgraph's own migration. */
export async function createDeliveryTable(queryRunner: QueryRunner): Promise<void> {
  const { varchar, int, json, datetime } = portableColumns(queryRunner);
  const nullable = { isNullable: true };
  await queryRunner.createTable(
    new Table({
      name: 'acte_sortant',
      columns: [
        varchar('id', 36, { isPrimary: true }),
        varchar('objet', 160),
        int('rang'),
        varchar('source', 120),
        varchar('signataireId', 60),
        varchar('acte', 60),
        varchar('cible', 120),
        json('saisie'),
        varchar('etat', 10),
        varchar('refus', 60, nullable),
        datetime('le'),
        datetime('faiteLe', nullable),
        int('essais'),
        datetime('prochainEssai'),
      ],
      indices: [
        { name: 'acte_sortant_objet_idx', columnNames: ['objet', 'rang'], isUnique: true },
        { name: 'acte_sortant_attente_idx', columnNames: ['etat', 'prochainEssai'] },
        { name: 'acte_sortant_source_idx', columnNames: ['source'] },
      ],
    }),
  );
}

export async function dropDeliveryTable(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.dropTable('acte_sortant');
}

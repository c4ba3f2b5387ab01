import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Portee } from '../../kit/portee.js';
import { column, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { departement } from '../../kit/territoire.js';
import { Commune } from '../territoire/commune.js';
import { BienAtteint, ContraventionTransaction, StatutTransaction } from './transaction-enums.js';

/** It names nobody: who did it stands in the report, which stays with the municipal police. */
@Entity('transaction_municipale')
@ObjectType({
  description:
    'Transaction proposée par le maire à l’auteur d’une contravention qui a nui à un bien de la commune (CPP, art. 44-1). Elle ne nomme pas l’auteur.',
})
@Directive('@key(fields: "id")')
@Portee('transaction:lecture')
export class TransactionMunicipale {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  /** INSEE code of the commune that was harmed, and whose mayor acts. */
  @Index('transaction_commune_idx')
  @ForeignKey(() => Commune, { name: 'transaction_commune_fk' })
  @Column({ type: 'varchar', length: 5 })
  communeCode!: string;

  @Index('transaction_date_pv_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour du procès-verbal.' })
  datePv!: string;

  @Column({ type: 'varchar', length: 30 })
  @Field(() => ContraventionTransaction, { description: 'Contravention.' })
  contravention!: ContraventionTransaction;

  @Column({ type: 'varchar', length: 30 })
  @Field(() => BienAtteint, { description: 'Bien de la commune auquel elle a nui.' })
  bienCommunal!: BienAtteint;

  @Column({ type: 'date' })
  @Field(() => DateCivile, {
    description: 'Dernier jour pour proposer : un mois après le procès-verbal.',
  })
  dateLimiteProposition!: string;

  @Column({ type: 'int', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Réparation proposée, en euros.' })
  montantReparation!: number | null;

  @Column({ type: 'int', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Heures de travail non rémunéré proposées.' })
  heuresTravailNonRemunere!: number | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Dernier jour pour répondre.' })
  dateLimiteReponse!: string | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Jour de la réponse de l’auteur.' })
  dateReponse!: string | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Dernier jour pour exécuter.' })
  delaiExecution!: string | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Jour de l’exécution.' })
  dateExecution!: string | null;

  /** Opaque id received with the decision. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  @Field(() => ID, {
    nullable: true,
    description:
      'Identifiant, au registre du parquet, de la décision qui a fait avancer ce dossier.',
  })
  homologationId!: string | null;

  @Index('transaction_statut_idx')
  @Column({ type: 'varchar', length: 30 })
  @Field(() => StatutTransaction, { description: 'Étape.' })
  statut!: StatutTransaction;

  @Column({ type: 'int', default: 1 })
  @Field(() => Int, {
    description: 'Compte les actes faits sur le dossier ; à redonner avec un acte.',
  })
  version!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  @Field(() => Horodatage, {
    nullable: true,
    description: 'Depuis quand elle en est à cette étape.',
  })
  statutDepuis!: Date | null;
}

export const transactionRows = rowRules(TransactionMunicipale, {
  commune: column('communeCode', ({ territoire }) => territoire.commune),
  departement,
  // The parquet acts only while the homologation is asked for.
  destinataire: column('statut', () => StatutTransaction.TRANSMISE_HOMOLOGATION),
});

import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { enumeration } from '../../kit/enumeration.js';
import { Portee } from '../../kit/portee.js';
import { rowRules } from '../../kit/row-rules.js';
import { DateCivile } from '../../kit/scalars.js';
import { departement } from '../../kit/territoire.js';
import { ofTerritoire } from '../territoire/commune.js';

export const AutoriteHomologation = enumeration(
  'AutoriteHomologation',
  'Qui homologue : le procureur une réparation, le juge un travail non rémunéré.',
  {
    PROCUREUR: 'Procureur de la République.',
    JUGE_TRIBUNAL_POLICE: 'Juge du tribunal de police.',
  },
);
export type AutoriteHomologation = keyof typeof AutoriteHomologation;

export const DecisionHomologation = enumeration(
  'DecisionHomologation',
  'Décision sur l’homologation.',
  { HOMOLOGUEE: 'Homologuée.', NON_HOMOLOGUEE: 'Non homologuée.' },
);
export type DecisionHomologation = keyof typeof DecisionHomologation;

@Entity('homologation_transaction')
@ObjectType({ description: 'Décision de l’autorité judiciaire sur une transaction municipale.' })
@Directive('@key(fields: "id")')
@Portee('justice:homologation')
export class HomologationTransaction {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('homologation_transaction_idx')
  @Column({ type: 'varchar', length: 36 })
  transactionId!: string;

  @Column({ type: 'varchar', length: 5 })
  communeCode!: string;

  @Column({ type: 'varchar', length: 30 })
  @Field(() => AutoriteHomologation, { description: 'Qui a décidé.' })
  autorite!: AutoriteHomologation;

  @Column({ type: 'varchar', length: 30 })
  @Field(() => DecisionHomologation, { description: 'Décision.' })
  decision!: DecisionHomologation;

  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour de la décision.' })
  date!: string;

  /** A decision is said once, and stays. */
  @Column({ type: 'varchar', length: 10, default: 'RENDUE' })
  statut!: 'RENDUE';

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  statutDepuis!: Date | null;
}

export const homologationRows = rowRules(HomologationTransaction, {
  departement,
  commune: ofTerritoire.commune,
});

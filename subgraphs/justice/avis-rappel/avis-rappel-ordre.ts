import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { enumeration } from '../../kit/enumeration.js';
import { Portee } from '../../kit/portee.js';
import { rowRules } from '../../kit/row-rules.js';
import { DateCivile } from '../../kit/scalars.js';
import { departement } from '../../kit/territoire.js';
import { ofTerritoire } from '../territoire/commune.js';

export const SensAvis = enumeration('SensAvis', 'Sens de l’avis du parquet.', {
  FAVORABLE: 'Favorable.',
  DEFAVORABLE: 'Défavorable.',
  SANS_OPPOSITION: 'Sans opposition.',
});
export type SensAvis = keyof typeof SensAvis;

@Entity('avis_rappel_ordre')
@ObjectType({ description: 'Avis du parquet sur un rappel à l’ordre envisagé.' })
@Directive('@key(fields: "id")')
@Portee('justice:avis-rappel')
export class AvisRappelOrdre {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('avis_rappel_ordre_rappel_idx')
  @Column({ type: 'varchar', length: 36 })
  rappelOrdreId!: string;

  @Column({ type: 'varchar', length: 5 })
  communeCode!: string;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => SensAvis, { description: 'Sens de l’avis.' })
  avis!: SensAvis;

  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour de l’avis.' })
  date!: string;

  /** An opinion is given once, and stays. */
  @Column({ type: 'varchar', length: 10, default: 'RENDU' })
  statut!: 'RENDU';

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  statutDepuis!: Date | null;
}

export const avisRappelOrdreRows = rowRules(AvisRappelOrdre, {
  departement,
  commune: ofTerritoire.commune,
});

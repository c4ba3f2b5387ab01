import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { enumeration } from '../../kit/enumeration.js';
import { Portee } from '../../kit/portee.js';
import { following, rowRules } from '../../kit/row-rules.js';
import { DateCivile } from '../../kit/scalars.js';
import { Residence, residenceRows } from './residence.js';

export const NiveauVigilance = enumeration('NiveauVigilance', 'Vigilance portée à une entrée.', {
  VERT: 'Actes isolés.',
  JAUNE: 'Première alerte, incivilités récurrentes.',
  ORANGE: 'Activité délinquante réelle, économie informelle.',
  ROUGE: 'Quatrième niveau, le plus élevé.',
});
export type NiveauVigilance = keyof typeof NiveauVigilance;

@Entity('entree')
@ObjectType({ description: 'Entrée (hall) d’une résidence et sa vigilance.' })
@Directive('@key(fields: "id")')
@Portee('entree:vigilance')
export class Entree {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('entree_residence_idx')
  @ForeignKey(() => Residence, { name: 'entree_residence_fk' })
  @Column({ type: 'varchar', length: 120 })
  residenceId!: string;

  @Column({ type: 'varchar', length: 6 })
  @Field(() => NiveauVigilance, { description: 'Niveau de vigilance.' })
  niveauVigilance!: NiveauVigilance;

  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour de l’évaluation.' })
  dateEvaluation!: string;
}

export const entreeRows = rowRules(Entree, following(residenceRows, { id: 'residenceId' }));

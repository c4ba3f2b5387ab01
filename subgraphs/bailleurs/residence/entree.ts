import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { enumeration } from '../../kit/enumeration.js';
import { Portee } from '../../kit/portee.js';
import { following, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
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

  /** The level is what its acts take it from and to. */
  @Index('entree_niveau_idx')
  @Column({ type: 'varchar', length: 6, name: 'niveauVigilance' })
  @Field(() => NiveauVigilance, { description: 'Étape : le niveau de vigilance.' })
  statut!: NiveauVigilance;

  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour de l’évaluation.' })
  dateEvaluation!: string;

  @Column({ type: 'int', default: 1 })
  @Field(() => Int, {
    description: 'Compte les actes faits sur l’entrée ; à redonner avec un acte.',
  })
  version!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  @Field(() => Horodatage, { nullable: true, description: 'Depuis quand elle est à ce niveau.' })
  statutDepuis!: Date | null;
}

export const entreeRows = rowRules(Entree, following(residenceRows, { id: 'residenceId' }));

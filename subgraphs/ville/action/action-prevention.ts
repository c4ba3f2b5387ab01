import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Portee } from '../../kit/portee.js';
import { column, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { Commune } from '../territoire/commune.js';
import { StatutActionPrevention, TypeActionPrevention } from './action-enums.js';

/** The figures of an action that is over; no person among them. */
@ObjectType({
  description: 'Bilan chiffré d’une action de prévention ; aucune personne n’y figure.',
})
@Portee('action-prevention:lecture')
export class BilanAction {
  @Field(() => Int, { description: 'Interventions ou séances.' })
  interventions!: number;

  @Field(() => Int, { description: 'Heures de présence.' })
  heures!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Personnes rencontrées ; vide sous 5.',
  })
  personnes!: number | null;
}

@Entity('action_prevention')
@ObjectType({
  description:
    'Action de prévention qu’un signataire porte (article 6) : médiation, relais intermédiaire, sensibilisation, prévention situationnelle.',
})
@Directive('@key(fields: "id")')
@Portee('action-prevention:lecture')
export class ActionPrevention {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Column({ type: 'varchar', length: 30 })
  @Field(() => TypeActionPrevention, { description: 'Nature.' })
  type!: TypeActionPrevention;

  @Index('action_prevention_porteur_idx')
  @Column({ type: 'varchar', length: 60 })
  porteurId!: string;

  @Index('action_prevention_commune_idx')
  @ForeignKey(() => Commune, { name: 'action_prevention_commune_fk' })
  @Column({ type: 'varchar', length: 5 })
  communeCode!: string;

  @Column({ type: 'json' })
  residenceIds!: readonly string[];

  @Index('action_prevention_debut_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Premier jour.' })
  debut!: string;

  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Dernier jour.' })
  fin!: string;

  @Column({ type: 'int', nullable: true })
  bilanInterventions!: number | null;

  @Column({ type: 'int', nullable: true })
  bilanHeures!: number | null;

  /** The true count: shown from five on. */
  @Column({ type: 'int', nullable: true })
  bilanPersonnes!: number | null;

  @Index('action_prevention_statut_idx')
  @Column({ type: 'varchar', length: 20 })
  @Field(() => StatutActionPrevention, { description: 'Étape.' })
  statut!: StatutActionPrevention;

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

export const actionRows = rowRules(ActionPrevention, {
  auteur: column('porteurId', ({ signataire }) => signataire),
});

import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Portee } from '../../kit/portee.js';
import { following, rowRules } from '../../kit/row-rules.js';
import { DateCivile } from '../../kit/scalars.js';
import { Signataire } from '../../kit/signataire.js';
import { NatureDecisionInstance, QualiteMembre, ThemeReunion } from './instance-enums.js';
import { Instance, instanceRows, Reunion } from './instance.js';

@ObjectType({ description: 'Un signataire dans une instance, et à quel titre.' })
@Portee('instance:reunions')
export class MembreInstance {
  @Field(() => Signataire, { nullable: true, description: 'Le signataire.' })
  signataire!: Signataire;

  @Field(() => QualiteMembre, { description: 'À quel titre.' })
  qualite!: QualiteMembre;
}

@Entity('demande_reunion')
@ObjectType({ description: 'Réunion thématique qu’un membre demande à qui préside.' })
@Portee('instance:reunions')
export class DemandeReunion {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('demande_reunion_instance_idx')
  @ForeignKey(() => Instance, { name: 'demande_reunion_instance_fk' })
  @Column({ type: 'varchar', length: 36 })
  instanceId!: string;

  @Column({ type: 'varchar', length: 60 })
  demandeurId!: string;

  @Column({ type: 'varchar', length: 30 })
  @Field(() => ThemeReunion, { description: 'Thème.' })
  theme!: ThemeReunion;

  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour de la demande.' })
  date!: string;

  /** The meeting that answers it; null: none yet, or it was cancelled. */
  @ForeignKey(() => Reunion, { name: 'demande_reunion_reunion_fk' })
  @Column({ type: 'varchar', length: 36, nullable: true })
  reunionId!: string | null;
}

@Entity('decision_instance')
@ObjectType({
  description: 'Ce qu’une instance a décidé à une réunion ; rien n’y désigne une personne.',
})
@Portee('instance:reunions')
export class DecisionInstance {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('decision_instance_instance_idx')
  @ForeignKey(() => Instance, { name: 'decision_instance_instance_fk' })
  @Column({ type: 'varchar', length: 36 })
  instanceId!: string;

  @ForeignKey(() => Reunion, { name: 'decision_instance_reunion_fk' })
  @Column({ type: 'varchar', length: 36 })
  reunionId!: string;

  /** The meeting's day. */
  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour de la réunion.' })
  date!: string;

  @Column({ type: 'varchar', length: 30 })
  @Field(() => NatureDecisionInstance, { description: 'Ce qui est décidé.' })
  nature!: NatureDecisionInstance;

  @Column({ type: 'varchar', length: 60 })
  piloteId!: string;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Pour quand ; vide : sans terme.' })
  echeance!: string | null;
}

const ofInstance = following(instanceRows, { id: 'instanceId' });
export const demandeReunionRows = rowRules(DemandeReunion, ofInstance);
export const decisionInstanceRows = rowRules(DecisionInstance, ofInstance);

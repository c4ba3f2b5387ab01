import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Portee } from '../../kit/portee.js';
import { allOf, column, related, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { Instance } from '../instance/instance.js';
import { heldByMandate } from '../mandat/mandat-groupe.js';
import { MotifSituation, OrientationSituation, StatutSituation } from './situation-enums.js';

@ObjectType({ description: 'Identité d’une personne dont un groupe suit la situation.' })
@Portee('situation:personne')
export class PersonneSuivie {
  @Field(() => String, { description: 'Nom.' })
  nom!: string;

  @Field(() => String, { description: 'Prénom.' })
  prenom!: string;

  @Field(() => DateCivile, { description: 'Date de naissance.' })
  dateNaissance!: string;

  @Field(() => String, { nullable: true, description: 'Adresse.' })
  adresse!: string | null;
}

/** A person whom a working group follows (CSI L132-5): of its mandated persons alone. */
@Entity('situation_suivie')
@ObjectType({
  description:
    'Situation d’une personne qu’un groupe de travail suit (CSI, art. L132-5). Ne la lisent que les personnes qui ont un mandat dans ce groupe, tant qu’elle est à son ordre du jour.',
})
@Directive('@key(fields: "id")')
@Portee('situation:lecture')
export class SituationSuivie {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  /** The group on whose agenda it is. */
  @Index('situation_instance_idx')
  @ForeignKey(() => Instance, { name: 'situation_instance_fk' })
  @Column({ type: 'varchar', length: 36 })
  instanceId!: string;

  @Column({ type: 'json' })
  @Field(() => [MotifSituation], { description: 'Ce qui y conduit.' })
  motifs!: readonly MotifSituation[];

  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => OrientationSituation, { nullable: true, description: 'Ce que le groupe propose.' })
  orientation!: OrientationSituation | null;

  @Index('situation_date_inscription_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour de l’inscription à l’ordre du jour.' })
  dateInscription!: string;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Jour du dernier examen.' })
  dateExamen!: string | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, {
    nullable: true,
    description: 'Jour avant lequel le groupe l’examine à nouveau, ou la clôt.',
  })
  prochainExamen!: string | null;

  /** The last day on which the row is kept. It tells the day of birth to who knows the rule. */
  @Index('situation_conservation_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, {
    nullable: true,
    description:
      'Dernier jour de conservation : jamais au-delà des 25 ans de la personne ; après la clôture, trois ans au plus.',
  })
  @Portee('situation:personne')
  conservationJusque!: string;

  @Column({ type: 'varchar', length: 80, nullable: true })
  personneNom!: string | null;

  @Column({ type: 'varchar', length: 80, nullable: true })
  personnePrenom!: string | null;

  @Column({ type: 'date', nullable: true })
  personneDateNaissance!: string | null;

  @Column({ type: 'varchar', length: 200, nullable: true })
  personneAdresse!: string | null;

  @Index('situation_statut_idx')
  @Column({ type: 'varchar', length: 20 })
  @Field(() => StatutSituation, { description: 'Étape.' })
  statut!: StatutSituation;

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

const onTheAgenda = column('statut', () => ['INSCRITE', 'SUIVIE'] satisfies StatutSituation[]);
const byMandate = allOf(onTheAgenda, heldByMandate);

/** INVARIANT: no other perimeter: neither territory nor membership opens a situation. */
export const situationRows = rowRules(SituationSuivie, {
  mandat: byMandate,
  // Who presides, by a mandate of his own.
  destinataire: allOf(
    byMandate,
    related(
      () => Instance,
      { id: 'instanceId' },
      column('presidenceId', ({ signataire }) => signataire),
    ),
  ),
});

import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Portee } from '../../kit/portee.js';
import { column, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { Incident } from '../incident/incident.js';
import {
  DeclarantProtection,
  EnseignementRetex,
  MesureProtection,
  PlaintePersonnelle,
  ReponseDomiciliation,
  StatutProtection,
} from './protection-enums.js';

/**
 * It names nobody, and has no column for a procedure or a decision on a person's own complaint: the
 * notice of that goes to the person.
 */
@Entity('protection_personnel')
@ObjectType({
  description:
    'Ce que le bailleur fait pour un membre de son personnel atteint par un incident. L’avis sur la plainte de la personne va à elle, et n’est pas ici.',
})
@Directive('@key(fields: "id")')
@Portee('protection:lecture')
export class ProtectionPersonnel {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('protection_personnel_idx')
  @Column({ type: 'varchar', length: 60 })
  bailleurId!: string;

  @ForeignKey(() => Incident, { name: 'protection_incident_fk' })
  @Column({ type: 'varchar', length: 36 })
  incidentId!: string;

  @Index('protection_date_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour de la déclaration.' })
  dateDeclaration!: string;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => DeclarantProtection, { description: 'Qui l’a déclaré.' })
  declarant!: DeclarantProtection;

  @Column({ type: 'json' })
  @Field(() => [MesureProtection], { description: 'Les mesures immédiates prises.' })
  mesures!: readonly MesureProtection[];

  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => PlaintePersonnelle, {
    nullable: true,
    description: 'Si la personne dit avoir porté plainte pour elle-même.',
  })
  plaintePersonnelle!: PlaintePersonnelle | null;

  /** The landlord's complaint for its own damage. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  plainteId!: string | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => ReponseDomiciliation, {
    nullable: true,
    description:
      'Ce que la personne a répondu de la domiciliation professionnelle (CPP, art. 706-57).',
  })
  domiciliation!: ReponseDomiciliation | null;

  @Column({ type: 'json' })
  @Field(() => [EnseignementRetex], { description: 'Les enseignements tirés.' })
  enseignements!: readonly EnseignementRetex[];

  @Column({ type: 'varchar', length: 20 })
  @Field(() => StatutProtection, { description: 'Étape.' })
  statut!: StatutProtection;

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

/** OWN_STOCK and nobody else. */
export const protectionRows = rowRules(ProtectionPersonnel, {
  patrimoine: column('bailleurId', ({ territoire }) => territoire.patrimoine),
});

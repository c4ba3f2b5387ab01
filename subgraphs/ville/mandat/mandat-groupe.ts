import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { enumeration } from '../../kit/enumeration.js';
import { Portee } from '../../kit/portee.js';
import { allOf, column, related, rowRules, sql, type RowRule } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { Correspondant } from '../correspondant/correspondant.js';
import { Instance, membersOf } from '../instance/instance.js';

export const StatutMandat = enumeration('StatutMandat', 'Étape d’un mandat de groupe.', {
  EN_VIGUEUR: 'Donné, et ni retiré ni échu.',
  TERMINE: 'Retiré ou échu : il n’ouvre plus rien.',
});
export type StatutMandat = keyof typeof StatutMandat;

/** Who sits for a signatory in a working group, by name (CSI L132-5). */
@Entity('mandat_groupe')
@Index('mandat_groupe_personne_idx', ['instanceId', 'signataireId', 'compte'])
@ObjectType({
  description:
    'Mandat d’une personne nommée, qui siège pour un signataire dans un groupe de travail. Lui seul ouvre les situations de ce groupe.',
})
@Directive('@key(fields: "id")')
@Portee('mandat:lecture')
export class MandatGroupe {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @ForeignKey(() => Instance, { name: 'mandat_groupe_instance_fk' })
  @Column({ type: 'varchar', length: 36 })
  instanceId!: string;

  @Index('mandat_groupe_signataire_idx')
  @Column({ type: 'varchar', length: 60 })
  signataireId!: string;

  @Index('mandat_groupe_correspondant_idx')
  @ForeignKey(() => Correspondant, { name: 'mandat_groupe_correspondant_fk' })
  @Column({ type: 'varchar', length: 36 })
  correspondantId!: string;

  /** How the signatory's issuer names the person (`sub`). Served to nobody. */
  @Column({ type: 'varchar', length: 200 })
  compte!: string;

  @Index('mandat_groupe_debut_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Premier jour.' })
  debut!: string;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Dernier jour ; vide : sans terme.' })
  fin!: string | null;

  @Index('mandat_groupe_statut_idx')
  @Column({ type: 'varchar', length: 20 })
  @Field(() => StatutMandat, { description: 'Étape.' })
  statut!: StatutMandat;

  @Column({ type: 'int', default: 1 })
  @Field(() => Int, {
    description: 'Compte les actes faits sur le dossier ; à redonner avec un acte.',
  })
  version!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  @Field(() => Horodatage, { nullable: true, description: 'Depuis quand il en est à cette étape.' })
  statutDepuis!: Date | null;
}

const ofMember = membersOf('instanceId');

export const mandatRows = rowRules(MandatGroupe, {
  'groupe-travail': ofMember,
  auteur: column('signataireId', ({ signataire }) => signataire),
  destinataire: allOf(
    ofMember,
    related(
      () => Instance,
      { id: 'instanceId' },
      column('presidenceId', ({ signataire }) => signataire),
    ),
  ),
});

const notOver = sql((scope) => {
  const today = scope.param(civilDay(new Date()));
  const fin = scope.col('fin');
  return `${scope.col('debut')} <= ${today} AND (${fin} IS NULL OR ${fin} >= ${today})`;
});

/**
 * The row is of a group (its `instanceId`) of which the caller's organisation is a member, and in
 * which the very person who asks has a mandate in force.
 */
export const heldByMandate: RowRule = allOf(
  related(
    () => MandatGroupe,
    { instanceId: 'instanceId' },
    allOf(
      column('signataireId', ({ signataire }) => signataire),
      column('compte', ({ compte }) => compte),
      column('statut', () => StatutMandat.EN_VIGUEUR),
      notOver,
    ),
  ),
  ofMember,
);

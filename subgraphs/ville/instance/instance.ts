import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { enumeration } from '../../kit/enumeration.js';
import { Authentifie, Portee } from '../../kit/portee.js';
import {
  allOf,
  column,
  following,
  related,
  rowRules,
  sql,
  type RowRule,
} from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import {
  MotifAnnulationReunion,
  StatutReunion,
  ThemeReunion,
  type QualiteMembre,
} from './instance-enums.js';

export const TypeInstance = enumeration('TypeInstance', 'Nature d’une instance partenariale.', {
  CLSPD_PLENIER:
    'Conseil local de sécurité et de prévention de la délinquance, formation plénière.',
  CLSPD_RESTREINT:
    'Conseil local de sécurité et de prévention de la délinquance, formation restreinte.',
  CISPD: 'Conseil intercommunal de sécurité et de prévention de la délinquance.',
  GROUPE_TRAVAIL: 'Groupe de travail et d’échange d’informations (CSI, art. L132-5).',
  CELLULE_VEILLE: 'Cellule de veille.',
  GPO: 'Groupe de partenariat opérationnel.',
  COMITE_PILOTAGE: 'Comité de pilotage de la convention.',
  COMITE_SUIVI: 'Comité de suivi de la convention.',
});
export type TypeInstance = keyof typeof TypeInstance;

export const ObjetReunion = enumeration('ObjetReunion', 'Sur quoi porte une réunion.', {
  BILAN: 'Bilan d’une période.',
  POINTS_DE_VIGILANCE: 'Points de vigilance.',
  PROBLEMATIQUES: 'Problématiques d’un GPO.',
  SITUATIONS: 'Situations suivies par un groupe de travail.',
  PLAN_D_ACTIONS: 'Plan d’actions et suivi de ses mesures.',
  TRAVAUX: 'Travaux, réhabilitation ou résidentialisation.',
  THEME: 'Un thème, à la demande d’un membre.',
  AUTRE: 'Autre objet.',
});
export type ObjetReunion = keyof typeof ObjetReunion;

export const StatutInstance = enumeration('StatutInstance', 'Étape d’une instance.', {
  EN_PLACE: 'En place : elle a des membres et se réunit.',
});
export type StatutInstance = keyof typeof StatutInstance;

@Entity('instance')
@ObjectType({
  description:
    'Instance partenariale (CLSPD, groupe de travail, comité…) réunie par une collectivité.',
})
@Directive('@key(fields: "id")')
export class Instance {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  @Authentifie()
  id!: string;

  @Index('instance_type_idx')
  @Column({ type: 'varchar', length: 20 })
  @Field(() => TypeInstance, { nullable: true, description: 'Nature de l’instance.' })
  @Authentifie()
  type!: TypeInstance;

  /** Code of a commune, an EPCI or a quartier, or `CONVENTION`. */
  @Column({ type: 'varchar', length: 200, name: 'perimetre' })
  perimetreCode!: string;

  /** The signatory that chairs. */
  @Column({ type: 'varchar', length: 60 })
  presidenceId!: string;

  @Column({ type: 'varchar', length: 20, default: 'EN_PLACE' })
  @Field(() => StatutInstance, { nullable: true, description: 'Étape.' })
  @Portee('instance:reunions')
  statut!: StatutInstance;

  @Column({ type: 'int', default: 1 })
  @Field(() => Int, {
    nullable: true,
    description: 'Compte les actes faits sur l’instance ; à redonner avec un acte.',
  })
  @Portee('instance:reunions')
  version!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  @Field(() => Horodatage, { nullable: true, description: 'Depuis quand elle en est là.' })
  @Portee('instance:reunions')
  statutDepuis!: Date | null;
}

@Entity('instance_membre')
export class InstanceMembre {
  @ForeignKey(() => Instance, { name: 'instance_membre_instance_fk' })
  @PrimaryColumn({ type: 'varchar', length: 36 })
  instanceId!: string;

  @Index('instance_membre_signataire_idx')
  @PrimaryColumn({ type: 'varchar', length: 60 })
  signataireId!: string;

  @Column({ type: 'varchar', length: 20, default: 'MEMBRE' })
  qualite!: QualiteMembre;
}

/**
 * The caller's organisation is a member of the instance that this property of the row names. Asked of the
 * members at once: beside the instance, they would be looked for only where there is one.
 */
export function membersOf(property: string): RowRule {
  return related(
    () => InstanceMembre,
    { instanceId: property },
    column('signataireId', ({ signataire }) => signataire),
  );
}

const ofMember = membersOf('id');

export const instanceRows = rowRules(Instance, {
  'groupe-travail': ofMember,
  // Who sets it up: its first member is entered a moment later.
  auteur: column('presidenceId', ({ signataire }) => signataire),
  // Who presides, and who does not.
  destinataire: allOf(
    ofMember,
    column('presidenceId', ({ signataire }) => signataire),
  ),
  participant: allOf(
    ofMember,
    sql((scope) => {
      const { signataire } = scope.appelant;
      return signataire ? `${scope.col('presidenceId')} <> ${scope.param(signataire)}` : null;
    }),
  ),
});

@Entity('reunion')
@ObjectType({ description: 'Réunion d’une instance.' })
@Portee('instance:reunions')
export class Reunion {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('reunion_instance_idx')
  @ForeignKey(() => Instance, { name: 'reunion_instance_fk' })
  @Column({ type: 'varchar', length: 36 })
  instanceId!: string;

  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour de la réunion.' })
  date!: string;

  @Column({ type: 'varchar', length: 300 })
  @Field(() => ObjetReunion, { description: 'Objet.' })
  objet!: ObjetReunion;

  @Column({ type: 'varchar', length: 30, nullable: true })
  @Field(() => ThemeReunion, { nullable: true, description: 'Thème, pour une réunion demandée.' })
  theme!: ThemeReunion | null;

  @Column({ type: 'varchar', length: 20, default: 'CONVOQUEE' })
  @Field(() => StatutReunion, { description: 'Étape : convoquée ou annulée.' })
  statut!: StatutReunion;

  @Column({ type: 'varchar', length: 30, nullable: true })
  @Field(() => MotifAnnulationReunion, {
    nullable: true,
    description: 'Pourquoi elle est annulée ; vide : elle ne l’est pas.',
  })
  motifAnnulation!: MotifAnnulationReunion | null;
}

export const reunionRows = rowRules(Reunion, following(instanceRows, { id: 'instanceId' }));

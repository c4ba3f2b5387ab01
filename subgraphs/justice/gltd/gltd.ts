import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { enumeration } from '../../kit/enumeration.js';
import { Portee } from '../../kit/portee.js';
import { column, related, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { departement } from '../../kit/territoire.js';

export const ObjectifGltd = enumeration(
  'ObjectifGltd',
  'Ce qu’un groupe local de traitement de la délinquance traite (liste du projet).',
  {
    TRAFIC_STUPEFIANTS: 'Trafic de stupéfiants.',
    VIOLENCES: 'Violences.',
    DEGRADATIONS: 'Dégradations.',
    OCCUPATION_PARTIES_COMMUNES: 'Occupation des halls, toits et parties communes.',
    RODEOS: 'Rodéos motorisés.',
    ATTEINTES_AU_PERSONNEL: 'Atteintes au personnel des bailleurs et des services.',
  },
);
export type ObjectifGltd = keyof typeof ObjectifGltd;

export const StatutGltd = enumeration(
  'StatutGltd',
  'Étape d’un groupe local de traitement de la délinquance.',
  { EN_COURS: 'En cours.', CLOS: 'Clos par le procureur.' },
);
export type StatutGltd = keyof typeof StatutGltd;

@Entity('gltd')
@ObjectType({
  description:
    'Groupe local de traitement de la délinquance : créé et présidé par le procureur, pour un périmètre et un temps limités, avec ceux qu’il invite (CSI, art. L132-10-2 ; numéro du décret d’application à vérifier). Lui et ses invités seuls savent qu’il existe.',
})
@Directive('@key(fields: "id")')
@Portee('gltd:lecture')
export class Gltd {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Column({ type: 'json' })
  communeCodes!: readonly string[];

  @Column({ type: 'json' })
  quartierCodes!: readonly string[];

  @Index('gltd_debut_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Premier jour.' })
  debut!: string;

  @Column({ type: 'int' })
  @Field(() => Int, { description: 'Durée, en mois.' })
  duree!: number;

  @Column({ type: 'json' })
  @Field(() => [ObjectifGltd], { description: 'Objectifs.' })
  objectifs!: readonly ObjectifGltd[];

  @Column({ type: 'varchar', length: 20 })
  @Field(() => StatutGltd, { description: 'Étape.' })
  statut!: StatutGltd;

  @Column({ type: 'int', default: 1 })
  @Field(() => Int, {
    description: 'Compte les actes faits sur le dossier ; à redonner avec un acte.',
  })
  version!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  @Field(() => Horodatage, { nullable: true, description: 'Depuis quand il en est à cette étape.' })
  statutDepuis!: Date | null;
}

@Entity('gltd_invite')
export class GltdInvite {
  @ForeignKey(() => Gltd, { name: 'gltd_invite_gltd_fk' })
  @PrimaryColumn({ type: 'varchar', length: 36 })
  gltdId!: string;

  @Index('gltd_invite_signataire_idx')
  @PrimaryColumn({ type: 'varchar', length: 60 })
  signataireId!: string;
}

export const gltdRows = rowRules(Gltd, {
  departement,
  participant: related(
    () => GltdInvite,
    { gltdId: 'id' },
    column('signataireId', ({ signataire }) => signataire),
  ),
});

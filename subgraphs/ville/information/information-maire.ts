import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Portee } from '../../kit/portee.js';
import { column, related, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { departement } from '../../kit/territoire.js';
import { Commune, type ZoneCompetence } from '../territoire/commune.js';
import {
  NatureInformation,
  RaisonClassement,
  StatutInformation,
  SuiteInformation,
} from './information-enums.js';

/** It names nobody, and no step of an inquiry (CPP 11). */
@Entity('information_maire')
@ObjectType({
  description:
    'Infraction dont la police, la gendarmerie ou le procureur informe le maire de la commune, et la suite que le procureur lui en communique (CSI, art. L132-3). Elle ne nomme personne.',
})
@Directive('@key(fields: "id")')
@Portee('information-maire:lecture')
export class InformationMaire {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('information_commune_idx')
  @ForeignKey(() => Commune, { name: 'information_commune_fk' })
  @Column({ type: 'varchar', length: 5 })
  communeCode!: string;

  /** The signatory that informs. */
  @Index('information_auteur_idx')
  @Column({ type: 'varchar', length: 60 })
  auteurId!: string;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => NatureInformation, { description: 'Nature des faits.' })
  nature!: NatureInformation;

  @Index('information_date_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour des faits.' })
  date!: string;

  @Column({ type: 'varchar', length: 80 })
  @Field(() => String, { description: 'La rue, sans numéro.' })
  lieu!: string;

  @Column({ type: 'boolean' })
  @Field(() => Boolean, {
    description: 'Le maire avait signalé ces faits : la suite lui est due dans le mois.',
  })
  signaleeParMaire!: boolean;

  /** null: no term. */
  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, {
    nullable: true,
    description:
      'Dernier jour pour dire la suite au maire qui avait signalé les faits : un mois après la transmission (point de départ à vérifier).',
  })
  dateLimiteSuite!: string | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => SuiteInformation, { nullable: true, description: 'Dernière suite communiquée.' })
  suiteCommuniquee!: SuiteInformation | null;

  @Column({ type: 'varchar', length: 30, nullable: true })
  @Field(() => RaisonClassement, { nullable: true, description: 'Raisons d’un classement.' })
  raisonClassement!: RaisonClassement | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Jour où elle a été communiquée.' })
  dateSuite!: string | null;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => StatutInformation, { description: 'Étape.' })
  statut!: StatutInformation;

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

const forceZones: Readonly<Record<string, ZoneCompetence>> = { police: 'PN', gendarmerie: 'GN' };

/** Mayors alone: neither EPCI nor préfecture nor landlords. A force reads what it wrote. */
export const informationRows = rowRules(InformationMaire, {
  commune: column('communeCode', ({ territoire }) => territoire.commune),
  departement,
  auteur: column('auteurId', ({ signataire }) => signataire),
  zone: related(
    () => Commune,
    { codeInsee: 'communeCode' },
    column('zoneCompetence', ({ territoire }) => forceZones[territoire.zone ?? '']),
  ),
});

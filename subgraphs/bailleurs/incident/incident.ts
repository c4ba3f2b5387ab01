import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Portee } from '../../kit/portee.js';
import { allOf, anyOf, column, related, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { Plainte } from '../plainte/plainte.js';
import { Residence } from '../residence/residence.js';
import {
  sent,
  Signalement,
  SignalementDestinataire,
  SignalementIncident,
} from '../signalement/signalement.js';
import { ofTerritoire } from '../territoire/commune.js';
import {
  LieuIncident,
  LienBail,
  QualiteVictime,
  StatutIncident,
  TrancheHoraire,
  TrancheItt,
} from './incident-enums.js';
import { TypeIncident } from './type-incident.js';

/** Bailleur and place are those of the day of the facts: a later sale of the residence changes nothing. */
@Entity('incident')
@Index('incident_mois_idx', ['moisFaits', 'id'])
@Index('incident_bailleur_idx', ['bailleurId', 'dateFaits'])
@Index('incident_bailleur_mois_idx', ['bailleurId', 'moisFaits', 'id'])
@Index('incident_bailleur_commune_idx', ['bailleurId', 'communeCode', 'moisFaits', 'id'])
@Index('incident_type_gravite_cle_idx', [
  'type',
  'gravite',
  'id',
  'communeCode',
  'bailleurId',
  'quartierCode',
])
@Index('incident_quartier_commune_idx', ['quartierCode', 'communeCode', 'bailleurId', 'id'])
@Index('incident_victime_cle_idx', [
  'victimeQualite',
  'id',
  'communeCode',
  'bailleurId',
  'quartierCode',
])
@Index('incident_commune_idx', ['communeCode', 'dateFaits'])
@Index('incident_commune_mois_idx', ['communeCode', 'moisFaits', 'id'])
@ObjectType({ description: 'Fait constaté dans le parc social ou à ses abords.' })
@Directive('@key(fields: "id")')
@Portee('incident:resume')
export class Incident {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('incident_residence_idx')
  @ForeignKey(() => Residence, { name: 'incident_residence_fk' })
  @Column({ type: 'varchar', length: 120 })
  residenceId!: string;

  @Column({ type: 'varchar', length: 60 })
  bailleurId!: string;

  @Column({ type: 'varchar', length: 5 })
  communeCode!: string;

  @Column({ type: 'varchar', length: 8, nullable: true })
  quartierCode!: string | null;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => TypeIncident, { description: 'Type de faits.' })
  type!: TypeIncident;

  @Column({ type: 'int' })
  @Field(() => Int, {
    description:
      'Gravité : 1 gêne, 2 récurrence ou dégradation, 3 personne atteinte ou intimidée, 4 danger.',
  })
  gravite!: number;

  @Column({ type: 'varchar', length: 7 })
  @Field(() => String, { description: 'Mois des faits, AAAA-MM.' })
  moisFaits!: string;

  @Index('incident_date_faits_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, { nullable: true, description: 'Jour des faits.' })
  @Portee('incident:lecture')
  dateFaits!: string;

  @Column({ type: 'varchar', length: 12, nullable: true })
  @Field(() => TrancheHoraire, { nullable: true, description: 'Tranche horaire.' })
  @Portee('incident:lecture')
  trancheHoraire!: TrancheHoraire | null;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => LieuIncident, { nullable: true, description: 'Type de lieu.' })
  @Portee('incident:lecture')
  lieuType!: LieuIncident;

  @Column({ type: 'boolean' })
  @Field(() => Boolean, { nullable: true, description: 'Les faits se répètent.' })
  @Portee('incident:lecture')
  recurrence!: boolean;

  /** Key of schema/reference/infractions.ts. */
  @Column({ type: 'varchar', length: 40, nullable: true })
  infractionCode!: string | null;

  @Column({ type: 'varchar', length: 36, nullable: true })
  entreeId!: string | null;

  /** Whole euros. */
  @Column({ type: 'int', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Coût estimé, en euros.' })
  @Portee('incident:localisation')
  coutEstime!: number | null;

  @Column({ type: 'varchar', length: 12, nullable: true })
  victimeQualite!: QualiteVictime | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  victimeItt!: TrancheItt | null;

  @Column({ type: 'varchar', length: 160, nullable: true })
  victimeIdentite!: string | null;

  @Column({ type: 'boolean' })
  auteurConnu!: boolean;

  @Column({ type: 'varchar', length: 160, nullable: true })
  auteurIdentite!: string | null;

  @Column({ type: 'varchar', length: 160, nullable: true })
  auteurLienBail!: LienBail | null;

  @Column({ type: 'boolean', default: false })
  @Field(() => Boolean, {
    nullable: true,
    description: 'Le 17 a été appelé : nécessaire pour entrer un fait de gravité 4.',
  })
  @Portee('incident:lecture')
  appel17!: boolean;

  @Column({ type: 'varchar', length: 10, default: 'OUVERT' })
  @Field(() => StatutIncident, { nullable: true, description: 'Étape.' })
  @Portee('incident:lecture')
  statut!: StatutIncident;

  @Column({ type: 'int', default: 1 })
  @Field(() => Int, {
    nullable: true,
    description: 'Compte les actes faits sur le dossier ; à redonner avec un acte.',
  })
  @Portee('incident:lecture')
  version!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  @Field(() => Horodatage, { nullable: true, description: 'Depuis quand il en est à cette étape.' })
  @Portee('incident:lecture')
  statutDepuis!: Date | null;
}

export const incidentRows = rowRules(Incident, {
  ...ofTerritoire,
  patrimoine: column('bailleurId', ({ territoire }) => territoire.patrimoine),
  quartier: anyOf(
    related(
      () => Residence,
      { quartierCode: 'quartierCode' },
      column('bailleurId', ({ territoire }) => territoire.patrimoine),
    ),
    // Of a bailleur whose stock is in another operator's database.
    column('quartierCode', ({ territoire }) => territoire.quartiers),
  ),
  // docs/decisions/what-the-parquet-sees-of-incidents.md
  destinataire: anyOf(
    related(
      () => Plainte,
      { incidentId: 'id' },
      column('parquetId', ({ signataire }) => signataire),
    ),
    related(
      () => SignalementIncident,
      { incidentId: 'id' },
      allOf(
        // First what fewer meet.
        related(
          () => SignalementDestinataire,
          { signalementId: 'signalementId' },
          column('signataireId', ({ signataire }) => signataire),
        ),
        related(() => Signalement, { id: 'signalementId' }, sent),
      ),
    ),
  ),
});

import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { enumeration } from '../../kit/enumeration.js';
import { Portee } from '../../kit/portee.js';
import { allOf, column, following, mostly, related, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { ofTerritoire } from '../territoire/commune.js';

export const StatutSignalement = enumeration('StatutSignalement', 'Étape d’un signalement.', {
  BROUILLON: 'En préparation chez le bailleur.',
  TRANSMIS: 'Transmis.',
  ACCUSE_RECEPTION: 'Reçu par le destinataire.',
  QUALIFIE: 'Qualifié.',
  EN_TRAITEMENT: 'En traitement.',
  SUITE_COMMUNIQUEE: 'Suite communiquée.',
  REORIENTE: 'Réorienté vers un autre destinataire.',
  LIE_A_PLAINTE: 'Lié à une plainte.',
  CLOS: 'Clos.',
});
export type StatutSignalement = keyof typeof StatutSignalement;

export const Urgence = enumeration(
  'Urgence',
  'Urgence d’un signalement. Un signalement ne remplace jamais un appel au 17.',
  {
    NORMALE: 'Normale.',
    ELEVEE: 'Élevée.',
    URGENCE: 'Danger immédiat : le 17 a été appelé, le signalement en garde la trace.',
  },
);
export type Urgence = keyof typeof Urgence;

export const Qualification = enumeration(
  'Qualification',
  'Ce que le destinataire voit dans les faits signalés. Ce n’est pas une qualification pénale.',
  {
    NON_PENAL: 'Faits qui ne relèvent pas du droit pénal.',
    CONTRAVENTION: 'Faits qui peuvent constituer une contravention.',
    DELIT: 'Faits qui peuvent constituer un délit.',
    URGENCE: 'Faits qui appellent une intervention immédiate.',
  },
);
export type Qualification = keyof typeof Qualification;

export const MotifContestation = enumeration(
  'MotifContestation',
  'Pourquoi le bailleur conteste une qualification.',
  {
    FAITS_PLUS_GRAVES: 'Les faits sont plus graves.',
    FAITS_MOINS_GRAVES: 'Les faits sont moins graves.',
    FAITS_REPETES: 'Les faits se répètent et doivent être vus ensemble.',
    ERREUR_DE_LIEU: 'Le lieu retenu n’est pas le bon.',
  },
);
export type MotifContestation = keyof typeof MotifContestation;

export const NatureSuite = enumeration('NatureSuite', 'Suite opérationnelle donnée.', {
  PASSAGE: 'Passage ou patrouille.',
  INTERVENTION: 'Intervention.',
  MEDIATION: 'Médiation.',
  CONTACT_BAILLEUR: 'Contact avec le bailleur.',
  SANS_SUITE: 'Sans suite opérationnelle.',
});
export type NatureSuite = keyof typeof NatureSuite;

@Entity('signalement')
@Index('signalement_bailleur_date_idx', ['bailleurId', 'dateTransmission', 'id'])
@Index('signalement_commune_date_idx', ['communeCode', 'dateTransmission', 'id'])
@ObjectType({ description: 'Fiche de signalement d’un bailleur à ses partenaires.' })
@Directive('@key(fields: "id")')
@Portee('signalement:lecture')
export class Signalement {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Column({ type: 'varchar', length: 60 })
  bailleurId!: string;

  @Column({ type: 'varchar', length: 5 })
  communeCode!: string;

  /** Correspondant (ville) who wrote it. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  auteurId!: string | null;

  @Index('signalement_date_idx')
  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Jour de la transmission.' })
  dateTransmission!: string | null;

  @Column({ type: 'varchar', length: 10 })
  @Field(() => Urgence, { description: 'Urgence.' })
  urgence!: Urgence;

  @Index('signalement_statut_idx')
  @Column({ type: 'varchar', length: 20 })
  @Field(() => StatutSignalement, { description: 'Étape.' })
  statut!: StatutSignalement;

  @Column({ type: 'int', default: 1 })
  @Field(() => Int, {
    description: 'Compte les actes faits sur le dossier ; à redonner avec un acte.',
  })
  version!: number;

  @Index('signalement_statut_depuis_idx')
  @Column({ type: 'datetime', precision: 3, nullable: true })
  @Field(() => Horodatage, { nullable: true, description: 'Depuis quand il en est à cette étape.' })
  statutDepuis!: Date | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => Qualification, { nullable: true, description: 'Qualification du destinataire.' })
  qualification!: Qualification | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => MotifContestation, {
    nullable: true,
    description: 'Motif de la contestation, que le bailleur ne peut faire qu’une fois.',
  })
  motifContestation!: MotifContestation | null;

  /** That 17 was called, said by the bailleur: the condition of an URGENCE. */
  @Column({ type: 'boolean', default: false })
  @Field(() => Boolean, { description: 'Le 17 a été appelé avant le signalement.' })
  appel17!: boolean;

  @Column({ type: 'varchar', length: 36, nullable: true })
  plainteId!: string | null;
}

@Entity('signalement_incident')
export class SignalementIncident {
  @ForeignKey(() => Signalement, { name: 'signalement_incident_fk' })
  @PrimaryColumn({ type: 'varchar', length: 36 })
  signalementId!: string;

  @Index('signalement_incident_idx')
  @PrimaryColumn({ type: 'varchar', length: 36 })
  incidentId!: string;
}

@Entity('signalement_destinataire')
export class SignalementDestinataire {
  @ForeignKey(() => Signalement, { name: 'signalement_destinataire_fk' })
  @PrimaryColumn({ type: 'varchar', length: 36 })
  signalementId!: string;

  @Index('signalement_destinataire_idx')
  @PrimaryColumn({ type: 'varchar', length: 60 })
  signataireId!: string;
}

@Entity('suite_operationnelle')
@ObjectType({ description: 'Suite donnée à un signalement par un service.' })
@Portee('signalement:lecture')
export class SuiteOperationnelle {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('suite_signalement_idx')
  @ForeignKey(() => Signalement, { name: 'suite_signalement_fk' })
  @Column({ type: 'varchar', length: 36 })
  signalementId!: string;

  @Column({ type: 'varchar', length: 60 })
  auteurId!: string;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => NatureSuite, { description: 'Nature.' })
  nature!: NatureSuite;

  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour.' })
  date!: string;
}

/** A draft is its bailleur's own until it is sent. */
export const sent = mostly('statut', () =>
  Object.keys(StatutSignalement).filter((statut) => statut !== StatutSignalement.BROUILLON),
);

export const signalementRows = rowRules(Signalement, {
  commune: allOf(sent, ofTerritoire.commune),
  zone: allOf(sent, ofTerritoire.zone),
  patrimoine: column('bailleurId', ({ territoire }) => territoire.patrimoine),
  destinataire: allOf(
    sent,
    related(
      () => SignalementDestinataire,
      { signalementId: 'id' },
      column('signataireId', ({ signataire }) => signataire),
    ),
  ),
});

export const suiteRows = rowRules(
  SuiteOperationnelle,
  following(signalementRows, { id: 'signalementId' }),
);

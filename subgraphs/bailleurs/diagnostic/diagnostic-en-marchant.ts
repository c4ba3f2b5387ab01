import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Portee } from '../../kit/portee.js';
import { column, following, related, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { ofTerritoire } from '../territoire/commune.js';
import {
  MotifDiagnostic,
  MotifRefusDiagnostic,
  QualiteParticipant,
  StatutDiagnostic,
} from './diagnostic-enums.js';

/** Article 6: joint prevention on the spot, at a landlord's request. */
@Entity('diagnostic')
@ObjectType({
  description:
    'Diagnostic en marchant : visite d’un lieu par les partenaires, à la demande du bailleur (article 6).',
})
@Directive('@key(fields: "id")')
@Portee('diagnostic:lecture')
export class DiagnosticEnMarchant {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('diagnostic_bailleur_idx')
  @Column({ type: 'varchar', length: 60 })
  bailleurId!: string;

  @Index('diagnostic_commune_idx')
  @Column({ type: 'varchar', length: 5 })
  communeCode!: string;

  /** The city of the commune or, where it is no signatory, its EPCI. */
  @Index('diagnostic_instructeur_idx')
  @Column({ type: 'varchar', length: 60 })
  instructeurId!: string;

  @Column({ type: 'varchar', length: 30 })
  @Field(() => MotifDiagnostic, { description: 'Motif de la demande.' })
  motif!: MotifDiagnostic;

  @Index('diagnostic_date_souhaitee_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour que le bailleur souhaite.' })
  dateSouhaitee!: string;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, {
    nullable: true,
    description: 'Jour pour lequel la visite est planifiée.',
  })
  datePlanifiee!: string | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Jour où la visite a eu lieu.' })
  dateRealisation!: string | null;

  @Column({ type: 'varchar', length: 30, nullable: true })
  @Field(() => MotifRefusDiagnostic, { nullable: true, description: 'Motif du refus.' })
  motifRefus!: MotifRefusDiagnostic | null;

  @Index('diagnostic_statut_idx')
  @Column({ type: 'varchar', length: 20 })
  @Field(() => StatutDiagnostic, { description: 'Étape.' })
  statut!: StatutDiagnostic;

  @Column({ type: 'int', default: 1 })
  @Field(() => Int, {
    description: 'Compte les actes faits sur le dossier ; à redonner avec un acte.',
  })
  version!: number;

  @Index('diagnostic_statut_depuis_idx')
  @Column({ type: 'datetime', precision: 3, nullable: true })
  @Field(() => Horodatage, { nullable: true, description: 'Depuis quand il en est à cette étape.' })
  statutDepuis!: Date | null;
}

@Entity('diagnostic_residence')
export class DiagnosticResidence {
  @ForeignKey(() => DiagnosticEnMarchant, { name: 'diagnostic_residence_fk' })
  @PrimaryColumn({ type: 'varchar', length: 36 })
  diagnosticId!: string;

  @Index('diagnostic_residence_idx')
  @PrimaryColumn({ type: 'varchar', length: 120 })
  residenceId!: string;
}

/** Who was invited to the visit, and as what. */
@Entity('diagnostic_participant')
@ObjectType({ description: 'Un signataire invité à une visite, et à quel titre.' })
@Portee('diagnostic:lecture')
export class ParticipantDiagnostic {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Index('diagnostic_participant_idx')
  @ForeignKey(() => DiagnosticEnMarchant, { name: 'diagnostic_participant_fk' })
  @Column({ type: 'varchar', length: 36 })
  diagnosticId!: string;

  @Index('diagnostic_participant_signataire_idx')
  @Column({ type: 'varchar', length: 60 })
  signataireId!: string;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => QualiteParticipant, { description: 'À quel titre.' })
  qualite!: QualiteParticipant;
}

export const diagnosticRows = rowRules(DiagnosticEnMarchant, {
  commune: ofTerritoire.commune,
  epci: ofTerritoire.epci,
  patrimoine: column('bailleurId', ({ territoire }) => territoire.patrimoine),
  destinataire: column('instructeurId', ({ signataire }) => signataire),
  participant: related(
    () => ParticipantDiagnostic,
    { diagnosticId: 'id' },
    column('signataireId', ({ signataire }) => signataire),
  ),
});

export const participantRows = rowRules(
  ParticipantDiagnostic,
  following(diagnosticRows, { id: 'diagnosticId' }),
);

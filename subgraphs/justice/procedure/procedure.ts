import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { enumeration } from '../../kit/enumeration.js';
import { Portee } from '../../kit/portee.js';
import { allOf, column, related, rowRules, sql } from '../../kit/row-rules.js';
import { DateCivile } from '../../kit/scalars.js';
import { departement } from '../../kit/territoire.js';
import { ofTerritoire } from '../territoire/commune.js';
import { TypeDecision } from './penal-outcome.js';

export const EtatPublic = enumeration('EtatPublic', 'État communicable d’une procédure.', {
  EN_COURS: 'En cours ; aucune étape interne n’est dite (CPP, art. 11).',
  DECISION_NOTIFIEE: 'Décision notifiée.',
  JUGEMENT_DEFINITIF: 'Jugement définitif.',
  APPEL: 'Appel.',
});
export type EtatPublic = keyof typeof EtatPublic;

/** A register of communications, not a view on the case file: no number, no suspect, ever. */
@Entity('procedure')
@Index('procedure_mois_idx', ['moisFaits', 'id'])
@ObjectType({ description: 'Procédure, au registre de communication du parquet.' })
@Directive('@key(fields: "id")')
@Portee('justice:procedure')
export class Procedure {
  /** Random: cannot be guessed, and says nothing of the parquet's own number. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant opaque ; jamais le numéro du parquet.' })
  id!: string;

  @Index('procedure_commune_idx')
  @Column({ type: 'varchar', length: 5 })
  communeCode!: string;

  @Column({ type: 'varchar', length: 7 })
  @Field(() => String, { description: 'Mois des faits, AAAA-MM.' })
  moisFaits!: string;

  /** Keys of schema/reference/infractions.ts. */
  @Column({ type: 'json' })
  infractionCodes!: readonly string[];

  @Column({ type: 'varchar', length: 20 })
  @Field(() => EtatPublic, { description: 'État communicable.' })
  etatPublic!: EtatPublic;

  @Index('procedure_plaignant_idx')
  @Column({ type: 'varchar', length: 60, nullable: true })
  plaignantId!: string | null;

  /** The signatory whose service was seised. */
  @Index('procedure_service_idx')
  @Column({ type: 'varchar', length: 60, nullable: true })
  serviceSaisiId!: string | null;

  /** Listed for the information of the mayor of the facts (CSI, art. L132-3). */
  @Column({ type: 'boolean' })
  informationMaire!: boolean;
}

/** A row of its own: its readers are judged on the notices alone. */
@Entity('decision')
@ObjectType({ description: 'Décision du parquet, lisible une fois notifiée à l’appelant.' })
@Portee('justice:decision')
export class Decision {
  @ForeignKey(() => Procedure, { name: 'decision_procedure_fk' })
  @PrimaryColumn({ type: 'varchar', length: 36 })
  procedureId!: string;

  @Column({ type: 'varchar', length: 30 })
  @Field(() => TypeDecision, { description: 'Type de décision.' })
  typeDecision!: TypeDecision;

  /** Code of the motive, for a classement sans suite. */
  @Column({ type: 'varchar', length: 2, nullable: true })
  motifCode!: string | null;

  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour de la décision.' })
  dateDecision!: string;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Jour de la publication.' })
  datePublication!: string | null;
}

/** A decision told to one signatory: what opens `Procedure.decision` to it. */
@Entity('avis_notifie')
export class AvisNotifie {
  @ForeignKey(() => Procedure, { name: 'avis_notifie_procedure_fk' })
  @PrimaryColumn({ type: 'varchar', length: 36 })
  procedureId!: string;

  @PrimaryColumn({ type: 'varchar', length: 60 })
  signataireId!: string;

  @Column({ type: 'date' })
  dateNotification!: string;
}

const listedForMayor = allOf(
  ofTerritoire.commune,
  sql((scope) => `${scope.col('informationMaire')} = ${scope.param(1)}`),
);

/**
 * `destinataire` means two things by its grant: service seised for the procedure, notified for the
 * decision. The decision is a row of its own here, so each has its own rules.
 */
export const procedureRows = rowRules(Procedure, {
  departement,
  plaignant: column('plaignantId', ({ signataire }) => signataire),
  commune: listedForMayor,
  destinataire: column('serviceSaisiId', ({ signataire }) => signataire),
});

export const decisionRows = rowRules(Decision, {
  departement,
  destinataire: related(
    () => AvisNotifie,
    { procedureId: 'procedureId' },
    column('signataireId', ({ signataire }) => signataire),
  ),
});

import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { OutgoingAct } from '../../kit/delivery/outgoing-act.js';
import { enumeration } from '../../kit/enumeration.js';
import { Portee } from '../../kit/portee.js';
import { allOf, anyOf, column, related, rowRules, sql } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
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

/** The parquet alone knows the steps of its register. */
const registre = 'justice:conduite';

export const StatutProcedure = enumeration(
  'StatutProcedure',
  'Étape d’une procédure au registre du parquet, qui seul la lit.',
  {
    EN_COURS: 'En cours.',
    DECISION: 'Décidée ; personne n’en a encore eu avis.',
    AVIS_NOTIFIE: 'Avis donné à un destinataire au moins.',
    JUGEMENT_DEFINITIF: 'Jugement définitif.',
    APPEL: 'Appel.',
  },
);
export type StatutProcedure = keyof typeof StatutProcedure;

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
  @Field(() => EtatPublic, {
    description:
      'État communicable : « en cours » pour qui n’a pas eu avis de la décision, quoi qu’il en soit.',
  })
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

  /** The landlord's complaint (bailleurs) that a notice to its complainant moves. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: 'La plainte d’un bailleur qui en est à l’origine.',
  })
  @Portee(registre)
  plainteId!: string | null;

  /** Internal: what the others may know stands in `etatPublic`. */
  @Column({ type: 'varchar', length: 20, default: 'EN_COURS' })
  @Field(() => StatutProcedure, { nullable: true, description: 'Étape au registre.' })
  @Portee(registre)
  statut!: StatutProcedure;

  @Column({ type: 'int', default: 1 })
  @Field(() => Int, {
    nullable: true,
    description: 'Compte les actes faits sur le dossier ; à redonner avec un acte.',
  })
  @Portee(registre)
  version!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  @Field(() => Horodatage, {
    nullable: true,
    description: 'Depuis quand elle en est à cette étape.',
  })
  @Portee(registre)
  statutDepuis!: Date | null;
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

/** What takes a notice to the complaint of its complainant. */
export const noticeToComplaint = 'recevoirAvisPlainte';

/**
 * The complaint took the notice, and so said whose it is: until then the register alone names the
 * complainant, and may name a wrong one. Without a complaint there is nothing to take it.
 */
const takenByItsComplaint = anyOf(
  sql((scope) => `${scope.col('plainteId')} IS NULL`),
  related(
    () => OutgoingAct,
    { source: 'id' },
    allOf(
      column('acte', () => noticeToComplaint),
      column('etat', () => 'FAITE'),
    ),
  ),
);

/**
 * `destinataire` means two things by its grant: service seised for the procedure, notified for the
 * decision. The decision is a row of its own here, so each has its own rules.
 */
export const procedureRows = rowRules(Procedure, {
  departement,
  plaignant: allOf(
    column('plaignantId', ({ signataire }) => signataire),
    related(() => AvisNotifie, { procedureId: 'id', signataireId: 'plaignantId' }),
    takenByItsComplaint,
  ),
  commune: listedForMayor,
  destinataire: column('serviceSaisiId', ({ signataire }) => signataire),
});

export const decisionRows = rowRules(Decision, {
  departement,
  destinataire: allOf(
    related(
      () => AvisNotifie,
      { procedureId: 'procedureId' },
      column('signataireId', ({ signataire }) => signataire),
    ),
    related(
      () => Procedure,
      { id: 'procedureId' },
      anyOf(
        sql((scope) => {
          const complainant = scope.col('plaignantId');
          const caller = scope.param(scope.appelant.signataire);
          return `(${complainant} IS NULL OR ${complainant} <> ${caller})`;
        }),
        takenByItsComplaint,
      ),
    ),
  ),
});

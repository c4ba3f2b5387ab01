import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Portee } from '../../kit/portee.js';
import { column, following, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { DiagnosticEnMarchant, diagnosticRows } from './diagnostic-en-marchant.js';
import { LieuConstat, MotifRefusPilote, StatutConstat, ThemeConstat } from './diagnostic-enums.js';

/** What was seen on a visit, and the measure that answers it: one line of the plan of actions. */
@Entity('constat')
@ObjectType({
  description:
    'Constat d’un diagnostic en marchant et la mesure qui y répond : une ligne du plan d’actions.',
})
@Directive('@key(fields: "id")')
@Portee('diagnostic:lecture')
export class Constat {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('constat_diagnostic_idx')
  @ForeignKey(() => DiagnosticEnMarchant, { name: 'constat_diagnostic_fk' })
  @Column({ type: 'varchar', length: 36 })
  diagnosticId!: string;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => ThemeConstat, { description: 'Thème.' })
  theme!: ThemeConstat;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => LieuConstat, { description: 'Lieu.' })
  lieu!: LieuConstat;

  /** Free text: classed one level above its object. */
  @Column({ type: 'varchar', length: 200 })
  @Field(() => String, {
    nullable: true,
    description: 'Ce qui a été vu, en peu de mots et sans nommer personne.',
  })
  @Portee('diagnostic:description')
  description!: string;

  /** No file: who took it keeps it, and gives it by this. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'Photographie : empreinte SHA-256 du fichier, que garde qui a relevé le constat ; il a attesté qu’elle ne montre ni personne ni plaque.',
  })
  photo!: string | null;

  @Column({ type: 'int' })
  @Field(() => Int, { description: 'Priorité : 1 d’abord, 3 en dernier.' })
  priorite!: number;

  /** The signatory that recorded it. */
  @Column({ type: 'varchar', length: 60 })
  releveParId!: string;

  @Index('constat_pilote_idx')
  @Column({ type: 'varchar', length: 60, nullable: true })
  piloteId!: string | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Jour où la mesure doit être faite.' })
  echeance!: string | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => MotifRefusPilote, {
    nullable: true,
    description: 'Motif du dernier refus d’un pilote.',
  })
  motifRefusPilote!: MotifRefusPilote | null;

  @Index('constat_statut_idx')
  @Column({ type: 'varchar', length: 20 })
  @Field(() => StatutConstat, { description: 'Étape.' })
  statut!: StatutConstat;

  @Column({ type: 'int', default: 1 })
  @Field(() => Int, {
    description: 'Compte les actes faits sur le dossier ; à redonner avec un acte.',
  })
  version!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  @Field(() => Horodatage, { nullable: true, description: 'Depuis quand il en est à cette étape.' })
  statutDepuis!: Date | null;
}

export const constatRows = rowRules(Constat, {
  ...following(diagnosticRows, { id: 'diagnosticId' }),
  pilote: column('piloteId', ({ signataire }) => signataire),
});

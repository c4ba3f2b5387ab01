import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Portee } from '../../kit/portee.js';
import { column, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { departement } from '../../kit/territoire.js';
import { Commune } from '../territoire/commune.js';
import {
  MotifAbandonRappel,
  MotifRappelOrdre,
  NatureFaits,
  StatutRappelOrdre,
} from './rappel-ordre-enums.js';

@Entity('rappel_ordre')
@ObjectType({
  description:
    'Rappel à l’ordre verbal par le maire (CSI, art. L132-7). La personne concernée n’est lisible que du maire et, pendant sa consultation, du parquet.',
})
@Directive('@key(fields: "id")')
@Portee('rappel-ordre:statut')
export class RappelOrdre {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('rappel_ordre_statut_idx')
  @Column({ type: 'varchar', length: 20 })
  @Field(() => StatutRappelOrdre, { description: 'Étape du rappel à l’ordre.' })
  statut!: StatutRappelOrdre;

  /** INSEE code of the commune whose mayor acts. */
  @Index('rappel_ordre_commune_idx')
  @ForeignKey(() => Commune, { name: 'rappel_ordre_commune_fk' })
  @Column({ type: 'varchar', length: 5 })
  communeCode!: string;

  @Index('rappel_ordre_date_faits_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, { nullable: true, description: 'Jour des faits.' })
  @Portee('rappel-ordre:lecture')
  dateFaits!: string;

  @Column({ type: 'varchar', length: 40 })
  @Field(() => MotifRappelOrdre, { nullable: true, description: 'Motif.' })
  @Portee('rappel-ordre:lecture')
  motif!: MotifRappelOrdre;

  @Column({ type: 'boolean' })
  @Field(() => Boolean, { nullable: true, description: 'La personne est mineure.' })
  @Portee('rappel-ordre:lecture')
  mineur!: boolean;

  /** Id of the Signalement (bailleurs) that the rappel comes from, if any. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  signalementOrigineId!: string | null;

  /** The bailleur that sent that signalement: it may follow the statut. */
  @Index('rappel_ordre_bailleur_origine_idx')
  @Column({ type: 'varchar', length: 60, nullable: true })
  bailleurOrigine!: string | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Jour de la convocation.' })
  @Portee('rappel-ordre:lecture')
  dateConvocation!: string | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Jour où il a été prononcé.' })
  @Portee('rappel-ordre:lecture')
  dateTenue!: string | null;

  @Column({ type: 'boolean', nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: 'Un représentant légal du mineur était présent.',
  })
  @Portee('rappel-ordre:lecture')
  presenceRepresentantLegal!: boolean | null;

  /** null: proposed before acts were recorded. */
  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => NatureFaits, { nullable: true, description: 'Nature des faits.' })
  @Portee('rappel-ordre:lecture')
  natureFaits!: NatureFaits | null;

  @Column({ type: 'boolean', nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: 'La convocation d’un mineur est aussi adressée à ses représentants légaux.',
  })
  @Portee('rappel-ordre:lecture')
  convocationRepresentants!: boolean | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => MotifAbandonRappel, { nullable: true, description: 'Pourquoi il est abandonné.' })
  @Portee('rappel-ordre:lecture')
  motifAbandon!: MotifAbandonRappel | null;

  /** Opaque id received with the opinion. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: 'Identifiant, au registre du parquet, de l’avis qui a fait avancer ce dossier.',
  })
  @Portee('rappel-ordre:lecture')
  avisId!: string | null;

  @Column({ type: 'int', default: 1 })
  @Field(() => Int, {
    nullable: true,
    description: 'Compte les actes faits sur le dossier ; à redonner avec un acte.',
  })
  @Portee('rappel-ordre:lecture')
  version!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  @Field(() => Horodatage, { nullable: true, description: 'Depuis quand il en est à cette étape.' })
  @Portee('rappel-ordre:lecture')
  statutDepuis!: Date | null;

  /** null: the city has not identified the person yet. */
  @Column({ type: 'varchar', length: 80, nullable: true })
  auteurNom!: string | null;

  @Column({ type: 'varchar', length: 80, nullable: true })
  auteurPrenom!: string | null;

  @Column({ type: 'date', nullable: true })
  auteurDateNaissance!: string | null;

  @Column({ type: 'varchar', length: 200, nullable: true })
  auteurAdresse!: string | null;

  @Column({ type: 'json' })
  auteurRepresentants!: readonly RepresentantEnregistre[];
}

/** A legal representative as stored in `auteurRepresentants`. */
export interface RepresentantEnregistre {
  readonly nom: string;
  readonly prenom: string;
  readonly lien: string | null;
}

export const rappelOrdreRows = rowRules(RappelOrdre, {
  commune: column('communeCode', ({ territoire }) => territoire.commune),
  // The register is the department's: the parquet of the Vienne reads all of it.
  departement,
  auteur: column('bailleurOrigine', ({ signataire }) => signataire),
  // The parquet is addressed only while its opinion is awaited.
  destinataire: column('statut', () => StatutRappelOrdre.CONSULTATION_PARQUET),
});

import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Authentifie, Portee } from '../../kit/portee.js';
import { column, following, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { ofTerritoire } from '../territoire/commune.js';
import {
  AvisForces,
  Financeur,
  NatureMesure,
  StatutSecurisation,
  TypeProgramme,
} from './renovation-enums.js';

/** Calendar and volumes are public; how it is secured is read by who takes part in that. */
@Entity('programme_renovation')
@ObjectType({
  description:
    'Programme de rénovation d’un bailleur, et la sécurisation de ses travaux (article 6).',
})
@Directive('@key(fields: "id")')
@Authentifie()
export class ProgrammeRenovation {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('programme_bailleur_idx')
  @Column({ type: 'varchar', length: 60 })
  bailleurId!: string;

  @Index('programme_commune_idx')
  @Column({ type: 'varchar', length: 5 })
  communeCode!: string;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => TypeProgramme, { description: 'Nature.' })
  type!: TypeProgramme;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => Financeur, { description: 'Qui finance d’abord.' })
  financeur!: Financeur;

  @Index('programme_debut_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Début prévu des travaux.' })
  debutPrevu!: string;

  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Fin prévue des travaux.' })
  finPrevue!: string;

  @Column({ type: 'int' })
  @Field(() => Int, { description: 'Nombre de logements.' })
  nbLogements!: number;

  /** The visit on which the securing rests. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  diagnosticId!: string | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => AvisForces, {
    nullable: true,
    description: 'Avis de la police ou de la gendarmerie.',
  })
  @Portee('renovation:securisation')
  avisForces!: AvisForces | null;

  @Index('programme_statut_idx')
  @Column({ type: 'varchar', length: 20 })
  @Field(() => StatutSecurisation, { nullable: true, description: 'Étape de la sécurisation.' })
  @Portee('renovation:securisation')
  statut!: StatutSecurisation;

  @Column({ type: 'int', default: 1 })
  @Field(() => Int, {
    nullable: true,
    description: 'Compte les actes faits sur le dossier ; à redonner avec un acte.',
  })
  @Portee('renovation:securisation')
  version!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  @Field(() => Horodatage, { nullable: true, description: 'Depuis quand il en est à cette étape.' })
  @Portee('renovation:securisation')
  statutDepuis!: Date | null;
}

@Entity('programme_residence')
export class ProgrammeResidence {
  @ForeignKey(() => ProgrammeRenovation, { name: 'programme_residence_fk' })
  @PrimaryColumn({ type: 'varchar', length: 36 })
  programmeId!: string;

  @Index('programme_residence_idx')
  @PrimaryColumn({ type: 'varchar', length: 120 })
  residenceId!: string;
}

/** Settled before works start, and checked on the spot. */
@Entity('mesure_securisation')
@ObjectType({ description: 'Mesure de sécurisation d’un chantier.' })
@Portee('renovation:securisation')
export class MesureSecurisation {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('mesure_programme_idx')
  @ForeignKey(() => ProgrammeRenovation, { name: 'mesure_programme_fk' })
  @Column({ type: 'varchar', length: 36 })
  programmeId!: string;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => NatureMesure, { description: 'Nature.' })
  nature!: NatureMesure;

  @Column({ type: 'varchar', length: 60 })
  responsableId!: string;
}

/** Not to be given to the public (code de l'urbanisme); its content is classed above the rest. */
@Entity('etude_surete')
@ObjectType({
  description:
    'Étude de sûreté et de sécurité publique d’un programme ; elle n’est pas communicable au public.',
})
@Directive('@key(fields: "id")')
@Portee('etude-surete:lecture')
export class EtudeSurete {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('etude_programme_idx', { unique: true })
  @ForeignKey(() => ProgrammeRenovation, { name: 'etude_programme_fk' })
  @Column({ type: 'varchar', length: 36 })
  programmeId!: string;

  @Column({ type: 'boolean' })
  @Field(() => Boolean, { description: 'Elle est obligatoire.' })
  obligatoire!: boolean;

  @Column({ type: 'varchar', length: 60, nullable: true })
  @Field(() => String, { nullable: true, description: 'Référence du dossier.' })
  reference!: string | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Jour où elle a été déposée.' })
  dateDepot!: string | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, {
    nullable: true,
    description: 'Jour du dernier avis de la police ou de la gendarmerie.',
  })
  dateAvis!: string | null;

  @Column({ type: 'varchar', length: 500, nullable: true })
  @Field(() => String, { nullable: true, description: 'Synthèse, confidentielle.' })
  @Portee('etude-surete:synthese')
  synthese!: string | null;
}

export const programmeRows = rowRules(ProgrammeRenovation, {
  ...ofTerritoire,
  patrimoine: column('bailleurId', ({ territoire }) => territoire.patrimoine),
});

const ofProgramme = following(programmeRows, { id: 'programmeId' });
export const mesureRows = rowRules(MesureSecurisation, ofProgramme);
export const etudeRows = rowRules(EtudeSurete, ofProgramme);

import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { enumeration } from '../../kit/enumeration.js';
import { Portee } from '../../kit/portee.js';
import { column, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { departement } from '../../kit/territoire.js';

export const StatutPlainte = enumeration('StatutPlainte', 'Étape d’une plainte.', {
  DEPOSEE: 'Déposée ; le récépissé est attendu.',
  RECEPISSE: 'Récépissé remis.',
  EN_COURS: 'En cours ; aucune étape interne n’est dite (CPP, art. 11).',
  AVIS_NOTIFIE: 'Le parquet a donné avis de la suite au plaignant.',
  JUGEMENT_DEFINITIF: 'Jugement définitif.',
  APPEL: 'Appel.',
});
export type StatutPlainte = keyof typeof StatutPlainte;

@Entity('plainte')
@Index('plainte_parquet_incident_idx', ['parquetId', 'incidentId'])
@ObjectType({ description: 'Plainte déposée à la suite d’un incident.' })
@Directive('@key(fields: "id")')
@Portee('plainte:lecture')
export class Plainte {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  /** No foreign key: Incident reads this table in its rules, and two classes cannot import each other. */
  @Index('plainte_incident_idx')
  @Column({ type: 'varchar', length: 36 })
  incidentId!: string;

  @Index('plainte_plaignant_idx')
  @Column({ type: 'varchar', length: 60 })
  plaignantId!: string;

  /** The signatory whose service received it. */
  @Index('plainte_service_idx')
  @Column({ type: 'varchar', length: 60 })
  serviceId!: string;

  /** The parquet it was sent to, a signatory. */
  @Column({ type: 'varchar', length: 60 })
  parquetId!: string;

  @Index('plainte_date_depot_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour du dépôt.' })
  dateDepot!: string;

  @Column({ type: 'varchar', length: 40, nullable: true })
  @Field(() => String, { nullable: true, description: 'Numéro de procès-verbal.' })
  numeroPv!: string | null;

  @Column({ type: 'boolean' })
  @Field(() => Boolean, { description: 'Un récépissé a été remis.' })
  recepisse!: boolean;

  /** Keys of schema/reference/infractions.ts. */
  @Column({ type: 'json' })
  qualificationCodes!: readonly string[];

  @Column({ name: 'etat', type: 'varchar', length: 20 })
  @Field(() => StatutPlainte, { description: 'Étape.' })
  statut!: StatutPlainte;

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

  /** Opaque id received in the notice: cannot be guessed. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  procedureId!: string | null;
}

export const plainteRows = rowRules(Plainte, {
  plaignant: column('plaignantId', ({ signataire }) => signataire),
  destinataire: column('serviceId', ({ signataire }) => signataire),
  departement,
});

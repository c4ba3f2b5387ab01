import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { enumeration } from '../../kit/enumeration.js';
import { Portee } from '../../kit/portee.js';
import { column, rowRules } from '../../kit/row-rules.js';
import { DateCivile } from '../../kit/scalars.js';
import { departement } from '../../kit/territoire.js';

export const EtatPlainte = enumeration('EtatPlainte', 'État d’une plainte.', {
  DEPOSEE: 'Déposée.',
  RECEPISSE: 'Récépissé remis.',
  TRANSMISE: 'Transmise au parquet.',
  AVIS_RECU: 'Avis de suite reçu.',
});
export type EtatPlainte = keyof typeof EtatPlainte;

@Entity('plainte')
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

  @Column({ type: 'varchar', length: 10 })
  @Field(() => EtatPlainte, { description: 'État.' })
  etat!: EtatPlainte;

  /** Opaque id received in the notice: cannot be guessed. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  procedureId!: string | null;
}

export const plainteRows = rowRules(Plainte, {
  plaignant: column('plaignantId', ({ signataire }) => signataire),
  destinataire: column('serviceId', ({ signataire }) => signataire),
  departement,
});

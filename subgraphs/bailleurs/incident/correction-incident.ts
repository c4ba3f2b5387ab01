import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Portee } from '../../kit/portee.js';
import { following, rowRules } from '../../kit/row-rules.js';
import { Horodatage } from '../../kit/scalars.js';
import { MotifCorrection } from './incident-enums.js';
import { Incident, incidentRows } from './incident.js';

/** What an incident was before a correction. Appended to, never changed. */
@Entity('incident_correction')
@ObjectType({
  description: 'Une correction d’un incident. Ce qui a été corrigé est gardé, rien ne l’efface.',
})
@Portee('incident:saisie')
export class CorrectionIncident {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('incident_correction_idx')
  @ForeignKey(() => Incident, { name: 'incident_correction_fk' })
  @Column({ type: 'varchar', length: 36 })
  incidentId!: string;

  /** The incident's version after it. */
  @Column({ type: 'int' })
  @Field(() => Int, { description: 'Version de l’incident après la correction.' })
  version!: number;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => MotifCorrection, { description: 'Motif.' })
  motif!: MotifCorrection;

  @Column({ type: 'datetime', precision: 3 })
  @Field(() => Horodatage, { description: 'Quand.' })
  le!: Date;

  /** The corrected columns with the values they had. Persons among them: served to nobody. */
  @Column({ type: 'json' })
  avant!: object;
}

export const correctionRows = rowRules(
  CorrectionIncident,
  following(incidentRows, { id: 'incidentId' }),
);

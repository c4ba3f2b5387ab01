import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import { enumeration } from '../../kit/enumeration.js';
import { Portee } from '../../kit/portee.js';
import { allOf, column, rowRules, when } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { Residence } from '../residence/residence.js';

export const StatutProcesVerbal = enumeration(
  'StatutProcesVerbal',
  'Étape d’un procès-verbal de garde particulier.',
  {
    ETABLI: 'Établi ; à adresser au procureur dans les cinq jours.',
    TRANSMIS: 'Adressé au procureur dans le délai.',
    NUL: 'Nul : il n’a pas été adressé dans le délai.',
  },
);
export type StatutProcesVerbal = keyof typeof StatutProcesVerbal;

/** It names nobody: who did it stands in the report itself, which goes to the prosecutor. */
@Entity('proces_verbal_bailleur')
@ObjectType({
  description:
    'Procès-verbal d’un garde particulier assermenté d’un bailleur (CPP, art. 29 et 29-1). Il ne nomme personne ici.',
})
@Directive('@key(fields: "id")')
@Portee('proces-verbal:lecture')
export class ProcesVerbalBailleur {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('proces_verbal_bailleur_idx')
  @Column({ type: 'varchar', length: 60 })
  bailleurId!: string;

  @ForeignKey(() => Residence, { name: 'proces_verbal_residence_fk' })
  @Column({ type: 'varchar', length: 120 })
  residenceId!: string;

  @Index('proces_verbal_date_constat_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour où le garde a constaté les faits.' })
  dateConstat!: string;

  @Column({ type: 'date' })
  @Field(() => DateCivile, {
    description: 'Dernier jour pour l’adresser au procureur, à peine de nullité.',
  })
  dateLimite!: string;

  /** Keys of schema/reference/infractions.ts. */
  @Column({ type: 'json' })
  infractionCodes!: readonly string[];

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, {
    nullable: true,
    description: 'Jour où il a été adressé au procureur.',
  })
  dateTransmission!: string | null;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => StatutProcesVerbal, { description: 'Étape.' })
  statut!: StatutProcesVerbal;

  @Column({ type: 'int', default: 1 })
  @Field(() => Int, {
    description: 'Compte les actes faits sur le dossier ; à redonner avec un acte.',
  })
  version!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  @Field(() => Horodatage, {
    nullable: true,
    description: 'Depuis quand il en est à cette étape.',
  })
  statutDepuis!: Date | null;
}

export const parquets = signataires
  .filter(({ nature }) => nature === 'justice')
  .map(({ id }) => id);

export const procesVerbalRows = rowRules(ProcesVerbalBailleur, {
  patrimoine: column('bailleurId', ({ territoire }) => territoire.patrimoine),
  // The prosecutor reads what was sent to him, and nobody else whatever he may be granted.
  destinataire: allOf(
    when(({ signataire }) => parquets.some((id) => id === signataire)),
    column('statut', () => StatutProcesVerbal.TRANSMIS),
  ),
});

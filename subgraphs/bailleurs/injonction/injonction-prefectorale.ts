import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Portee } from '../../kit/portee.js';
import { column, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { departement } from '../../kit/territoire.js';
import { Residence } from '../residence/residence.js';
import { MotifRefusInjonction, ReponseInjonction, StatutInjonction } from './injonction-enums.js';

/** It names nobody and no dwelling: the lease and its tenant stand in the prefect's own letter. */
@Entity('injonction_prefectorale')
@ObjectType({
  description:
    'Injonction du préfet à un bailleur de saisir le juge pour résilier un bail, en raison d’agissements en lien avec le trafic de stupéfiants (CCH, art. L442-4-3). Elle ne nomme personne ici : le bail est dans le courrier du préfet.',
})
@Directive('@key(fields: "id")')
@Portee('injonction:lecture')
export class InjonctionPrefectorale {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('injonction_bailleur_idx')
  @Column({ type: 'varchar', length: 60 })
  bailleurId!: string;

  @ForeignKey(() => Residence, { name: 'injonction_residence_fk' })
  @Column({ type: 'varchar', length: 120 })
  residenceId!: string;

  @Column({ type: 'varchar', length: 30 })
  @Field(() => String, { description: 'Référence du courrier du préfet, qui dit le bail.' })
  reference!: string;

  @Index('injonction_date_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour de l’injonction.' })
  dateInjonction!: string;

  /** Of the answer, then of seising the judge; null once neither is owed any more. */
  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, {
    nullable: true,
    description:
      'Dernier jour pour répondre, quinze jours après l’injonction, puis pour saisir le juge, un mois après la réponse (point de départ du mois à vérifier).',
  })
  dateLimite!: string | null;

  @Column({ type: 'varchar', length: 10, nullable: true })
  @Field(() => ReponseInjonction, { nullable: true, description: 'Réponse du bailleur.' })
  reponse!: ReponseInjonction | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Jour de la réponse du bailleur.' })
  dateReponse!: string | null;

  @Column({ type: 'varchar', length: 30, nullable: true })
  @Field(() => MotifRefusInjonction, { nullable: true, description: 'Motif d’un refus.' })
  motifRefus!: MotifRefusInjonction | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, {
    nullable: true,
    description: 'Jour où le juge a été saisi, par le bailleur ou par le préfet.',
  })
  dateSaisine!: string | null;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => StatutInjonction, { description: 'Étape.' })
  statut!: StatutInjonction;

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
}

/** The landlord it is for, and the prefect. */
export const injonctionRows = rowRules(InjonctionPrefectorale, {
  patrimoine: column('bailleurId', ({ territoire }) => territoire.patrimoine),
  departement,
});

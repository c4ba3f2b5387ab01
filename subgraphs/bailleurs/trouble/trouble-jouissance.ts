import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Portee } from '../../kit/portee.js';
import { allOf, column, related, rowRules, when } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { InjonctionPrefectorale } from '../injonction/injonction-prefectorale.js';
import { prefectures } from '../injonction/prefectures.js';
import { Residence } from '../residence/residence.js';
import { DecisionBail, MotifClotureTrouble, StatutTrouble } from './trouble-enums.js';

/** It names nobody and no dwelling: only the landlord knows whose lease the reference is. */
@Entity('trouble_jouissance')
@ObjectType({
  description:
    'Dossier d’un bailleur contre un trouble de jouissance, de la mise en demeure à l’exécution (loi 89-462, art. 6-1 et 7 b ; CCH, art. L442-4-1). Il ne nomme personne : le bail n’y est qu’une référence du bailleur.',
})
@Directive('@key(fields: "id")')
@Portee('trouble-jouissance:lecture')
export class TroubleJouissance {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('trouble_jouissance_bailleur_idx')
  @Column({ type: 'varchar', length: 60 })
  bailleurId!: string;

  @ForeignKey(() => Residence, { name: 'trouble_jouissance_residence_fk' })
  @Column({ type: 'varchar', length: 120 })
  residenceId!: string;

  @Column({ type: 'varchar', length: 30 })
  @Field(() => String, {
    description: 'Référence du bail chez le bailleur, qui ne dit ni le locataire ni le logement.',
  })
  bail!: string;

  @ForeignKey(() => InjonctionPrefectorale, { name: 'trouble_jouissance_injonction_fk' })
  @Column({ type: 'varchar', length: 36, nullable: true })
  injonctionId!: string | null;

  @Index('trouble_jouissance_date_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour de la mise en demeure.' })
  dateMiseEnDemeure!: string;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Jour de l’offre de relogement.' })
  dateOffreRelogement!: string | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Jour de l’assignation.' })
  dateAssignation!: string | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Jour du jugement.' })
  dateJugement!: string | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => DecisionBail, { nullable: true, description: 'Ce que le juge a décidé du bail.' })
  decision!: DecisionBail | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, {
    nullable: true,
    description: 'Jour où la résiliation a été exécutée.',
  })
  dateExecution!: string | null;

  @Column({ type: 'varchar', length: 30, nullable: true })
  @Field(() => MotifClotureTrouble, {
    nullable: true,
    description: 'Pourquoi il est clos sans exécution.',
  })
  motifCloture!: MotifClotureTrouble | null;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => StatutTrouble, { description: 'Étape.' })
  statut!: StatutTrouble;

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

/** The landlord's own; the prefect's where it answers an injunction of his (W8), and no other. */
export const troubleRows = rowRules(TroubleJouissance, {
  patrimoine: column('bailleurId', ({ territoire }) => territoire.patrimoine),
  destinataire: allOf(
    when(({ signataire }) => prefectures.some((id) => id === signataire)),
    related(() => InjonctionPrefectorale, { id: 'injonctionId' }),
  ),
});

import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { enumeration } from '../../kit/enumeration.js';
import { Portee } from '../../kit/portee.js';
import { column, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';

export const StatutCorrespondant = enumeration(
  'StatutCorrespondant',
  'Étape d’une ligne de l’annuaire.',
  {
    EN_FONCTION: 'Nommé, et le signataire n’a pas mis fin à son mandat.',
    TERMINE: 'Le signataire a mis fin à son mandat.',
  },
);
export type StatutCorrespondant = keyof typeof StatutCorrespondant;

@Entity('correspondant')
@ObjectType({
  description:
    'Correspondant (référent) nommé par un signataire, dans l’annuaire partagé de la convention.',
})
@Directive('@key(fields: "id")')
@Portee('correspondant:lecture')
export class Correspondant {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('correspondant_signataire_idx')
  @Column({ type: 'varchar', length: 60 })
  signataireId!: string;

  @Index('correspondant_nom_idx')
  @Column({ type: 'varchar', length: 160 })
  @Field(() => String, { description: 'Nom et prénom.' })
  nom!: string;

  @Column({ type: 'varchar', length: 160 })
  @Field(() => String, { description: 'Fonction exercée chez le signataire.' })
  fonction!: string;

  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => String, { nullable: true, description: 'Téléphone professionnel.' })
  telephonePro!: string | null;

  @Column({ type: 'varchar', length: 254, nullable: true })
  @Field(() => String, { nullable: true, description: 'Courriel professionnel.' })
  courrielPro!: string | null;

  @Index('correspondant_suppleant_idx')
  @ForeignKey(() => Correspondant, { name: 'correspondant_suppleant_fk' })
  @Column({ type: 'varchar', length: 36, nullable: true })
  suppleantId!: string | null;

  @Column({ type: 'varchar', length: 200, nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Territoire ou domaine pour lequel il est compétent.',
  })
  perimetre!: string | null;

  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Début du mandat.' })
  mandatDebut!: string;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, {
    nullable: true,
    description: 'Fin du mandat ; vide tant qu’il court.',
  })
  mandatFin!: string | null;

  @Column({ type: 'varchar', length: 20, default: 'EN_FONCTION' })
  @Field(() => StatutCorrespondant, { description: 'Étape.' })
  statut!: StatutCorrespondant;

  @Column({ type: 'int', default: 1 })
  @Field(() => Int, {
    description: 'Compte les actes faits sur la ligne ; à redonner avec un acte.',
  })
  version!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  @Field(() => Horodatage, { nullable: true, description: 'Depuis quand elle est à cette étape.' })
  statutDepuis!: Date | null;
}

/** Who may act on a line: everybody reads it. */
export const correspondantRows = rowRules(Correspondant, {
  auteur: column('signataireId', ({ signataire }) => signataire),
});

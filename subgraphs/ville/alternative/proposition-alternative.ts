import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Portee } from '../../kit/portee.js';
import { column, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { departement } from '../../kit/territoire.js';
import { Commune } from '../territoire/commune.js';
import {
  FaitsProposition,
  MesureAlternative,
  ReponseParquet,
  StatutProposition,
} from './alternative-enums.js';

/** What becomes of a landlord's damage in place of a transaction. It names nobody who did it. */
@Entity('proposition_alternative')
@ObjectType({
  description:
    'Mesure alternative que le maire propose au procureur pour une contravention commise dans la commune, quand elle n’a pas nui à la commune elle-même : celle d’un bailleur, par exemple (CPP, art. 44-1, al. 6, consolidation ancienne ; à vérifier). Elle ne nomme pas l’auteur.',
})
@Directive('@key(fields: "id")')
@Portee('alternative:lecture')
export class PropositionAlternative {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('alternative_commune_idx')
  @ForeignKey(() => Commune, { name: 'alternative_commune_fk' })
  @Column({ type: 'varchar', length: 5 })
  communeCode!: string;

  @Index('alternative_date_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour des faits.' })
  dateFaits!: string;

  @Column({ type: 'varchar', length: 30 })
  @Field(() => FaitsProposition, { description: 'Les faits.' })
  faits!: FaitsProposition;

  /** The landlord that was harmed; null: somebody else was. */
  @Column({ type: 'varchar', length: 60, nullable: true })
  bailleurId!: string | null;

  @Column({ type: 'varchar', length: 30 })
  @Field(() => MesureAlternative, { description: 'Mesure proposée.' })
  mesureProposee!: MesureAlternative;

  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => ReponseParquet, { nullable: true, description: 'Réponse du procureur.' })
  reponseParquet!: ReponseParquet | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Jour de la réponse.' })
  dateReponse!: string | null;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => StatutProposition, { description: 'Étape.' })
  statut!: StatutProposition;

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

export const alternativeRows = rowRules(PropositionAlternative, {
  commune: column('communeCode', ({ territoire }) => territoire.commune),
  departement,
  // The parquet answers what is proposed to it.
  destinataire: column('statut', () => StatutProposition.PROPOSEE),
});

import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Portee } from '../../kit/portee.js';
import { allOf, column, related, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { Instance, membersOf } from '../instance/instance.js';
import { Commune } from '../territoire/commune.js';
import {
  LieuProblematique,
  MotifEcartProblematique,
  SolutionProblematique,
  StatutProblematique,
  ThemeProblematique,
} from './problematique-enums.js';

/** INVARIANT: nothing in it can name a person: places, codes, days and organisations only. */
@Entity('problematique')
@ObjectType({
  description:
    'Problématique qu’un groupe de partenariat opérationnel (GPO) suit : un lieu, un thème, une solution. Elle ne désigne jamais une personne.',
})
@Directive('@key(fields: "id")')
@Portee('problematique:lecture')
export class Problematique {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('problematique_instance_idx')
  @ForeignKey(() => Instance, { name: 'problematique_instance_fk' })
  @Column({ type: 'varchar', length: 36 })
  instanceId!: string;

  @Index('problematique_commune_idx')
  @ForeignKey(() => Commune, { name: 'problematique_commune_fk' })
  @Column({ type: 'varchar', length: 5 })
  communeCode!: string;

  @Column({ type: 'varchar', length: 8, nullable: true })
  quartierCode!: string | null;

  @Column({ type: 'varchar', length: 120, nullable: true })
  residenceId!: string | null;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => LieuProblematique, { description: 'Type de lieu.' })
  lieu!: LieuProblematique;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => ThemeProblematique, { description: 'Thème.' })
  theme!: ThemeProblematique;

  @Index('problematique_date_reperage_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour où elle a été repérée.' })
  dateReperage!: string;

  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => SolutionProblematique, { nullable: true, description: 'Solution arrêtée.' })
  solution!: SolutionProblematique | null;

  /** The signatory that carries the solution out. */
  @Index('problematique_pilote_idx')
  @Column({ type: 'varchar', length: 60, nullable: true })
  piloteId!: string | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Jour pour lequel elle est attendue.' })
  echeance!: string | null;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, { nullable: true, description: 'Jour où le pilote la dit résolue.' })
  dateResolution!: string | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => MotifEcartProblematique, {
    nullable: true,
    description: 'Pourquoi le groupe ne la suit pas.',
  })
  motifEcart!: MotifEcartProblematique | null;

  @Index('problematique_statut_idx')
  @Column({ type: 'varchar', length: 20 })
  @Field(() => StatutProblematique, { description: 'Étape.' })
  statut!: StatutProblematique;

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

const ofMember = membersOf('instanceId');

/** Who has left the group acts no more, whether it presided or carried a solution out. */
export const problematiqueRows = rowRules(Problematique, {
  'groupe-travail': ofMember,
  destinataire: allOf(
    ofMember,
    related(
      () => Instance,
      { id: 'instanceId' },
      column('presidenceId', ({ signataire }) => signataire),
    ),
  ),
  pilote: allOf(
    ofMember,
    column('piloteId', ({ signataire }) => signataire),
  ),
});

import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { enumeration } from '../../kit/enumeration.js';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { Portee } from '../../kit/portee.js';

export const FamilleSuite = enumeration('FamilleSuite', 'Famille de suites.', {
  POURSUITES: 'Poursuites.',
  ALTERNATIVES: 'Alternatives aux poursuites.',
  CLASSEMENT: 'Classements sans suite.',
});
export type FamilleSuite = keyof typeof FamilleSuite;

/** Counts under this are not told. */
const smallestTold = 5;

/** A cell of territoire, period and type. There are no totals, so that nothing can be subtracted. */
@Entity('statistique_suites')
@Index('statistique_suites_periode_idx', ['periode', 'id'])
@ObjectType({
  description: 'Effectif de suites pénales d’une commune et d’un semestre (CPP, art. 48-1).',
})
@Portee('justice:statistiques')
export class StatistiqueSuites {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('statistique_suites_territoire_idx')
  @Column({ type: 'varchar', length: 5 })
  @Field(() => String, { description: 'Code INSEE de la commune.' })
  territoire!: string;

  @Column({ type: 'varchar', length: 7 })
  @Field(() => String, { description: 'Semestre, AAAA-S1 ou AAAA-S2.' })
  periode!: string;

  @Column({ type: 'varchar', length: 12 })
  @Field(() => FamilleSuite, { description: 'Famille de suites.' })
  type!: FamilleSuite;

  /** The true count: never a field, filter or sort. */
  @Column({ type: 'int' })
  compte!: number;

  @Field(() => Int, { nullable: true, description: 'Effectif ; vide sous 5.' })
  get effectif(): number | null {
    return this.supprime ? null : this.compte;
  }

  @Field(() => Boolean, { description: 'L’effectif est supprimé parce qu’inférieur à 5.' })
  get supprime(): boolean {
    return this.compte < smallestTold;
  }
}

@InputType('FiltreStatistiquesSuites', { description: 'Restreint les statistiques.' })
export class FiltreStatistiquesSuites {
  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune.' })
  territoire?: string;

  @Field(() => String, { nullable: true, description: 'Semestre.' })
  periode?: string;

  @Field(() => FamilleSuite, { nullable: true, description: 'Famille de suites.' })
  type?: FamilleSuite;
}

const TriStatistiquesSuites = sorts('TriStatistiquesSuites', 'Ordre des statistiques.', {
  PERIODE_DESC: {
    property: 'periode',
    order: 'DESC',
    description: 'De la période la plus récente.',
  },
});

export const statistiquesSuites = listing<StatistiqueSuites, FiltreStatistiquesSuites>({
  entity: StatistiqueSuites,
  portee: ['justice:statistiques'],
  filtre: FiltreStatistiquesSuites,
  filters: {
    territoire: equalTo('territoire'),
    periode: equalTo('periode'),
    type: equalTo('type'),
  },
  sorts: TriStatistiquesSuites,
});

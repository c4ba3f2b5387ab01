import { column, enumeration, listing, Portee, rowRules, sorts } from '@passerelle/subgraph-kit';
import type { StatefulRow } from '@passerelle/subgraph-kit';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export const StatutIntervention = enumeration('StatutIntervention', 'Étape d’une intervention.', {
  OUVERTE: 'Le médiateur est saisi.',
  CLOSE: 'L’intervention est terminée.',
});
export type StatutIntervention = keyof typeof StatutIntervention;

@Entity('intervention')
@ObjectType({ description: 'Intervention d’un médiateur dans un immeuble.' })
@Directive('@key(fields: "id")')
@Portee('mediation:lecture')
export class Intervention implements StatefulRow {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('intervention_bailleur_idx')
  @Column({ type: 'varchar', length: 60 })
  bailleurId!: string;

  @Column({ type: 'varchar', length: 5 })
  communeCode!: string;

  @Column({ type: 'varchar', length: 10 })
  @Field(() => StatutIntervention, { description: 'Étape.' })
  statut!: StatutIntervention;

  @Column({ type: 'int' })
  @Field(() => Int, { description: 'Compte les actes.' })
  version!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  statutDepuis!: Date | null;

  /** What was told in confidence: a scope of its own. */
  @Column({ type: 'varchar', length: 500, nullable: true })
  @Field(() => String, { nullable: true, description: 'Récit du médiateur.' })
  @Portee('mediation:recit')
  recit!: string | null;
}

/** A landlord has the rows of its stock, a city those of its commune. No other perimeter opens any. */
export const interventionRows = rowRules(Intervention, {
  patrimoine: column('bailleurId', ({ territoire }) => territoire.patrimoine),
  commune: column('communeCode', ({ territoire }) => territoire.commune),
});

@InputType('FiltreInterventions', { description: 'Restreint la liste.' })
export class FiltreInterventions {
  @Field(() => StatutIntervention, { nullable: true, description: 'Étape.' })
  statut?: StatutIntervention;
}

export const interventions = listing<Intervention, FiltreInterventions>({
  entity: Intervention,
  filtre: FiltreInterventions,
  sorts: sorts('TriInterventions', 'Ordres des interventions.', {
    ID: { property: 'id', order: 'ASC', description: 'Par identifiant.' },
  }),
  portee: ['mediation:lecture'],
  filters: { statut: (statut, scope) => `${scope.col('statut')} = ${scope.param(statut)}` },
});

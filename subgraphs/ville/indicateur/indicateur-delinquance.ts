import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { Authentifie } from '../../kit/portee.js';
import { Commune } from '../territoire/commune.js';

/** One line of the communal base of the ministry's statistical service (SSMSI), as published. */
@Entity('indicateur_delinquance')
@Index('indicateur_delinquance_annee_idx', ['annee', 'id'])
@ObjectType({
  description:
    'Délinquance enregistrée d’une commune, par année et indicateur : base communale publiée par le SSMSI (ministère de l’Intérieur). Ce sont des faits enregistrés, au lieu où ils ont été commis, et non l’activité de la convention. Dans la démonstration, ces chiffres sont inventés.',
})
@Authentifie()
export class IndicateurDelinquance {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('indicateur_delinquance_commune_idx')
  @ForeignKey(() => Commune, { name: 'indicateur_delinquance_commune_fk' })
  @Column({ type: 'varchar', length: 5 })
  communeCode!: string;

  @Column({ type: 'int' })
  @Field(() => Int, { description: 'Année.' })
  annee!: number;

  @Column({ type: 'varchar', length: 120 })
  @Field(() => String, { description: 'Indicateur, dans les mots du SSMSI.' })
  indicateur!: string;

  @Column({ type: 'varchar', length: 60, nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Ce qui est compté : victimes, infractions, mis en cause, véhicules.',
  })
  uniteDeCompte!: string | null;

  @Column({ type: 'boolean' })
  @Field(() => Boolean, {
    description: 'Le chiffre de la commune est publié ; sinon il est couvert par le secret.',
  })
  diffuse!: boolean;

  @Column({ type: 'int', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Nombre ; vide s’il n’est pas publié.' })
  nombre!: number | null;

  @Column({ type: 'double', nullable: true })
  @Field(() => Float, {
    nullable: true,
    description:
      'Taux pour mille habitants ou, pour les cambriolages, pour mille logements ; vide s’il n’est pas publié.',
  })
  tauxPourMille!: number | null;

  @Column({ type: 'double', nullable: true })
  @Field(() => Float, {
    nullable: true,
    description:
      'Nombre moyen des communes du département dont le chiffre n’est pas publié ; ce n’est pas celui de la commune.',
  })
  complementNombre!: number | null;

  @Column({ type: 'double', nullable: true })
  @Field(() => Float, {
    nullable: true,
    description:
      'Taux moyen des communes du département dont le chiffre n’est pas publié ; ce n’est pas celui de la commune.',
  })
  complementTaux!: number | null;
}

@InputType('FiltreIndicateursDelinquance', { description: 'Restreint les indicateurs.' })
export class FiltreIndicateursDelinquance {
  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune.' })
  commune?: string;

  @Field(() => Int, { nullable: true, description: 'Année.' })
  annee?: number;

  @Field(() => String, { nullable: true, description: 'Indicateur, dans les mots du SSMSI.' })
  indicateur?: string;
}

const TriIndicateursDelinquance = sorts('TriIndicateursDelinquance', 'Ordre des indicateurs.', {
  ANNEE_DESC: { property: 'annee', order: 'DESC', description: 'De l’année la plus récente.' },
});

export const indicateursDelinquance = listing<IndicateurDelinquance, FiltreIndicateursDelinquance>({
  entity: IndicateurDelinquance,
  portee: null,
  filtre: FiltreIndicateursDelinquance,
  filters: {
    commune: equalTo('communeCode'),
    annee: equalTo('annee'),
    indicateur: equalTo('indicateur'),
  },
  sorts: TriIndicateursDelinquance,
});

import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { enumeration } from '../../kit/enumeration.js';
import { Authentifie, Portee } from '../../kit/portee.js';
import { anyOf, column, related, rowRules } from '../../kit/row-rules.js';
import { ofTerritoire } from '../territoire/commune.js';

export const TypeConstruction = enumeration(
  'TypeConstruction',
  'Type de construction (RPLS, TYPECONST).',
  {
    COLLECTIF: 'Immeuble collectif.',
    INDIVIDUEL: 'Logements individuels.',
    ETUDIANT: 'Résidence pour étudiants.',
  },
);
export type TypeConstruction = keyof typeof TypeConstruction;

@Entity('residence')
@Index('residence_bailleur_quartier_idx', ['bailleurId', 'quartierCode'])
@ObjectType({ description: 'Résidence du parc social (RPLS) et son exploitation.' })
@Directive('@key(fields: "id")')
@Authentifie()
export class Residence {
  @PrimaryColumn({ type: 'varchar', length: 120 })
  @Field(() => ID, { description: 'Bailleur et code patrimoine, séparés par deux-points.' })
  id!: string;

  @Column({ type: 'varchar', length: 60 })
  bailleurId!: string;

  @Index('residence_nom_idx')
  @Column({ type: 'varchar', length: 160 })
  @Field(() => String, { description: 'Nom d’usage.' })
  nom!: string;

  @Index('residence_commune_idx')
  /** Of any commune: those outside the two EPCI are in nobody's territory. */
  @Column({ type: 'varchar', length: 5 })
  communeCode!: string;

  @Index('residence_quartier_idx')
  @Column({ type: 'varchar', length: 8, nullable: true })
  quartierCode!: string | null;

  @Column({ type: 'int' })
  @Field(() => Int, { description: 'Nombre de logements.' })
  nbLogements!: number;

  @Column({ type: 'varchar', length: 12 })
  @Field(() => TypeConstruction, { description: 'Type de construction (TYPECONST).' })
  typeConstruction!: TypeConstruction;

  @Column({ type: 'int', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Année d’achèvement (CONSTRUCT).' })
  anneeConstruction!: number | null;

  @Column({ type: 'varchar', length: 200, nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Programme de rénovation en cours ou prévu.',
  })
  programmeRenovation!: string | null;

  @Column({ type: 'double', nullable: true })
  @Field(() => Float, {
    nullable: true,
    description: 'Gardiens et surveillants, en équivalents temps plein.',
  })
  @Portee('residence:exploitation')
  gardiens!: number | null;

  @Column({ type: 'boolean', nullable: true })
  @Field(() => Boolean, { nullable: true, description: 'Les entrées ont un contrôle d’accès.' })
  @Portee('residence:exploitation')
  controleAcces!: boolean | null;

  @Column({ type: 'boolean', nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: 'L’éclairage des parties communes est en état.',
  })
  @Portee('residence:exploitation')
  eclairage!: boolean | null;

  @Column({ type: 'boolean', nullable: true })
  @Field(() => Boolean, { nullable: true, description: 'La résidence est sous vidéoprotection.' })
  @Portee('residence:exploitation')
  videoprotection!: boolean | null;

  @Column({ type: 'boolean', nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Autorisation permanente donnée aux forces de l’ordre d’entrer dans les parties communes.',
  })
  @Portee('residence:exploitation')
  autorisationAccesPermanent!: boolean | null;

  @Column({ type: 'varchar', length: 500, nullable: true })
  @Field(() => String, { nullable: true, description: 'Consignes d’accès pour une intervention.' })
  @Portee('residence:consignes')
  consignesAcces!: string | null;
}

export const residenceRows = rowRules(Residence, {
  ...ofTerritoire,
  patrimoine: column('bailleurId', ({ territoire }) => territoire.patrimoine),
  // docs/decisions/perimeter-quartier.md: for bailleurs that have stock in the same quartier.
  quartier: anyOf(
    related(
      () => Residence,
      { quartierCode: 'quartierCode' },
      column('bailleurId', ({ territoire }) => territoire.patrimoine),
    ),
    // Of a bailleur whose stock is in another operator's database.
    column('quartierCode', ({ territoire }) => territoire.quartiers),
  ),
});

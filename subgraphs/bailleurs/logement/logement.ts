import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { enumeration } from '../../kit/enumeration.js';
import { Authentifie, Portee } from '../../kit/portee.js';
import { following, rowRules } from '../../kit/row-rules.js';
import { Residence, residenceRows } from '../residence/residence.js';

export const Occupation = enumeration('Occupation', 'Occupation d’un logement.', {
  LOUE: 'Loué.',
  VACANT: 'Vacant.',
  HORS_LOCATION: 'Hors location.',
});
export type Occupation = keyof typeof Occupation;

@Entity('logement')
@ObjectType({ description: 'Logement du répertoire du parc locatif social (RPLS).' })
@Directive('@key(fields: "id")')
@Authentifie()
export class Logement {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, {
    description: 'Identifiant : celui du répertoire, ou tiré de l’adresse là où il manque.',
  })
  id!: string;

  @Column({ type: 'varchar', length: 36, nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: 'Identifiant au répertoire (IDENT_REP) ; vide s’il n’a pas été donné.',
  })
  idRpls!: string | null;

  /** In the landlord's own software it leads to the tenant. */
  @Column({ type: 'varchar', length: 40, nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: 'Identifiant chez le bailleur (IDENT_INT), par lequel lui seul le reconnaît.',
  })
  @Portee('logement:occupation')
  idInterne!: string | null;

  @Index('logement_residence_idx')
  @ForeignKey(() => Residence, { name: 'logement_residence_fk' })
  @Column({ type: 'varchar', length: 120 })
  residenceId!: string;

  @Column({ type: 'int' })
  @Field(() => Int, { description: 'Nombre de pièces (NBPIECE).' })
  nbPieces!: number;

  @Column({ type: 'double' })
  @Field(() => Float, { description: 'Surface habitable en m² (SURFHAB).' })
  surface!: number;

  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => String, { nullable: true, description: 'Financement d’origine (FINAN).' })
  financement!: string | null;

  @Column({ type: 'boolean' })
  @Field(() => Boolean, { description: 'Logement conventionné (CONV).' })
  conventionne!: boolean;

  @Column({ type: 'varchar', length: 40, nullable: true })
  @Field(() => String, { nullable: true, description: 'Numéro de convention (NUMCONV).' })
  numConvention!: string | null;

  @Column({ type: 'varchar', length: 1, nullable: true })
  @Field(() => String, { nullable: true, description: 'Étiquette énergie (DPEENERGIE).' })
  dpeEnergie!: string | null;

  @Column({ type: 'varchar', length: 1, nullable: true })
  @Field(() => String, { nullable: true, description: 'Étiquette climat (DPESERRE).' })
  dpeGes!: string | null;

  @Column({ type: 'boolean' })
  @Field(() => Boolean, { description: 'Situé en quartier prioritaire (QPV).' })
  qpv!: boolean;

  @Column({ type: 'int', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Étage.' })
  @Portee('logement:occupation')
  etage!: number | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => String, { nullable: true, description: 'Escalier.' })
  @Portee('logement:occupation')
  escalier!: string | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => String, { nullable: true, description: 'Porte.' })
  @Portee('logement:occupation')
  porte!: string | null;

  @Column({ type: 'varchar', length: 15, nullable: true })
  @Field(() => Occupation, { nullable: true, description: 'Occupation.' })
  @Portee('logement:occupation')
  occupation!: Occupation | null;
}

export const logementRows = rowRules(Logement, following(residenceRows, { id: 'residenceId' }));

import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CacheControl } from '../../kit/cache-control.js';
import { Authentifie } from '../../kit/portee.js';
import { Commune } from './commune.js';

@Entity('quartier')
@ObjectType({
  description:
    'Quartier prioritaire de la politique de la ville (décret 2023-1314). Peut s’étendre sur plusieurs communes.',
})
@Directive('@key(fields: "codeQpv")')
@Authentifie()
export class Quartier {
  @PrimaryColumn({ type: 'varchar', length: 8 })
  @Field(() => ID, { description: 'Code du quartier prioritaire.' })
  codeQpv!: string;

  @Column({ type: 'varchar', length: 120 })
  @Field(() => String, { description: 'Nom officiel.' })
  @CacheControl({ maxAge: 60 })
  nom!: string;
}

/** Which communes a quartier stretches over. */
@Entity('quartier_commune')
export class QuartierCommune {
  @ForeignKey(() => Quartier, { name: 'quartier_commune_quartier_fk' })
  @PrimaryColumn({ type: 'varchar', length: 8 })
  codeQpv!: string;

  @Index('quartier_commune_commune_idx')
  @ForeignKey(() => Commune, { name: 'quartier_commune_commune_fk' })
  @PrimaryColumn({ type: 'varchar', length: 5 })
  codeInsee!: string;
}

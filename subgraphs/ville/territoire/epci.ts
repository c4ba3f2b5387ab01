import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CacheControl } from '../../kit/cache-control.js';
import { enumeration } from '../../kit/enumeration.js';
import { Authentifie } from '../../kit/portee.js';

export const NatureEpci = enumeration('NatureEpci', 'Nature juridique de l’intercommunalité.', {
  CU: 'Communauté urbaine.',
  CA: 'Communauté d’agglomération.',
});
export type NatureEpci = keyof typeof NatureEpci;

@Entity('epci')
@ObjectType({ description: 'Établissement public de coopération intercommunale (DGCL).' })
@Directive('@key(fields: "siren")')
@Authentifie()
export class Epci {
  @PrimaryColumn({ type: 'varchar', length: 9 })
  @Field(() => ID, { description: 'Numéro SIREN.' })
  siren!: string;

  @Column({ type: 'varchar', length: 120 })
  @Field(() => String, { description: 'Nom officiel.' })
  @CacheControl({ maxAge: 60 })
  nom!: string;

  @Column({ type: 'varchar', length: 2 })
  @Field(() => NatureEpci, { description: 'Communauté urbaine ou d’agglomération.' })
  @CacheControl({ maxAge: 60 })
  nature!: NatureEpci;
}

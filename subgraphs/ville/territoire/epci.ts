import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Authentifie } from '../../kit/portee.js';

export const NatureEpci = { CU: 'CU', CA: 'CA' } as const;
export type NatureEpci = keyof typeof NatureEpci;
registerEnumType(NatureEpci, {
  name: 'NatureEpci',
  description: 'Nature juridique de l’intercommunalité.',
  valuesConfig: {
    CU: { description: 'Communauté urbaine.' },
    CA: { description: 'Communauté d’agglomération.' },
  },
});

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
  nom!: string;

  @Column({ type: 'varchar', length: 2 })
  @Field(() => NatureEpci, { description: 'Communauté urbaine ou d’agglomération.' })
  nature!: NatureEpci;
}

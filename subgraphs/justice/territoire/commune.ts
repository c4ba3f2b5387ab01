import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Authentifie } from '../../kit/portee.js';
import { territoireOf } from '../../kit/territoire.js';

/** Owned by `ville`; here its key, and what the row rules need of it. */
@Entity('commune')
@ObjectType({ description: 'Commune de l’un des deux EPCI de la convention.' })
@Directive('@key(fields: "codeInsee", resolvable: false)')
@Authentifie()
export class Commune {
  @PrimaryColumn({ type: 'varchar', length: 5 })
  @Field(() => ID, { description: 'Code INSEE de la commune.' })
  codeInsee!: string;

  @Index('commune_epci_idx')
  @Column({ type: 'varchar', length: 9 })
  epciSiren!: string;

  /** `police` or `gendarmerie`; null: not established, and then neither force reads anything. */
  @Column({ type: 'varchar', length: 11, nullable: true })
  zone!: string | null;
}

export const ofTerritoire = territoireOf(() => Commune);

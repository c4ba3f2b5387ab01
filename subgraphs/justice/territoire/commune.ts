import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Appelant } from '../../kit/appelant.js';
import { Authentifie } from '../../kit/portee.js';
import { column, related, type RowRule } from '../../kit/row-rules.js';

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

/** How a row with a `communeCode` meets the perimeters of territory. */
export const ofTerritoire = {
  commune: column('communeCode', ({ territoire }: Appelant) => territoire.commune),
  epci: related(
    () => Commune,
    { codeInsee: 'communeCode' },
    column('epciSiren', ({ territoire }) => territoire.epci),
  ),
  zone: related(
    () => Commune,
    { codeInsee: 'communeCode' },
    column('zone', ({ territoire }) => territoire.zone),
  ),
} satisfies Record<string, RowRule>;

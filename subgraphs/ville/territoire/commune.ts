import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CacheControl } from '../../kit/cache-control.js';
import { enumeration } from '../../kit/enumeration.js';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { Authentifie } from '../../kit/portee.js';
import { Epci } from './epci.js';

export const ZoneCompetence = enumeration('ZoneCompetence', 'Force territorialement compétente.', {
  PN: 'Police nationale.',
  GN: 'Gendarmerie nationale.',
});
export type ZoneCompetence = keyof typeof ZoneCompetence;

@Entity('commune')
@ObjectType({
  description: 'Commune de l’un des deux EPCI de la convention (code officiel géographique).',
})
@Directive('@key(fields: "codeInsee")')
@Authentifie()
export class Commune {
  @PrimaryColumn({ type: 'varchar', length: 5 })
  @Field(() => ID, { description: 'Code INSEE de la commune.' })
  codeInsee!: string;

  @Index('commune_nom_idx')
  @Column({ type: 'varchar', length: 120 })
  @Field(() => String, { description: 'Nom officiel.' })
  @CacheControl({ maxAge: 60 })
  nom!: string;

  @Index('commune_epci_idx')
  @ForeignKey(() => Epci, { name: 'commune_epci_fk' })
  @Column({ type: 'varchar', length: 9 })
  epciSiren!: string;

  /** null: not established, and then neither force reads anything on this commune. */
  @Column({ type: 'varchar', length: 2, nullable: true })
  @Field(() => ZoneCompetence, {
    nullable: true,
    description:
      'Zone police ou gendarmerie ; vide tant qu’elle n’est pas établie. Dans la démonstration, toutes les communes sauf Poitiers et Châtellerault sont données à la gendarmerie : c’est une donnée inventée.',
  })
  zoneCompetence!: ZoneCompetence | null;

  @Column({ type: 'int' })
  @Field(() => Int, { description: 'Population municipale (DGCL, 2025).' })
  @CacheControl({ maxAge: 60 })
  populationMunicipale!: number;
}

@InputType('FiltreCommunes', { description: 'Restreint la liste des communes.' })
export class FiltreCommunes {
  @Field(() => String, { nullable: true, description: 'Numéro SIREN de l’EPCI.' })
  epci?: string;

  @Field(() => ZoneCompetence, { nullable: true, description: 'Zone police ou gendarmerie.' })
  zoneCompetence?: ZoneCompetence;
}

const TriCommunes = sorts('TriCommunes', 'Ordre des communes.', {
  NOM_ASC: { property: 'nom', order: 'ASC', description: 'Par nom.' },
  POPULATION_DESC: {
    property: 'populationMunicipale',
    order: 'DESC',
    description: 'De la plus à la moins peuplée.',
  },
});

export const communes = listing<Commune, FiltreCommunes>({
  entity: Commune,
  portee: null,
  filtre: FiltreCommunes,
  filters: { epci: equalTo('epciSiren'), zoneCompetence: equalTo('zoneCompetence') },
  sorts: TriCommunes,
});

import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { Portee } from '../../kit/portee.js';
import { column, rowRules } from '../../kit/row-rules.js';
import { ofTerritoire } from '../territoire/commune.js';
import { TypeIncident } from './type-incident.js';

/** Counts under this are not told. */
const smallestTold = 5;

/** What is left of incidents after their time: a cell of landlord, commune, half-year and type. */
@Entity('agregat_incidents')
@Index('agregat_incidents_periode_idx', ['periode', 'id'])
@ObjectType({
  description:
    'Nombre d’incidents d’un bailleur, d’une commune et d’un semestre, une fois les incidents eux-mêmes effacés.',
})
@Portee('incident:agregat')
export class AgregatIncidents {
  @PrimaryColumn({ type: 'varchar', length: 120 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('agregat_incidents_bailleur_idx')
  @Column({ type: 'varchar', length: 60 })
  bailleurId!: string;

  @Index('agregat_incidents_commune_idx')
  @Column({ type: 'varchar', length: 5 })
  communeCode!: string;

  @Column({ type: 'varchar', length: 7 })
  @Field(() => String, { description: 'Semestre, AAAA-S1 ou AAAA-S2.' })
  periode!: string;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => TypeIncident, { description: 'Type de faits.' })
  type!: TypeIncident;

  /** The true count: never a field, filter or sort. */
  @Column({ type: 'int' })
  compte!: number;

  @Field(() => Int, { nullable: true, description: 'Nombre ; vide sous 5.' })
  get nombre(): number | null {
    return this.compte < smallestTold ? null : this.compte;
  }
}

export const agregatRows = rowRules(AgregatIncidents, {
  ...ofTerritoire,
  patrimoine: column('bailleurId', ({ territoire }) => territoire.patrimoine),
});

@InputType('FiltreAgregatsIncidents', { description: 'Restreint les nombres d’incidents effacés.' })
export class FiltreAgregatsIncidents {
  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune.' })
  commune?: string;

  @Field(() => String, { nullable: true, description: 'Semestre.' })
  periode?: string;

  @Field(() => TypeIncident, { nullable: true, description: 'Type de faits.' })
  type?: TypeIncident;
}

const TriAgregatsIncidents = sorts('TriAgregatsIncidents', 'Ordre des nombres.', {
  PERIODE_DESC: {
    property: 'periode',
    order: 'DESC',
    description: 'De la période la plus récente.',
  },
});

export const agregatsIncidents = listing<AgregatIncidents, FiltreAgregatsIncidents>({
  entity: AgregatIncidents,
  portee: ['incident:agregat'],
  filtre: FiltreAgregatsIncidents,
  filters: {
    commune: equalTo('communeCode'),
    periode: equalTo('periode'),
    type: equalTo('type'),
  },
  sorts: TriAgregatsIncidents,
});

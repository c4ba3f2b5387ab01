import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { equalTo, listing, sorts, type Filter } from '../../kit/listing.js';
import { Authentifie } from '../../kit/portee.js';

/** One line of the ministry's list of offences in force, as published; numbers are never typed by hand. */
@Entity('infraction_natinf')
@ObjectType({
  description:
    'Infraction en vigueur de la nomenclature NATINF, telle que la publie le ministère de la Justice. Vide tant que la liste officielle n’a pas été importée.',
})
@Authentifie()
export class InfractionNatinf {
  @PrimaryColumn({ type: 'varchar', length: 10 })
  @Field(() => ID, { description: 'Numéro NATINF.' })
  numero!: string;

  @Column({ type: 'varchar', length: 80 })
  @Field(() => String, { description: 'Nature : crime, délit, contravention et sa classe.' })
  nature!: string;

  @Index('infraction_natinf_qualification_idx')
  @Column({ type: 'varchar', length: 500 })
  @Field(() => String, { description: 'Qualification.' })
  qualification!: string;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Textes qui la définissent.' })
  definiePar!: string | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Textes qui la répriment.' })
  reprimeePar!: string | null;
}

@InputType('FiltreInfractionsNatinf', { description: 'Restreint la nomenclature.' })
export class FiltreInfractionsNatinf {
  @Field(() => String, { nullable: true, description: 'Numéro NATINF.' })
  numero?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Texte que la qualification contient, sans égard aux majuscules.',
  })
  recherche?: string;
}

/** Whole words of the caller's: `%` and `_` mean themselves. */
const contains: Filter<string> = (value, scope) =>
  `LOWER(${scope.col('qualification')}) LIKE ${scope.param(`%${value.toLowerCase().replaceAll(/[!%_]/g, '!$&')}%`)} ESCAPE '!'`;

const TriInfractionsNatinf = sorts('TriInfractionsNatinf', 'Ordre de la nomenclature.', {
  QUALIFICATION_ASC: {
    property: 'qualification',
    order: 'ASC',
    description: 'Par qualification.',
  },
});

export const infractionsNatinf = listing<InfractionNatinf, FiltreInfractionsNatinf>({
  entity: InfractionNatinf,
  portee: null,
  filtre: FiltreInfractionsNatinf,
  filters: { numero: equalTo('numero'), recherche: contains },
  sorts: TriInfractionsNatinf,
});

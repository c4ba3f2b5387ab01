import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { Portee } from '../../kit/portee.js';
import { DateCivile } from '../../kit/scalars.js';

@Entity('correspondant')
@ObjectType({
  description:
    'Correspondant (référent) nommé par un signataire, dans l’annuaire partagé de la convention.',
})
@Directive('@key(fields: "id")')
@Portee('correspondant:lecture')
export class Correspondant {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('correspondant_signataire_idx')
  @Column({ type: 'varchar', length: 60 })
  signataireId!: string;

  @Index('correspondant_nom_idx')
  @Column({ type: 'varchar', length: 160 })
  @Field(() => String, { description: 'Nom et prénom.' })
  nom!: string;

  @Column({ type: 'varchar', length: 160 })
  @Field(() => String, { description: 'Fonction exercée chez le signataire.' })
  fonction!: string;

  @Column({ type: 'varchar', length: 20, nullable: true })
  @Field(() => String, { nullable: true, description: 'Téléphone professionnel.' })
  telephonePro!: string | null;

  @Column({ type: 'varchar', length: 254, nullable: true })
  @Field(() => String, { nullable: true, description: 'Courriel professionnel.' })
  courrielPro!: string | null;

  @Index('correspondant_suppleant_idx')
  @ForeignKey(() => Correspondant, { name: 'correspondant_suppleant_fk' })
  @Column({ type: 'varchar', length: 36, nullable: true })
  suppleantId!: string | null;

  @Column({ type: 'varchar', length: 200, nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Territoire ou domaine pour lequel il est compétent.',
  })
  perimetre!: string | null;

  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Début du mandat.' })
  mandatDebut!: string;

  @Column({ type: 'date', nullable: true })
  @Field(() => DateCivile, {
    nullable: true,
    description: 'Fin du mandat ; vide tant qu’il court.',
  })
  mandatFin!: string | null;
}

@InputType('FiltreCorrespondants', { description: 'Restreint l’annuaire.' })
export class FiltreCorrespondants {
  @Field(() => String, { nullable: true, description: 'Identifiant du signataire.' })
  signataire?: string;
}

const TriCorrespondants = sorts('TriCorrespondants', 'Ordre de l’annuaire.', {
  NOM_ASC: { property: 'nom', order: 'ASC', description: 'Par nom.' },
  MANDAT_DEBUT_DESC: {
    property: 'mandatDebut',
    order: 'DESC',
    description: 'Du mandat le plus récent au plus ancien.',
  },
});

export const correspondants = listing<Correspondant, FiltreCorrespondants>({
  entity: Correspondant,
  portee: ['correspondant:lecture'],
  filtre: FiltreCorrespondants,
  filters: { signataire: equalTo('signataireId') },
  sorts: TriCorrespondants,
});

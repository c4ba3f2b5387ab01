import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { enumeration } from '../../kit/enumeration.js';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { Authentifie, Portee } from '../../kit/portee.js';
import { column, following, related, rowRules } from '../../kit/row-rules.js';
import { DateCivile } from '../../kit/scalars.js';

export const TypeInstance = enumeration('TypeInstance', 'Nature d’une instance partenariale.', {
  CLSPD_PLENIER:
    'Conseil local de sécurité et de prévention de la délinquance, formation plénière.',
  CLSPD_RESTREINT:
    'Conseil local de sécurité et de prévention de la délinquance, formation restreinte.',
  CISPD: 'Conseil intercommunal de sécurité et de prévention de la délinquance.',
  GROUPE_TRAVAIL: 'Groupe de travail et d’échange d’informations (CSI, art. L132-5).',
  CELLULE_VEILLE: 'Cellule de veille.',
  GPO: 'Groupe de partenariat opérationnel.',
  COMITE_PILOTAGE: 'Comité de pilotage de la convention.',
  COMITE_SUIVI: 'Comité de suivi de la convention.',
});
export type TypeInstance = keyof typeof TypeInstance;

@Entity('instance')
@ObjectType({
  description:
    'Instance partenariale (CLSPD, groupe de travail, comité…) réunie par une collectivité.',
})
@Directive('@key(fields: "id")')
export class Instance {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  @Authentifie()
  id!: string;

  @Index('instance_type_idx')
  @Column({ type: 'varchar', length: 20 })
  @Field(() => TypeInstance, { nullable: true, description: 'Nature de l’instance.' })
  @Authentifie()
  type!: TypeInstance;

  @Column({ type: 'varchar', length: 200 })
  @Field(() => String, { nullable: true, description: 'Territoire ou thème de l’instance.' })
  @Authentifie()
  perimetre!: string;

  /** The signatory that chairs. */
  @Column({ type: 'varchar', length: 60 })
  presidenceId!: string;
}

@Entity('instance_membre')
export class InstanceMembre {
  @ForeignKey(() => Instance, { name: 'instance_membre_instance_fk' })
  @PrimaryColumn({ type: 'varchar', length: 36 })
  instanceId!: string;

  @Index('instance_membre_signataire_idx')
  @PrimaryColumn({ type: 'varchar', length: 60 })
  signataireId!: string;
}

export const instanceRows = rowRules(Instance, {
  'groupe-travail': related(
    () => InstanceMembre,
    { instanceId: 'id' },
    column('signataireId', ({ signataire }) => signataire),
  ),
});

@Entity('reunion')
@ObjectType({ description: 'Réunion d’une instance.' })
@Portee('instance:reunions')
export class Reunion {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('reunion_instance_idx')
  @ForeignKey(() => Instance, { name: 'reunion_instance_fk' })
  @Column({ type: 'varchar', length: 36 })
  instanceId!: string;

  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour de la réunion.' })
  date!: string;

  @Column({ type: 'varchar', length: 300 })
  @Field(() => String, { description: 'Objet, sans donnée sur une personne.' })
  objet!: string;
}

export const reunionRows = rowRules(Reunion, following(instanceRows, { id: 'instanceId' }));

@InputType('FiltreInstances', { description: 'Restreint la liste des instances.' })
export class FiltreInstances {
  @Field(() => TypeInstance, { nullable: true, description: 'Nature de l’instance.' })
  type?: TypeInstance;
}

const TriInstances = sorts('TriInstances', 'Ordre des instances.', {
  PERIMETRE_ASC: { property: 'perimetre', order: 'ASC', description: 'Par territoire ou thème.' },
});

export const instances = listing<Instance, FiltreInstances>({
  entity: Instance,
  portee: null,
  filtre: FiltreInstances,
  filters: { type: equalTo('type') },
  sorts: TriInstances,
});

import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The tables of the demonstration as a stock stack would map them: without a rule. */
@Entity('incident')
@ObjectType()
@Directive('@key(fields: "id")')
export class Incident {
  @PrimaryColumn({ type: 'varchar' })
  @Field(() => ID)
  id!: string;

  @Column({ type: 'varchar' })
  residenceId!: string;

  @Column({ type: 'varchar' })
  communeCode!: string;

  @Column({ type: 'varchar' })
  @Field(() => String)
  type!: string;

  @Column({ type: 'int' })
  @Field(() => Int)
  gravite!: number;

  @Column({ type: 'varchar' })
  @Field(() => String)
  moisFaits!: string;

  @Column({ type: 'date' })
  @Field(() => String)
  dateFaits!: string;

  @Column({ type: 'varchar', nullable: true })
  victimeQualite!: string | null;
}

@ObjectType()
export class Victime {
  @Field(() => String)
  qualite!: string;
}

@Entity('residence')
@ObjectType()
@Directive('@key(fields: "id")')
export class Residence {
  @PrimaryColumn({ type: 'varchar' })
  @Field(() => ID)
  id!: string;

  @Column({ type: 'varchar' })
  bailleurId!: string;

  @Column({ type: 'varchar' })
  communeCode!: string;

  @Column({ type: 'varchar' })
  @Field(() => String)
  nom!: string;

  @Column({ type: 'int' })
  @Field(() => Int)
  nbLogements!: number;

  @Column({ type: 'double', nullable: true })
  @Field(() => Float, { nullable: true })
  gardiens!: number | null;
}

@Entity('plainte')
@ObjectType()
@Directive('@key(fields: "id")')
export class Plainte {
  @PrimaryColumn({ type: 'varchar' })
  @Field(() => ID)
  id!: string;

  @Column({ type: 'varchar' })
  plaignantId!: string;

  @Column({ type: 'varchar', nullable: true })
  procedureId!: string | null;

  @Column({ type: 'date' })
  @Field(() => String)
  dateDepot!: string;

  @Column({ name: 'etat', type: 'varchar' })
  @Field(() => String)
  statut!: string;
}

@Entity('signalement')
@ObjectType()
@Directive('@key(fields: "id")')
export class Signalement {
  @PrimaryColumn({ type: 'varchar' })
  @Field(() => ID)
  id!: string;

  @Column({ type: 'varchar' })
  communeCode!: string;

  @Column({ type: 'varchar' })
  @Field(() => String)
  statut!: string;
}

@Entity('signalement_incident')
export class SignalementIncident {
  @PrimaryColumn({ type: 'varchar' })
  signalementId!: string;

  @PrimaryColumn({ type: 'varchar' })
  incidentId!: string;
}

@Entity('commune')
@ObjectType()
@Directive('@key(fields: "codeInsee")')
export class Commune {
  @PrimaryColumn({ type: 'varchar' })
  @Field(() => ID)
  codeInsee!: string;

  @Column({ type: 'varchar' })
  @Field(() => String)
  nom!: string;

  @Column({ type: 'int' })
  @Field(() => Int)
  populationMunicipale!: number;
}

/** Of another subgraph, to which incidents are added or which is only referred to. */
@ObjectType('Commune')
@Directive('@key(fields: "codeInsee")')
export class CommuneReference {
  @Field(() => ID)
  codeInsee!: string;
}

@Entity('rappel_ordre')
@ObjectType()
@Directive('@key(fields: "id")')
export class RappelOrdre {
  @PrimaryColumn({ type: 'varchar' })
  @Field(() => ID)
  id!: string;

  @Column({ type: 'varchar' })
  communeCode!: string;

  @Column({ type: 'varchar' })
  @Field(() => String)
  statut!: string;

  @Column({ type: 'date' })
  @Field(() => String)
  dateFaits!: string;
}

@Entity('procedure')
@ObjectType()
@Directive('@key(fields: "id")')
export class Procedure {
  @PrimaryColumn({ type: 'varchar' })
  @Field(() => ID)
  id!: string;

  @Column({ type: 'varchar' })
  @Field(() => String)
  moisFaits!: string;

  @Column({ type: 'varchar' })
  @Field(() => String)
  etatPublic!: string;
}

@ObjectType('Procedure')
@Directive('@key(fields: "id", resolvable: false)')
export class ProcedureReference {
  @Field(() => ID)
  id!: string;
}

@ObjectType('Signataire')
@Directive('@key(fields: "id", resolvable: false)')
export class SignataireReference {
  @Field(() => ID)
  id!: string;
}

@ObjectType()
@Directive('@key(fields: "id")')
export class Signataire {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  nom!: string;
}

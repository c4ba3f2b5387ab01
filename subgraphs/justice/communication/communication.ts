import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { enumeration } from '../../kit/enumeration.js';
import { Portee } from '../../kit/portee.js';
import { column, rowRules } from '../../kit/row-rules.js';
import { DateCivile, Horodatage } from '../../kit/scalars.js';
import { departement } from '../../kit/territoire.js';

export const ObjetCommunication = enumeration(
  'ObjetCommunication',
  'Ce que le procureur porte à la connaissance du destinataire.',
  {
    MESURE: 'Une mesure dont la prévention a besoin.',
    DECISION: 'Une décision de justice dont la prévention a besoin.',
  },
);
export type ObjetCommunication = keyof typeof ObjetCommunication;

export const NiveauCommunication = enumeration(
  'NiveauCommunication',
  'Ce que le parquet attend du destinataire (choix du projet ; le texte n’en dit rien).',
  {
    INFORMATION: 'Rien : il est informé.',
    ACTION: 'Une action de prévention, de suivi ou de soutien.',
  },
);
export type NiveauCommunication = keyof typeof NiveauCommunication;

export const StatutCommunication = enumeration(
  'StatutCommunication',
  'Étape d’une communication.',
  { ENVOYEE: 'Envoyée : le destinataire la lit.' },
);
export type StatutCommunication = keyof typeof StatutCommunication;

/** The prosecutor may, and need not: an EPCI's only way to anything judicial (CSI L132-2). */
@Entity('communication')
@ObjectType({
  description:
    'Ce que le procureur, quand il l’estime utile à la prévention, porte à la connaissance d’un maire ou d’un président d’EPCI (CSI, art. L132-2). Le destinataire est tenu au secret (CP, art. 226-13 et 226-14) ; personne d’autre ne la lit.',
})
@Directive('@key(fields: "id")')
@Portee('communication:lecture')
export class Communication {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('communication_destinataire_idx')
  @Column({ type: 'varchar', length: 60 })
  destinataireId!: string;

  @Column({ type: 'varchar', length: 60 })
  @Field(() => String, { description: 'Fondement, tel que la convention le nomme.' })
  fondement!: string;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => ObjetCommunication, { description: 'Objet.' })
  objet!: ObjetCommunication;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => NiveauCommunication, { description: 'Ce qui est attendu du destinataire.' })
  niveau!: NiveauCommunication;

  @Index('communication_date_idx')
  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Jour de l’envoi.' })
  dateEnvoi!: string;

  @Column({ type: 'varchar', length: 1000 })
  @Field(() => String, {
    nullable: true,
    description: 'Le texte, court ; il ne nomme personne et ne dit aucun numéro de procédure.',
  })
  @Portee('communication:corps')
  corps!: string;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => StatutCommunication, { description: 'Étape.' })
  statut!: StatutCommunication;

  @Column({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Compte les actes faits sur le dossier.' })
  version!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  @Field(() => Horodatage, {
    nullable: true,
    description: 'Depuis quand elle en est à cette étape.',
  })
  statutDepuis!: Date | null;
}

export const communicationRows = rowRules(Communication, {
  departement,
  destinataire: column('destinataireId', ({ signataire }) => signataire),
});

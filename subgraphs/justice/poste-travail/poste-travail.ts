import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { enumeration } from '../../kit/enumeration.js';
import { Portee } from '../../kit/portee.js';
import { column, rowRules } from '../../kit/row-rules.js';
import { Horodatage } from '../../kit/scalars.js';
import { departement } from '../../kit/territoire.js';
import { ofTerritoire } from '../territoire/commune.js';

export const NatureTravail = enumeration(
  'NatureTravail',
  'Nature d’un travail d’intérêt général (liste du projet).',
  {
    ESPACES_VERTS: 'Entretien d’espaces verts.',
    PROPRETE: 'Propreté des parties communes et des abords.',
    PEINTURE: 'Peinture et effacement de tags.',
    PETITES_REPARATIONS: 'Petites réparations.',
    LOGISTIQUE: 'Manutention et logistique.',
    AIDE_AUX_PERSONNES: 'Aide aux personnes, sans soin.',
  },
);
export type NatureTravail = keyof typeof NatureTravail;

export const StatutPosteTravail = enumeration(
  'StatutPosteTravail',
  'Étape d’un poste de travail d’intérêt général.',
  { OUVERT: 'Ouvert.', FERME: 'Fermé : il ne reçoit plus personne.' },
);
export type StatutPosteTravail = keyof typeof StatutPosteTravail;

/** A place of work, and nothing of who is sent there. */
@Entity('poste_travail_interet')
@ObjectType({
  description:
    'Poste de travail d’intérêt général qu’un signataire offre (CP, art. 131-8 et 131-22, dans une rédaction ancienne ; qui l’habilite est à vérifier). Il ne dit rien de qui y est envoyé.',
})
@Directive('@key(fields: "id")')
@Portee('poste-travail:lecture')
export class PosteTravailInteret {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Index('poste_travail_organisme_idx')
  @Column({ type: 'varchar', length: 60 })
  organismeAccueilId!: string;

  @Index('poste_travail_commune_idx')
  @Column({ type: 'varchar', length: 5 })
  communeCode!: string;

  @Column({ type: 'varchar', length: 30 })
  @Field(() => NatureTravail, { description: 'Nature du travail.' })
  nature!: NatureTravail;

  @Column({ type: 'int' })
  @Field(() => Int, { description: 'Nombre de places.' })
  places!: number;

  @Column({ type: 'varchar', length: 20 })
  @Field(() => StatutPosteTravail, { description: 'Étape.' })
  statut!: StatutPosteTravail;

  @Column({ type: 'int', default: 1 })
  @Field(() => Int, {
    description: 'Compte les actes faits sur le dossier ; à redonner avec un acte.',
  })
  version!: number;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  @Field(() => Horodatage, { nullable: true, description: 'Depuis quand il en est à cette étape.' })
  statutDepuis!: Date | null;
}

export const posteTravailRows = rowRules(PosteTravailInteret, {
  departement,
  commune: ofTerritoire.commune,
  destinataire: column('organismeAccueilId', ({ signataire }) => signataire),
});

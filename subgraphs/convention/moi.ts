import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Authentifie } from '../kit/portee.js';
import { Signataire } from './signataire.js';

export const ClasseDonnee = { P0: 'P0', P1: 'P1', P2: 'P2', P3: 'P3' } as const;
registerEnumType(ClasseDonnee, {
  name: 'ClasseDonnee',
  description: 'Sensibilité d’une catégorie de données.',
  valuesConfig: {
    P0: { description: 'Publique ou statistique.' },
    P1: { description: 'Opérationnelle, sans personne.' },
    P2: { description: 'Personnelle.' },
    P3: { description: 'Judiciaire ou confidentielle.' },
  },
});

export const PerimetreDroit = {
  PATRIMOINE: 'patrimoine',
  COMMUNE: 'commune',
  EPCI: 'epci',
  ZONE: 'zone',
  DEPARTEMENT: 'departement',
  QUARTIER: 'quartier',
  GROUPE_TRAVAIL: 'groupe-travail',
  PLAIGNANT: 'plaignant',
  DESTINATAIRE: 'destinataire',
  AUTEUR: 'auteur',
  PARTICIPANT: 'participant',
  PILOTE: 'pilote',
  MANDAT: 'mandat',
} as const;
registerEnumType(PerimetreDroit, {
  name: 'PerimetreDroit',
  description: 'Sur quelles fiches un droit porte.',
  valuesConfig: {
    PATRIMOINE: { description: 'Celles du patrimoine du bailleur.' },
    COMMUNE: { description: 'Celles de la commune du maire.' },
    EPCI: { description: 'Celles de l’intercommunalité.' },
    ZONE: { description: 'Celles de la zone de la force ; aucune si la zone n’est pas établie.' },
    DEPARTEMENT: { description: 'Celles du département.' },
    QUARTIER: { description: 'Celles d’un quartier prioritaire où le bailleur a une résidence.' },
    GROUPE_TRAVAIL: { description: 'Celles des instances dont le signataire est membre.' },
    PLAIGNANT: { description: 'Celles dont le signataire est plaignant.' },
    DESTINATAIRE: { description: 'Celles qui lui sont adressées.' },
    AUTEUR: { description: 'Celles dont il est à l’origine.' },
    PARTICIPANT: { description: 'Celles des visites et des groupes auxquels il participe.' },
    PILOTE: { description: 'Celles qu’il pilote.' },
    MANDAT: {
      description:
        'Celles d’un groupe où la personne elle-même a un mandat en cours, tant qu’elles sont à son ordre du jour.',
    },
  },
});

@ObjectType({ description: 'Fondement juridique d’un droit.' })
@Authentifie()
export class Fondement {
  @Field(() => ID, { description: 'Identifiant dans la convention.' })
  id!: string;

  @Field(() => String, { description: 'Texte cité.' })
  reference!: string;

  @Field(() => String, { nullable: true, description: 'Ce que le texte permet.' })
  effet!: string | null;
}

@ObjectType({ description: 'Un droit de l’appelant, tel qu’il vaut pour cette requête.' })
@Authentifie()
export class DroitEffectif {
  @Field(() => ID, { description: 'Portée, c’est-à-dire catégorie de données.' })
  portee!: string;

  @Field(() => String, { nullable: true, description: 'Ce que la portée ouvre.' })
  libelle!: string | null;

  @Field(() => ClasseDonnee, { nullable: true, description: 'Sensibilité.' })
  classe!: string | null;

  @Field(() => String, { nullable: true, description: 'Producteur des données.' })
  proprietaire!: string | null;

  @Field(() => String, { nullable: true, description: 'Durée de conservation.' })
  conservation!: string | null;

  @Field(() => [PerimetreDroit], {
    nullable: true,
    description: 'Fiches sur lesquelles le droit porte ; vide de valeur : toutes.',
  })
  perimetres!: readonly string[] | null;

  @Field(() => [String], {
    description: 'Finalités déclarées qui ouvrent ce droit ; aucune s’il n’en faut pas.',
  })
  finalites!: readonly string[];

  @Field(() => [Fondement], { description: 'Fondements juridiques.' })
  fondements!: Fondement[];
}

@ObjectType({ description: 'Une catégorie de données qu’une finalité ouvre.' })
@Authentifie()
export class DonneeOuverte {
  @Field(() => ID, { description: 'Portée, c’est-à-dire catégorie de données.' })
  portee!: string;

  @Field(() => String, { nullable: true, description: 'Ce que la portée ouvre.' })
  libelle!: string | null;

  @Field(() => ClasseDonnee, { nullable: true, description: 'Sensibilité.' })
  classe!: string | null;
}

@ObjectType({
  description: 'Une finalité que l’organisation de l’appelant peut déclarer, et ce qu’elle ouvre.',
})
@Authentifie()
export class FinaliteUtile {
  @Field(() => ID, { description: 'Identifiant dans la convention.' })
  id!: string;

  @Field(() => String, { description: 'La finalité, en mots.' })
  libelle!: string;

  @Field(() => [DonneeOuverte], {
    description: 'Ce qui n’est pas lisible sans elle, dans la limite du jeton.',
  })
  ouvre!: DonneeOuverte[];
}

@ObjectType({ description: 'L’appelant et ce qu’il peut lire, pour cette requête.' })
@Authentifie()
export class Moi {
  @Field(() => Signataire, { nullable: true, description: 'Le signataire au nom duquel il agit.' })
  signataire!: Signataire | null;

  @Field(() => [String], { description: 'Finalités déclarées par la requête.' })
  finalites!: readonly string[];

  @Field(() => [DroitEffectif], {
    description: 'Ses droits, restreints à son jeton et aux finalités déclarées.',
  })
  droits!: DroitEffectif[];

  @Field(() => [FinaliteUtile], {
    description:
      'Les finalités qui ouvrent quelque chose de plus à son signataire, déclarées ou non.',
  })
  finalitesUtiles!: FinaliteUtile[];
}

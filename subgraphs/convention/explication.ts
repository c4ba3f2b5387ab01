import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Authentifie } from '../kit/portee.js';
import { ClasseDonnee, Fondement, PerimetreDroit } from './moi.js';

export const StatutExplication = {
  INCONNUE: 'INCONNUE',
  OUVERTE: 'OUVERTE',
  LISIBLE: 'LISIBLE',
  FINALITE_A_DECLARER: 'FINALITE_A_DECLARER',
  JETON_INSUFFISANT: 'JETON_INSUFFISANT',
  NON_ACCORDEE: 'NON_ACCORDEE',
} as const;
export type StatutExplication = keyof typeof StatutExplication;
registerEnumType(StatutExplication, {
  name: 'StatutExplication',
  description: 'Où en est l’appelant avec un champ. Ne dit rien d’aucune fiche.',
  valuesConfig: {
    INCONNUE: { description: 'Il n’y a pas de tel champ.' },
    OUVERTE: { description: 'Ouvert à tous les signataires.' },
    LISIBLE: { description: 'L’appelant a le droit de le lire, sur les fiches de ses périmètres.' },
    FINALITE_A_DECLARER: {
      description: 'Accordé, pour une finalité que la requête ne déclare pas.',
    },
    JETON_INSUFFISANT: {
      description: 'Accordé au signataire, mais absent du jeton de l’appelant.',
    },
    NON_ACCORDEE: { description: 'La convention ne l’accorde pas à ce signataire.' },
  },
});

@ObjectType({
  description: 'Une catégorie de données qu’un champ demande, et ce que l’appelant en a.',
})
@Authentifie()
export class PorteeDemandee {
  @Field(() => ID, { description: 'Portée.' })
  portee!: string;

  @Field(() => String, { nullable: true, description: 'Ce que la portée ouvre.' })
  libelle!: string | null;

  @Field(() => ClasseDonnee, { nullable: true, description: 'Sensibilité.' })
  classe!: string | null;

  @Field(() => String, { nullable: true, description: 'Producteur des données.' })
  proprietaire!: string | null;

  @Field(() => String, { nullable: true, description: 'Durée de conservation.' })
  conservation!: string | null;

  @Field(() => Boolean, { description: 'L’appelant l’a, pour cette requête.' })
  detenue!: boolean;

  @Field(() => [String], {
    description: 'Finalités pour lesquelles la convention l’accorde à ce signataire.',
  })
  finalites!: readonly string[];

  @Field(() => [PerimetreDroit], {
    nullable: true,
    description:
      'Fiches sur lesquelles elle lui est accordée ; vide de valeur : toutes, si elle l’est.',
  })
  perimetres!: readonly string[] | null;

  @Field(() => [Fondement], { description: 'Fondements sur lesquels elle lui est accordée.' })
  fondements!: Fondement[];
}

@ObjectType({
  description:
    'Un champ que l’appelant peut demander, ou un filtre ou tri qui le compare, et sa sensibilité.',
})
@Authentifie()
export class ChampLisible {
  @Field(() => String, {
    description:
      'Le champ, sous la forme Type.champ ; un filtre : Filtre.champ ; un tri : Tri.VALEUR ; un argument : Type.champ(argument:).',
  })
  coordonnee!: string;

  @Field(() => ClasseDonnee, {
    description: 'La plus protégée des classes des catégories qu’il demande.',
  })
  classe!: string;
}

@ObjectType({
  description:
    'Pourquoi l’appelant lit un champ ou ne le lit pas. Parle de ses propres droits, jamais de l’existence d’une fiche.',
})
@Authentifie()
export class Explication {
  @Field(() => String, { description: 'Le champ, sous la forme Type.champ.' })
  coordonnee!: string;

  @Field(() => StatutExplication, { description: 'Où en est l’appelant avec ce champ.' })
  statut!: StatutExplication;

  @Field(() => String, { description: 'En une phrase, et quoi faire.' })
  message!: string;

  @Field(() => [PorteeDemandee], { description: 'Les catégories que le champ demande.' })
  portees!: PorteeDemandee[];
}

import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { CacheControl } from '../kit/cache-control.js';
import { Authentifie } from '../kit/portee.js';
import { DateCivile } from '../kit/scalars.js';
import { Commune, Epci } from './territoires.js';

const NatureSignataire = {
  ETAT: 'etat',
  JUSTICE: 'justice',
  POLICE: 'police',
  GENDARMERIE: 'gendarmerie',
  VILLE: 'ville',
  EPCI: 'epci',
  BAILLEUR: 'bailleur',
} as const;
registerEnumType(NatureSignataire, {
  name: 'NatureSignataire',
  description: 'Nature d’un signataire. Elle n’ouvre aucun droit : seule la convention le fait.',
  valuesConfig: {
    ETAT: { description: 'Représentant de l’État.' },
    JUSTICE: { description: 'Autorité judiciaire.' },
    POLICE: { description: 'Police nationale.' },
    GENDARMERIE: { description: 'Gendarmerie nationale.' },
    VILLE: { description: 'Ville.' },
    EPCI: { description: 'Intercommunalité.' },
    BAILLEUR: { description: 'Bailleur social.' },
  },
});

export const StatutSignature = {
  EN_VIGUEUR: 'EN_VIGUEUR',
  NON_APPROUVEE: 'NON_APPROUVEE',
  NON_SIGNEE: 'NON_SIGNEE',
  RETIREE: 'RETIREE',
  CONVENTION_CLOSE: 'CONVENTION_CLOSE',
} as const;
export type StatutSignature = keyof typeof StatutSignature;
registerEnumType(StatutSignature, {
  name: 'StatutSignature',
  description: 'Où en est un signataire. Il n’a de droits que si sa signature est en vigueur.',
  valuesConfig: {
    EN_VIGUEUR: { description: 'Approuvée et signée : les droits s’exercent.' },
    NON_APPROUVEE: { description: 'Son instance de décision n’a pas encore approuvé.' },
    NON_SIGNEE: { description: 'Approuvée, pas encore signée.' },
    RETIREE: { description: 'Le signataire s’est retiré.' },
    CONVENTION_CLOSE: { description: 'La convention n’a pas commencé, ou a pris fin.' },
  },
});

const ZoneForce = { POLICE: 'police', GENDARMERIE: 'gendarmerie' } as const;
registerEnumType(ZoneForce, {
  name: 'ZoneForce',
  description: 'Zone de compétence d’une force.',
  valuesConfig: {
    POLICE: { description: 'Zone police.' },
    GENDARMERIE: { description: 'Zone gendarmerie.' },
  },
});

@ObjectType({
  description: 'Où un signataire agit. Seuls les champs qui le concernent sont remplis.',
})
@Authentifie()
export class Territoire {
  @Field(() => ID, {
    nullable: true,
    description: 'Bailleur : identifiant de celui dont c’est le patrimoine.',
  })
  patrimoine!: string | null;

  @Field(() => Commune, { nullable: true, description: 'Ville : sa commune.' })
  commune!: Commune | null;

  @Field(() => Epci, { nullable: true, description: 'Intercommunalité : elle-même.' })
  epci!: Epci | null;

  @Field(() => ZoneForce, { nullable: true, description: 'Police ou gendarmerie : sa zone.' })
  zone!: string | null;

  @Field(() => String, { nullable: true, description: 'Code du département.' })
  departement!: string | null;
}

@ObjectType({
  description: 'Approbation de la convention par l’instance de décision d’un signataire.',
})
@Authentifie()
export class Approbation {
  @Field(() => String, { description: 'Instance qui a délibéré ou décidé.' })
  instance!: string;

  @Field(() => String, { description: 'Référence de la délibération ou de la décision.' })
  reference!: string;

  @Field(() => DateCivile, { description: 'Date de la décision.' })
  date!: string;
}

@ObjectType({ description: 'Organisation signataire de la convention.' })
@Directive('@key(fields: "id")')
@Authentifie()
export class Signataire {
  @Field(() => ID, { description: 'Identifiant dans la convention.' })
  id!: string;

  @Field(() => String, { description: 'Nom.' })
  @CacheControl({ maxAge: 60 })
  nom!: string;

  @Field(() => NatureSignataire, { description: 'Nature de l’organisation.' })
  @CacheControl({ maxAge: 60 })
  nature!: string;

  @Field(() => String, { nullable: true, description: 'Titre de la personne qui la représente.' })
  representantTitre!: string | null;

  @Field(() => Territoire, { description: 'Où elle agit.' })
  territoire!: Territoire;

  @Field(() => StatutSignature, { description: 'Où en est sa signature, à ce jour.' })
  statut!: StatutSignature;

  @Field(() => Approbation, { nullable: true, description: 'Approbation par son instance.' })
  approbation!: Approbation | null;

  @Field(() => DateCivile, { nullable: true, description: 'Date de signature.' })
  signature!: string | null;

  @Field(() => DateCivile, { nullable: true, description: 'Date de retrait.' })
  retrait!: string | null;
}

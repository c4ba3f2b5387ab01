import { Field, Int, ObjectType } from 'type-graphql';
import { enumeration } from '../enumeration.js';
import { Horodatage } from '../scalars.js';
import type { OutgoingAct } from './outgoing-act.js';

const EtatLivraison = enumeration(
  'EtatLivraison',
  'Où en est ce qu’un acte change au dossier d’un autre signataire.',
  {
    EN_ATTENTE: 'Pas encore fait ; tenté à nouveau jusqu’à ce qu’il le soit.',
    FAITE: 'Fait.',
    REFUSEE: 'Refusé : le dossier de l’autre ne le permettait pas, ou plus.',
  },
);
type EtatLivraison = keyof typeof EtatLivraison;

/** What is told of an `OutgoingAct`; who may read it, each subgraph says for its own. */
@ObjectType()
export abstract class LivraisonFields {
  @Field(() => EtatLivraison, { description: 'Où elle en est.' })
  etat!: EtatLivraison;

  @Field(() => String, { nullable: true, description: 'Code du refus, s’il y en a un.' })
  refus!: string | null;

  @Field(() => Int, { description: 'Nombre d’essais.' })
  essais!: number;

  @Field(() => Horodatage, { description: 'Quand l’acte a été fait.' })
  le!: Date;

  @Field(() => Horodatage, { nullable: true, description: 'Quand elle a pris fin.' })
  faiteLe!: Date | null;
}

export function livraisonFields({
  etat,
  refus,
  essais,
  le,
  faiteLe,
}: OutgoingAct): Pick<OutgoingAct, keyof LivraisonFields> {
  return { etat, refus, essais, le, faiteLe };
}

import { Field, Int, ObjectType } from 'type-graphql';
import { OutgoingAct } from '../../kit/delivery/outgoing-act.js';
import { enumeration } from '../../kit/enumeration.js';
import { Portee } from '../../kit/portee.js';
import type { Rows } from '../../kit/rows.js';
import { Horodatage } from '../../kit/scalars.js';

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

/** Read through the object that caused it alone: on its row one of these rights must be held. */
@ObjectType({ description: 'Ce qu’un acte a changé au dossier d’un autre signataire.' })
@Portee('justice:avis-rappel', 'justice:homologation', 'justice:conduite')
export class Livraison {
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

/** Of what `source` caused last; null: it caused nothing, or before that was recorded. */
export async function livraisonOf(rows: Rows, source: string): Promise<Livraison | null> {
  const caused = await rows.loadBy(OutgoingAct, 'source', source);
  const last = caused.toSorted((left, right) => left.rang - right.rang).at(-1);
  if (!last) return null;
  const { etat, refus, essais, le, faiteLe } = last;
  return Object.assign(new Livraison(), { etat, refus, essais, le, faiteLe });
}

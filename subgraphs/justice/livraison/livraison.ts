import { ObjectType } from 'type-graphql';
import { LivraisonFields, livraisonFields } from '../../kit/delivery/livraison-fields.js';
import { OutgoingAct } from '../../kit/delivery/outgoing-act.js';
import { Portee } from '../../kit/portee.js';
import type { Rows } from '../../kit/rows.js';

/** Read through the object that caused it alone: on its row one of these rights must be held. */
@ObjectType({ description: 'Ce qu’un acte a changé au dossier d’un autre signataire.' })
@Portee('justice:avis-rappel', 'justice:homologation', 'justice:conduite')
export class Livraison extends LivraisonFields {}

/** Of what `source` caused last; null: it caused nothing, or before that was recorded. */
export async function livraisonOf(rows: Rows, source: string): Promise<Livraison | null> {
  const caused = await rows.loadBy(OutgoingAct, 'source', source);
  const last = caused.toSorted((left, right) => left.rang - right.rang).at(-1);
  return last ? Object.assign(new Livraison(), livraisonFields(last)) : null;
}

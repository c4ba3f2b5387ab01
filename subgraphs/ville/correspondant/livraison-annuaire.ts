import { Field, ObjectType } from 'type-graphql';
import { LivraisonFields, livraisonFields } from '../../kit/delivery/livraison-fields.js';
import { OutgoingAct } from '../../kit/delivery/outgoing-act.js';
import { Portee } from '../../kit/portee.js';
import type { Rows } from '../../kit/rows.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { operatorAt } from '../territoire/other-operators.js';
import { tenue } from './correspondant-workflow.js';
import type { SaisieReport } from './report-inputs.js';

/** Read through its line alone, by whose line it is. */
@ObjectType({
  description: 'Où en est, chez un autre exploitant de l’annuaire, ce que le dernier acte change.',
})
@Portee(tenue)
export class LivraisonAnnuaire extends LivraisonFields {
  @Field(() => Signataire, { nullable: true, description: 'L’exploitant qui doit la recevoir.' })
  exploitant!: Signataire | null;
}

/** Of the last act on a line, at each operator that it is brought to from here. */
export async function livraisonsOf(rows: Rows, id: string): Promise<LivraisonAnnuaire[]> {
  const caused = await rows.loadBy(OutgoingAct, 'source', id);
  // Of each thing the last: the acts before it are over, or superseded.
  const last = new Map(
    caused
      .toSorted((left, right) => left.rang - right.rang)
      .map((outgoing) => [outgoing.objet, outgoing]),
  );
  return [...last.values()].map((outgoing) => {
    const { commune } = outgoing.saisie as Pick<SaisieReport, 'commune'>;
    const exploitant = operatorAt(commune);
    return Object.assign(new LivraisonAnnuaire(), {
      ...livraisonFields(outgoing),
      exploitant: exploitant === null ? null : signataire(exploitant),
    });
  });
}

import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { gltdWorkflow } from './gltd-workflow.js';
import { Gltd, StatutGltd } from './gltd.js';

@InputType('FiltreGltds', {
  description: 'Restreint la liste des groupes locaux de traitement de la délinquance.',
})
export class FiltreGltds {
  @Field(() => StatutGltd, { nullable: true, description: 'Étape.' })
  statut?: StatutGltd;

  @Field(() => Attente, { nullable: true, description: 'Ceux qui attendent un acte.' })
  attend?: Attente;
}

const TriGltds = sorts('TriGltds', 'Ordre des groupes.', {
  DEBUT_DESC: { property: 'debut', order: 'DESC', description: 'Du plus récent au plus ancien.' },
});

export const gltds = listing<Gltd, FiltreGltds>({
  entity: Gltd,
  portee: ['gltd:lecture'],
  filtre: FiltreGltds,
  filters: { statut: equalTo('statut'), attend: awaitsCaller(gltdWorkflow) },
  sorts: TriGltds,
});

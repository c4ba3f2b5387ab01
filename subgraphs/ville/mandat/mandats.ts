import { Field, ID, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { MandatGroupe, StatutMandat } from './mandat-groupe.js';
import { mandatWorkflow } from './mandat-workflow.js';

@InputType('FiltreMandats', { description: 'Restreint la liste des mandats.' })
export class FiltreMandats {
  @Field(() => ID, { nullable: true, description: 'Identifiant du groupe.' })
  groupe?: string;

  @Field(() => String, { nullable: true, description: 'Identifiant du signataire.' })
  signataire?: string;

  @Field(() => StatutMandat, { nullable: true, description: 'Étape.' })
  statut?: StatutMandat;

  @Field(() => Attente, { nullable: true, description: 'Ceux qui attendent un acte.' })
  attend?: Attente;
}

const TriMandats = sorts('TriMandats', 'Ordre des mandats.', {
  DEBUT_DESC: { property: 'debut', order: 'DESC', description: 'Du plus récent au plus ancien.' },
  ID: { property: 'id', order: 'ASC', description: 'Par identifiant.' },
});

export const mandats = listing<MandatGroupe, FiltreMandats>({
  entity: MandatGroupe,
  portee: ['mandat:lecture'],
  filtre: FiltreMandats,
  filters: {
    groupe: equalTo('instanceId'),
    signataire: equalTo('signataireId'),
    statut: equalTo('statut'),
    attend: awaitsCaller(mandatWorkflow),
  },
  sorts: TriMandats,
});

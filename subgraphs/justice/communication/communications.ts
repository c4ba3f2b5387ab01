import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts, within } from '../../kit/listing.js';
import { PeriodeFiltre } from '../../kit/periode-filtre.js';
import { communicationWorkflow } from './communication-workflow.js';
import { Communication, ObjetCommunication } from './communication.js';

@InputType('FiltreCommunications', { description: 'Restreint la liste des communications.' })
export class FiltreCommunications {
  @Field(() => ObjetCommunication, { nullable: true, description: 'Objet.' })
  objet?: ObjetCommunication;

  @Field(() => String, { nullable: true, description: 'Identifiant du destinataire.' })
  destinataire?: string;

  @Field(() => PeriodeFiltre, { nullable: true, description: 'Période de l’envoi.' })
  periode?: PeriodeFiltre;

  @Field(() => Attente, { nullable: true, description: 'Celles qui attendent un acte.' })
  attend?: Attente;
}

const TriCommunications = sorts('TriCommunications', 'Ordre des communications.', {
  DATE_ENVOI_DESC: {
    property: 'dateEnvoi',
    order: 'DESC',
    description: 'De la plus récente à la plus ancienne.',
  },
});

export const communications = listing<Communication, FiltreCommunications>({
  entity: Communication,
  portee: ['communication:lecture'],
  filtre: FiltreCommunications,
  filters: {
    objet: equalTo('objet'),
    destinataire: equalTo('destinataireId'),
    periode: within('dateEnvoi'),
    attend: awaitsCaller(communicationWorkflow),
  },
  sorts: TriCommunications,
});

import { workflow } from '../../kit/acts/workflow.js';
import { Communication, type StatutCommunication } from './communication.js';

export const envoi = 'communication:envoi';
export const fondementCommunication = 'csi-l132-2';

/** What is sent is sent: neither corrected nor taken back. */
export const communicationWorkflow = workflow({
  id: 'L132-2',
  title: 'Communication du procureur',
  entity: Communication,
  states: { ENVOYEE: 'Envoyée' } satisfies Record<StatutCommunication, string>,
  addressees: ({ destinataireId }) => [destinataireId],
  creation: {
    act: 'envoyerCommunication',
    to: 'ENVOYEE',
    scope: envoi,
    actor: 'Parquet',
    ground: fondementCommunication,
    summary:
      'Porte une mesure ou une décision à la connaissance d’un maire ou d’un président d’EPCI, que le parquet choisit.',
    irrevocable: true,
  },
  transitions: {},
});

import { workflow } from '../../kit/acts/workflow.js';
import type { StatutIncident } from './incident-enums.js';
import { Incident } from './incident.js';

/** The landlord enters, corrects and closes its own incidents. */
export const saisie = 'incident:saisie';

const landlord = 'Agent du bailleur';
const ground = 'convention-art-6';

/** An incident is its landlord's own: it is entered, corrected as often as needed, and closed. */
export const incidentWorkflow = workflow({
  id: 'W0',
  title: 'Incident',
  entity: Incident,
  states: { OUVERT: 'Ouvert', CLOS: 'Clos' } satisfies Record<StatutIncident, string>,
  creation: {
    act: 'saisirIncident',
    to: 'OUVERT',
    scope: saisie,
    actor: landlord,
    ground,
    summary:
      'Entre un incident du patrimoine du bailleur. En cas de danger immédiat, appelez d’abord le 17.',
  },
  transitions: {
    corrigerIncident: {
      from: ['OUVERT'],
      to: 'OUVERT',
      scope: saisie,
      actor: landlord,
      ground,
      summary: 'Corrige un incident ; ce qui est corrigé est gardé à côté.',
      // A grave one is corrected only where the 17 was called; an entrée is one of the résidence's.
      reads: ['Incident.gravite', 'Incident.appel17', 'Incident.residence'],
    },
    cloreIncident: {
      from: ['OUVERT'],
      to: 'CLOS',
      scope: saisie,
      actor: landlord,
      ground,
      summary: 'Clôt un incident, qui ne se corrige plus.',
      irrevocable: true,
    },
  },
});

import 'reflect-metadata';
import { CorrectionIncident } from '../../../subgraphs/bailleurs/incident/correction-incident.js';
import { incidentWorkflow } from '../../../subgraphs/bailleurs/incident/incident-workflow.js';
import { Incident } from '../../../subgraphs/bailleurs/incident/incident.js';
import { Residence } from '../../../subgraphs/bailleurs/residence/residence.js';
import { describeWorkflow } from './every-transition.js';
import { incidentActs, incidentStates } from './w0-w6-by-hand.js';

const place = { bailleurId: 'ekidom', communeCode: '86194', quartierCode: null };

describeWorkflow({
  workflow: incidentWorkflow,
  states: incidentStates,
  acts: incidentActs,
  owner: 'bailleurs',
  fill: async (database) => {
    await database.getRepository(Residence).insert({
      id: 'r-w0',
      nom: 'Les Ajoncs',
      nbLogements: 10,
      typeConstruction: 'COLLECTIF',
      ...place,
    });
    await database.getRepository(Incident).insert({
      id: 'i-w0',
      residenceId: 'r-w0',
      ...place,
      type: 'T_BRUIT',
      gravite: 1,
      moisFaits: '2026-05',
      dateFaits: '2026-05-02',
      lieuType: 'HALL',
      recurrence: false,
      auteurConnu: false,
      appel17: false,
      statut: 'OUVERT',
    });
  },
  id: 'i-w0',
  putInto: async (database) => {
    await database.getRepository(CorrectionIncident).clear();
    await database.getRepository(Incident).update({ id: 'i-w0' }, { gravite: 1 });
  },
  list: 'incidents',
  answer: 'incident',
  ground: 'convention-art-6',
});

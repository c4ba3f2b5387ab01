import 'reflect-metadata';
import {
  DiagnosticEnMarchant,
  DiagnosticResidence,
} from '../../../subgraphs/bailleurs/diagnostic/diagnostic-en-marchant.js';
import {
  EtudeSurete,
  MesureSecurisation,
  ProgrammeRenovation,
  ProgrammeResidence,
} from '../../../subgraphs/bailleurs/renovation/programme-renovation.js';
import { renovationWorkflow } from '../../../subgraphs/bailleurs/renovation/renovation-workflow.js';
import { describeWorkflow } from './every-transition.js';
import { programmeActs, programmeStates } from './w0-w6-by-hand.js';

const id = 'p-w6';
const place = { bailleurId: 'ekidom', communeCode: '86194' };

describeWorkflow({
  workflow: renovationWorkflow,
  states: programmeStates,
  acts: programmeActs,
  owner: 'bailleurs',
  fill: async (database) => {
    await database.getRepository(DiagnosticEnMarchant).insert({
      id: 'd-w6',
      ...place,
      statut: 'REALISE',
      instructeurId: 'ville-poitiers',
      motif: 'AVANT_REHABILITATION',
      dateSouhaitee: '2026-05-02',
    });
    await database
      .getRepository(DiagnosticResidence)
      .insert({ diagnosticId: 'd-w6', residenceId: 'r-w6' });
    await database.getRepository(ProgrammeRenovation).insert({
      id,
      ...place,
      type: 'REHABILITATION',
      financeur: 'ANRU',
      nbLogements: 12,
      debutPrevu: '2026-09-01',
      finPrevue: '2027-09-01',
      statut: 'BESOIN',
    });
    await database
      .getRepository(ProgrammeResidence)
      .insert({ programmeId: id, residenceId: 'r-w6' });
  },
  id,
  putInto: async (database, _state, act) => {
    await database.getRepository(MesureSecurisation).clear();
    await database.getRepository(EtudeSurete).clear();
    await database.getRepository(ProgrammeRenovation).update({ id }, { avisForces: 'FAVORABLE' });
    if (act === 'requerirEtudeProgramme') return;
    const dateDepot = act === 'deposerEtudeProgramme' ? null : '2026-06-01';
    await database
      .getRepository(EtudeSurete)
      .insert({ id: 'e-w6', programmeId: id, obligatoire: true, dateDepot });
  },
  list: 'programmes',
  answer: 'programme',
  told: ['ekidom', 'police-nationale-86', 'ville-poitiers', 'grand-poitiers'],
  ground: 'convention-art-6',
});

import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { ActionPrevention } from '../../../subgraphs/ville/action/action-prevention.js';
import { actionWorkflow } from '../../../subgraphs/ville/action/action-workflow.js';
import { Correspondant } from '../../../subgraphs/ville/correspondant/correspondant.js';
import {
  DecisionInstance,
  DemandeReunion,
} from '../../../subgraphs/ville/instance/instance-work.js';
import { Instance, InstanceMembre, Reunion } from '../../../subgraphs/ville/instance/instance.js';
import { MandatGroupe } from '../../../subgraphs/ville/mandat/mandat-groupe.js';
import { instanceWorkflow } from '../../../subgraphs/ville/instance/instance-workflow.js';
import { correspondantWorkflow } from '../../../subgraphs/ville/correspondant/correspondant-workflow.js';
import { mandatWorkflow } from '../../../subgraphs/ville/mandat/mandat-workflow.js';
import { problematiqueWorkflow } from '../../../subgraphs/ville/problematique/problematique-workflow.js';
import { Problematique } from '../../../subgraphs/ville/problematique/problematique.js';
import { SituationSuivie } from '../../../subgraphs/ville/situation/situation-suivie.js';
import { situationWorkflow } from '../../../subgraphs/ville/situation/situation-workflow.js';
import { describeWorkflow } from './every-transition.js';
import {
  actionActs,
  actionStates,
  correspondantActs,
  correspondantStates,
  instanceActs,
  instanceStates,
  mandatActs,
  mandatStates,
  problematiqueActs,
  problematiqueStates,
  situationActs,
  situationStates,
} from './groups-by-hand.js';

/** Of every signatory the same person asks; of Ékidom another has the mandate that is acted on. */
const askedBy = 'agent';
const members = ['police-nationale-86', 'ekidom', 'ville-poitiers'];

describeWorkflow({
  workflow: problematiqueWorkflow,
  states: problematiqueStates,
  acts: problematiqueActs,
  owner: 'ville',
  fill: fillGroups,
  id: 'p-gpo',
  putInto: async (database) => {
    await database
      .getRepository(Problematique)
      .update({ id: 'p-gpo' }, { piloteId: 'ekidom', echeance: '2099-01-01' });
  },
  list: 'problematiques',
  answer: 'problematique',
  told: members,
  ground: 'convention-art-6',
});

describeWorkflow({
  workflow: instanceWorkflow,
  states: instanceStates,
  acts: instanceActs,
  owner: 'ville',
  fill: fillWorkingGroup,
  id: 'gt',
  putInto: async (database) => {
    const instanceId = 'gt';
    await database.getRepository(InstanceMembre).clear();
    await database
      .getRepository(InstanceMembre)
      .insert(members.map((signataireId) => ({ instanceId, signataireId })));
    // What was asked and decided is forgotten; there is a meeting.
    for (const entity of [DecisionInstance, DemandeReunion, Reunion]) {
      await database.getRepository<object>(entity).clear();
    }
    await database
      .getRepository(Reunion)
      .insert({ id: 'r-gt', instanceId, date: '2026-05-02', objet: 'TRAVAUX' });
  },
  list: 'instances',
  answer: 'instance',
  told: members,
  ground: {
    ...Object.fromEntries(Object.keys(instanceActs).map((act) => [act, 'csi-l132-5'])),
    demanderReunionInstance: 'convention-art-6',
  },
});

describeWorkflow({
  workflow: correspondantWorkflow,
  states: correspondantStates,
  acts: correspondantActs,
  owner: 'ville',
  fill: async (database) => {
    await database.getRepository(Correspondant).insert({
      id: 'c-annuaire',
      signataireId: 'ekidom',
      nom: 'Inventé',
      fonction: 'Référent',
      mandatDebut: '2026-01-01',
    });
  },
  id: 'c-annuaire',
  putInto: () => Promise.resolve(),
  list: 'correspondants',
  answer: 'correspondant',
  ground: 'convention-art-6',
});

describeWorkflow({
  workflow: mandatWorkflow,
  states: mandatStates,
  acts: mandatActs,
  owner: 'ville',
  fill: async (database) => {
    await fillGroups(database);
    // The chair's own stands in no way here.
    await database.getRepository(MandatGroupe).delete({ id: 'm-ville' });
  },
  id: 'm-autre',
  putInto: () => Promise.resolve(),
  list: 'mandatsGroupes',
  answer: 'mandat',
  told: members,
  ground: 'csi-l132-5',
});

describeWorkflow({
  workflow: situationWorkflow,
  states: situationStates,
  acts: situationActs,
  owner: 'ville',
  fill: fillGroups,
  id: 's-gt',
  putInto: () => Promise.resolve(),
  list: 'situationsSuivies',
  answer: 'situation',
  told: { INSCRITE: ['ville-poitiers', 'ekidom'], SUIVIE: ['ville-poitiers', 'ekidom'] },
  ofNamedPersons: true,
  ground: 'csi-l132-5',
});

describeWorkflow({
  workflow: actionWorkflow,
  states: actionStates,
  acts: actionActs,
  owner: 'ville',
  fill: async (database) => {
    await database.getRepository(ActionPrevention).insert({
      id: 'a-art-6',
      type: 'MEDIATION_SOCIALE',
      porteurId: 'ekidom',
      communeCode: '86194',
      residenceIds: [],
      debut: '2026-05-02',
      fin: '2099-01-01',
      statut: 'PREVUE',
    });
  },
  id: 'a-art-6',
  putInto: () => Promise.resolve(),
  list: 'actionsPrevention',
  answer: 'action',
  ground: 'convention-art-6',
});

async function fillWorkingGroup(database: DataSource): Promise<void> {
  await fillInstance(database, 'gt', 'GROUPE_TRAVAIL', 'ville-poitiers');
}

async function fillInstance(
  database: DataSource,
  id: string,
  type: Instance['type'],
  presidenceId: string,
): Promise<void> {
  await database
    .getRepository(Instance)
    .insert({ id, type, perimetreCode: 'QN08605M', presidenceId });
  await database
    .getRepository(InstanceMembre)
    .insert(members.map((signataireId) => ({ instanceId: id, signataireId })));
}

async function fillGroups(database: DataSource): Promise<void> {
  await fillInstance(database, 'gpo', 'GPO', 'police-nationale-86');
  await fillWorkingGroup(database);
  await database.getRepository(Problematique).insert({
    id: 'p-gpo',
    instanceId: 'gpo',
    communeCode: '86194',
    lieu: 'HALL',
    theme: 'OCCUPATION',
    dateReperage: '2026-05-02',
    statut: 'OUVERTE',
  });
  for (const [id, signataireId, compte] of [
    ['m-ville', 'ville-poitiers', askedBy],
    ['m-autre', 'ekidom', 'autre'],
  ] as const) {
    await database.getRepository(Correspondant).insert({
      id: `c-${id}`,
      signataireId,
      nom: 'Inventé',
      fonction: 'Référent',
      mandatDebut: '2026-01-01',
    });
    await database.getRepository(MandatGroupe).insert({
      id,
      instanceId: 'gt',
      signataireId,
      correspondantId: `c-${id}`,
      compte,
      debut: '2026-01-01',
      statut: 'EN_VIGUEUR',
    });
  }
  await database.getRepository(SituationSuivie).insert({
    id: 's-gt',
    instanceId: 'gt',
    motifs: ['ERRANCE'],
    dateInscription: '2026-05-01',
    conservationJusque: '2099-01-01',
    statut: 'INSCRITE',
  });
}

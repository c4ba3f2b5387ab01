import 'reflect-metadata';
import { gltdWorkflow } from '../../../subgraphs/justice/gltd/gltd-workflow.js';
import { Gltd, GltdInvite } from '../../../subgraphs/justice/gltd/gltd.js';
import { posteTravailWorkflow } from '../../../subgraphs/justice/poste-travail/poste-travail-workflow.js';
import { PosteTravailInteret } from '../../../subgraphs/justice/poste-travail/poste-travail.js';
import { describeWorkflow } from './every-transition.js';
import { gltdActs, gltdStates, posteActs, posteStates } from './judicial-by-hand.js';

const invites = ['ekidom', 'police-nationale-86', 'ville-poitiers'];

describeWorkflow({
  workflow: gltdWorkflow,
  states: gltdStates,
  acts: gltdActs,
  owner: 'justice',
  fill: async (database) => {
    await database.getRepository(Gltd).insert({
      id: 'gltd-1',
      communeCodes: ['86194'],
      quartierCodes: [],
      debut: '2026-05-02',
      duree: 6,
      objectifs: ['TRAFIC_STUPEFIANTS'],
      statut: 'EN_COURS',
    });
  },
  id: 'gltd-1',
  // Whoever was invited or sent away is so no more.
  putInto: async (database) => {
    await database.getRepository(GltdInvite).clear();
    await database
      .getRepository(GltdInvite)
      .insert(invites.map((signataireId) => ({ gltdId: 'gltd-1', signataireId })));
  },
  list: 'gltds',
  answer: 'gltd',
  told: invites,
  ground: 'csi-l132-10-2',
});

describeWorkflow({
  workflow: posteTravailWorkflow,
  states: posteStates,
  acts: posteActs,
  owner: 'justice',
  fill: async (database) => {
    await database.getRepository(PosteTravailInteret).insert({
      id: 'poste-1',
      organismeAccueilId: 'ekidom',
      communeCode: '86194',
      nature: 'PEINTURE',
      places: 2,
      statut: 'OUVERT',
    });
  },
  id: 'poste-1',
  putInto: () => Promise.resolve(),
  list: 'postesTravail',
  answer: 'poste',
  told: ['ekidom'],
  ground: 'cp-131-8',
});

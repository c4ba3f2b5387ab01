import 'reflect-metadata';
import { expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { justice } from '../../../subgraphs/justice/justice.js';
import {
  AvisNotifie,
  Decision,
  Procedure,
} from '../../../subgraphs/justice/procedure/procedure.js';
import { OutgoingAct } from '../../../subgraphs/kit/delivery/outgoing-act.js';
import { StatistiqueSuites } from '../../../subgraphs/justice/statistique/statistique-suites.js';
import { onBothDatabases } from '../../harness/both-databases.js';
import type { Caller } from '../../harness/subgraph.js';

const decision = { 'justice:decision': ['destinataire'] } as const;
const callers = {
  parquet: {
    signataire: 'parquet-poitiers',
    territoire: { departement: '86' },
    droits: { 'justice:procedure': ['departement'], 'justice:decision': ['departement'] },
  },
  semHpc: { signataire: 'sem-hpc', droits: { 'justice:procedure': ['plaignant'], ...decision } },
  ekidom: { signataire: 'ekidom', droits: { 'justice:procedure': ['plaignant'], ...decision } },
  poitiers: {
    signataire: 'ville-poitiers',
    territoire: { commune: '86194' },
    droits: { 'justice:procedure': ['commune'], ...decision },
  },
  police: {
    signataire: 'police-nationale-86',
    droits: { 'justice:procedure': ['destinataire'], ...decision, 'justice:statistiques': null },
  },
} satisfies Record<string, Caller>;

async function fill(dataSource: DataSource): Promise<void> {
  const row = (id: string, informationMaire: boolean, serviceSaisiId: string | null) => ({
    id,
    informationMaire,
    serviceSaisiId,
    communeCode: '86194',
    moisFaits: '2026-05',
    infractionCodes: ['degradation'],
    etatPublic: 'DECISION_NOTIFIEE' as const,
    plaignantId: 'sem-hpc',
  });
  await dataSource
    .getRepository(Procedure)
    .insert([row('p1', true, 'police-nationale-86'), row('p2', false, null)]);
  // SEM HPC had notice, by way of its complaint: not yet delivered, delivered, refused there.
  const ways = [
    ['q1', 'EN_ATTENTE'],
    ['q2', 'FAITE'],
    ['q3', 'REFUSEE'],
  ] as const;
  for (const [id, etat] of ways) {
    await dataSource
      .getRepository(Procedure)
      .insert({ ...row(id, false, null), plainteId: `plainte-${id}` });
    await dataSource.getRepository(Decision).insert({
      procedureId: id,
      typeDecision: 'CLASSEMENT',
      motifCode: '71',
      dateDecision: '2026-06-01',
    });
    await dataSource
      .getRepository(AvisNotifie)
      .insert({ procedureId: id, signataireId: 'sem-hpc', dateNotification: '2026-06-02' });
    // Another act of this procedure was done: it is no notice.
    for (const [rang, acte, become] of [
      [1, 'recevoirAvisPlainte', etat],
      [2, 'recevoirAppelPlainte', 'FAITE'],
    ] as const) {
      await dataSource.getRepository(OutgoingAct).insert({
        id: `${acte}-${id}`,
        objet: `Plainte plainte-${id}`,
        rang,
        source: id,
        signataireId: 'parquet-poitiers',
        acte,
        cible: `plainte-${id}`,
        saisie: {},
        etat: become,
        le: new Date('2026-06-02T08:00:00Z'),
        essais: 1,
        prochainEssai: new Date('2099-01-01T00:00:00Z'),
      });
    }
  }
  await dataSource.getRepository(Decision).insert({
    procedureId: 'p1',
    typeDecision: 'CLASSEMENT',
    motifCode: '41',
    dateDecision: '2026-06-01',
  });
  await dataSource
    .getRepository(AvisNotifie)
    .insert({ procedureId: 'p1', signataireId: 'sem-hpc', dateNotification: '2026-06-02' });
  const cell = { territoire: '86194', periode: '2026-S1' };
  await dataSource.getRepository(StatistiqueSuites).insert([
    { id: 's1', ...cell, type: 'CLASSEMENT', compte: 4 },
    { id: 's2', ...cell, type: 'POURSUITES', compte: 5 },
  ]);
}

onBothDatabases(justice, fill, (on) => {
  on('leaves no drift between entities and migrations', async ({ running }) => {
    const log = await running.dataSource?.driver.createSchemaBuilder().log();
    expect(log?.upQueries.map(({ query }) => query)).toEqual([]);
  });

  on(
    'shows a procedure to its perimeter, and the decision only to the notified',
    async (subgraph) => {
      const query = `query ($all: [_Any!]!) {
      procedures { totalCount nodes { id decision { motifClassement { code } } } }
      _entities(representations: $all) { ... on Procedure { id decision { typeDecision } } } }`;
      const all = ['q3', 'q2', 'q1', 'p2', 'p1'].map((id) => ({ __typename: 'Procedure', id }));
      const seen: Record<string, string[]> = {};
      for (const [name, caller] of Object.entries(callers)) {
        const { data, errors } = await subgraph.ask(caller, query, { all });
        expect(errors).toEqual([]);
        const { nodes, totalCount } = data?.['procedures'] as {
          totalCount: number;
          nodes: { id: string; decision: { motifClassement: { code: string } } | null }[];
        };
        expect(totalCount).toBe(nodes.length);
        const entities = data?.['_entities'] as ({ id: string; decision: object | null } | null)[];
        const found = entities.flatMap((e) => (e ? [[e.id, e.decision !== null]] : []));
        expect(found).toEqual(nodes.map((node) => [node.id, node.decision !== null]));
        seen[name] = nodes.map(
          (node) => `${node.id} ${node.decision?.motifClassement.code ?? '-'}`,
        );
      }
      expect(seen).toEqual({
        parquet: ['q3 71', 'q2 71', 'q1 71', 'p2 -', 'p1 41'],
        semHpc: ['q2 71', 'p1 41'],
        ekidom: [],
        poitiers: ['p1 -'],
        police: ['p1 -'],
      });
    },
  );

  on('tells no count under five', async (subgraph) => {
    const { data } = await subgraph.ask(
      callers.police,
      '{ statistiquesSuites { nodes { id effectif supprime } } }',
    );
    expect(data).toEqual({
      statistiquesSuites: {
        nodes: [
          { id: 's2', effectif: 5, supprime: false },
          { id: 's1', effectif: null, supprime: true },
        ],
      },
    });
  });
});

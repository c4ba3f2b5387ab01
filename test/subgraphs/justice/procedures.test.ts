import { expect } from '@jest/globals';
import { In, type DataSource } from 'typeorm';
import { Communication } from '../../../subgraphs/justice/communication/communication.js';
import { removeExpired } from '../../../subgraphs/justice/remove-expired.js';
import { WriteQueue } from '../../../subgraphs/kit/write-queue.js';
import { justice } from '../../../subgraphs/justice/justice.js';
import {
  AvisNotifie,
  Decision,
  Procedure,
} from '../../../subgraphs/justice/procedure/procedure.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller } from '../../harness/subgraph.js';

const semHpc: Caller = {
  signataire: 'sem-hpc',
  droits: { 'justice:procedure': ['plaignant'], 'justice:decision': ['destinataire'] },
};
const ekidom: Caller = { ...semHpc, signataire: 'ekidom' };

/** Ten of SEM HPC, of which the first five were notified. */
async function fill(dataSource: DataSource): Promise<void> {
  const ids = Array.from({ length: 10 }, (_, i) => `p${i}`);
  await dataSource.getRepository(Procedure).insert(
    ids.map((id) => ({
      id,
      communeCode: '86066',
      moisFaits: '2026-05',
      infractionCodes: ['degradation'],
      etatPublic: 'DECISION_NOTIFIEE' as const,
      plaignantId: 'sem-hpc',
      serviceSaisiId: null,
      informationMaire: false,
    })),
  );
  await dataSource.getRepository(Decision).insert(
    ids.map((procedureId) => ({
      procedureId,
      typeDecision: 'CLASSEMENT' as const,
      motifCode: '71',
      dateDecision: '2026-06-01',
    })),
  );
  await dataSource.getRepository(AvisNotifie).insert(
    ids.slice(0, 5).map((procedureId) => ({
      procedureId,
      signataireId: 'sem-hpc',
      dateNotification: '2026-06-02',
    })),
  );
}

onBothDatabases(justice, fill, (on) => {
  on('answers a foreign id of the look-up as an unknown one, to the byte', async (subgraph) => {
    const query = 'query ($id: ID!) { procedure(id: $id) { id etatPublic } }';
    const text = async (caller: Caller, id: string) =>
      (await subgraph.ask(caller, query, { id })).text;
    const unknown = await text(ekidom, 'inconnue');
    expect(unknown).toBe('{"data":{"procedure":null}}\n');
    expect(await text(ekidom, 'p0')).toBe(unknown);
    expect(await text(semHpc, 'P0')).toBe(unknown);
    expect(await text(semHpc, 'p0')).toContain('DECISION_NOTIFIEE');
  });

  on('asks as few statements for ten procedures as for one', async (subgraph) => {
    const list = `query ($first: Int!) { procedures(first: $first) { totalCount nodes {
      id communeFaits { codeInsee } infractions { nature } decision { typeDecision motifClassement { libelle } } } } }`;
    const statements = (first: number) =>
      subgraph.statements(() => dataOf(subgraph, semHpc, list, { first }));
    const few = await statements(1);
    // The page, the count, the decisions of which the caller was notified.
    expect(few).toHaveLength(3);
    expect(await statements(10)).toHaveLength(3);
    const { procedures } = (await dataOf(subgraph, semHpc, list, { first: 10 })) as {
      procedures: { nodes: { decision: object | null }[] };
    };
    // Those of which it had notice.
    expect(procedures.nodes.map(({ decision }) => decision !== null)).toEqual(
      Array<boolean>(5).fill(true),
    );
  });

  on('loads _entities in one batch, whoever asks and whatever it is', async (subgraph) => {
    const query = `query ($all: [_Any!]!) { _entities(representations: $all) {
      ... on Procedure { id decision { typeDecision } } } }`;
    const all = ['p0', 'inconnue', 'p1', 'p9'].map((id) => ({ __typename: 'Procedure', id }));
    const statements = (caller: Caller, representations: readonly object[]) =>
      subgraph.statements(() => dataOf(subgraph, caller, query, { all: representations }));
    // The procedures, their decisions.
    expect(await statements(semHpc, all)).toHaveLength(2);
    expect(await statements(semHpc, all.slice(0, 1))).toHaveLength(2);
    // Who may read none of them costs the same as for ids that do not exist.
    expect(await statements(ekidom, all)).toHaveLength(1);
    expect(await statements(ekidom, [{ __typename: 'Procedure', id: 'inconnue' }])).toHaveLength(1);
  });

  on('removes procedures a year after their last notice, and communications', async (subgraph) => {
    const { dataSource } = subgraph.running;
    if (!dataSource) throw new Error('no database');
    const { manager } = dataSource;
    const told = { statut: 'AVIS_NOTIFIE' as const, moisFaits: '2030-01' };
    await manager.update(Procedure, { id: In(['p0', 'p1', 'p5']) }, told);
    await manager.update(Procedure, { id: 'p2' }, { ...told, statut: 'APPEL' });
    const notice = { signataireId: 'ville-chatellerault', dateNotification: '2031-05-20' };
    await manager.insert(AvisNotifie, { ...notice, procedureId: 'p1' });
    await manager.insert(Communication, {
      id: 'communication',
      destinataireId: 'ville-poitiers',
      fondement: 'csi-l132-2',
      objet: 'MESURE',
      niveau: 'INFORMATION',
      corps: 'Texte',
      dateEnvoi: '2031-05-20',
      statut: 'ENVOYEE',
      statutDepuis: new Date('2031-05-20T08:00:00Z'),
    });
    const left = async () => {
      const found = await manager.findBy(Procedure, { moisFaits: '2030-01' });
      return [
        ...found.map(({ id }) => id).toSorted(),
        ...(await manager.find(Communication)).map(({ id }) => id),
      ];
    };
    const writes = new WriteQueue(dataSource);
    // One was told since; one of them nobody, and one is under appeal.
    await removeExpired(writes, new Date('2032-05-20T07:00:00Z'));
    expect(await left()).toEqual(['p1', 'p2', 'p5', 'communication']);
    await removeExpired(writes, new Date('2032-05-21T09:00:00Z'));
    expect(await left()).toEqual(['p2', 'p5']);
    expect(await manager.existsBy(Decision, { procedureId: 'p1' })).toBe(false);
  });
});

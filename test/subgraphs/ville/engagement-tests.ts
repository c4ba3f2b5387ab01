import { expect } from '@jest/globals';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { Correspondant } from '../../../subgraphs/ville/correspondant/correspondant.js';
import { Instance, Reunion } from '../../../subgraphs/ville/instance/instance.js';
import { dataOf } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';

const droits = { 'engagement:lecture': ['auteur'] } as const;
const poitiers: Caller = { signataire: 'ville-poitiers', droits };
const chatellerault: Caller = { signataire: 'ville-chatellerault', droits };
const prefecture: Caller = {
  signataire: 'prefecture-86',
  territoire: { departement: '86' },
  droits: { 'engagement:lecture': ['auteur', 'departement'] },
};

const ago = (days: number): string => civilDay(new Date(Date.now() - days * 86_400_000));

async function seen(subgraph: TestSubgraph, caller: Caller): Promise<Record<string, unknown>[]> {
  const { engagements } = (await dataOf(
    subgraph,
    caller,
    '{ engagements(first: 100) { nodes { id etat nombre } } }',
  )) as { engagements: { nodes: Record<string, unknown>[] } };
  return engagements.nodes;
}

export function engagementTests(
  on: (name: string, test: (subgraph: TestSubgraph) => Promise<void>) => void,
): void {
  on('counts what was promised from the directory and the meetings', async (subgraph) => {
    const { dataSource } = subgraph.running;
    if (!dataSource) throw new Error('no database');
    const promise = (nature: string, nombre: number) => ({
      id: `ville-chatellerault:${nature}`,
      etat: nombre > 0 ? 'TENU' : 'NON_TENU',
      nombre,
    });
    expect(await seen(subgraph, chatellerault)).toEqual([
      promise('CLSPD_RESTREINT_ANNUEL', 0),
      promise('REFERENT_NOMME', 0),
    ]);
    // One whose mandate ends today, one that is over, one to come, and one of another's.
    const mandates = [
      [ago(100), ago(0)],
      [ago(100), ago(1)],
      [ago(-1), null],
      [ago(0), null],
    ] as const;
    await dataSource.getRepository(Correspondant).insert(
      mandates.map(([mandatDebut, mandatFin], n) => ({
        id: `c-engagement-${n}`,
        signataireId: 'ville-chatellerault',
        nom: 'Inventé',
        fonction: 'Référent',
        mandatDebut,
        mandatFin,
      })),
    );
    // Of another kind, of another city, more than a year ago, to come, cancelled, and two that count.
    for (const [id, type, presidenceId] of [
      ['restreint', 'CLSPD_RESTREINT', 'ville-chatellerault'],
      ['plenier', 'CLSPD_PLENIER', 'ville-chatellerault'],
      ['poitevin', 'CLSPD_RESTREINT', 'ville-poitiers'],
    ] as const) {
      await dataSource
        .getRepository(Instance)
        .insert({ id, type, perimetreCode: '86066', presidenceId });
    }
    const meetings: readonly (readonly [string, string, Reunion['statut']?])[] = [
      ['restreint', ago(0)],
      ['restreint', ago(300)],
      ['restreint', ago(400)],
      ['restreint', ago(-5)],
      ['plenier', ago(10)],
      ['restreint', ago(20), 'ANNULEE'],
      ['poitevin', ago(400)],
    ];
    await dataSource.getRepository(Reunion).insert(
      meetings.map(([instanceId, date, statut = 'CONVOQUEE'], n) => ({
        id: `u-engagement-${n}`,
        instanceId,
        date,
        objet: 'BILAN' as const,
        statut,
      })),
    );
    expect(await seen(subgraph, chatellerault)).toEqual([
      promise('CLSPD_RESTREINT_ANNUEL', 2),
      promise('REFERENT_NOMME', 2),
    ]);
    expect((await seen(subgraph, poitiers)).map(({ id, etat }) => [id, etat])).toEqual([
      ['ville-poitiers:CLSPD_RESTREINT_ANNUEL', 'NON_TENU'],
      ['ville-poitiers:REFERENT_NOMME', 'NON_TENU'],
    ]);
    const all = await seen(subgraph, prefecture);
    expect(all).toHaveLength(15);
    expect(all).toEqual(expect.arrayContaining([promise('REFERENT_NOMME', 2)]));
    await dataSource.getRepository(Correspondant).delete(['c-engagement-0', 'c-engagement-3']);
    expect((await seen(subgraph, chatellerault))[1]).toEqual(promise('REFERENT_NOMME', 0));
  });
}

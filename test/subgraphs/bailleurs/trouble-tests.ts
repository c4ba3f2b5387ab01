import { expect } from '@jest/globals';
import { civilDay, daysAfter } from '../../../schema/contract/civil-day.js';
import { InjonctionPrefectorale } from '../../../subgraphs/bailleurs/injonction/injonction-prefectorale.js';
import { TroubleJouissance } from '../../../subgraphs/bailleurs/trouble/trouble-jouissance.js';
import { troubleWorkflow } from '../../../subgraphs/bailleurs/trouble/trouble-workflow.js';
import { dataOf } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';
import { callers } from './stock.js';

const droits = {
  'trouble-jouissance:lecture': ['patrimoine'],
  'trouble-jouissance:conduite': ['patrimoine'],
  'injonction:lecture': ['patrimoine'],
  'residence:exploitation': ['patrimoine'],
} as const;
const ekidom: Caller = { ...callers.ekidom, droits };
const semHpc: Caller = { ...ekidom, signataire: 'sem-hpc', territoire: { patrimoine: 'sem-hpc' } };
const prefecture: Caller = {
  signataire: 'prefecture-86',
  territoire: { departement: '86' },
  droits: { 'trouble-jouissance:lecture': ['destinataire'] },
};
// Whatever he may be granted, a file that answers no injunction is not the prefect's, nor another's.
const grandPoitiers: Caller = { ...prefecture, signataire: 'grand-poitiers' };
const today = civilDay(new Date());

async function act(subgraph: TestSubgraph, caller: Caller, call: string) {
  const query = `mutation { fait: ${call} { trouble { id statut injonction { id } } erreurs { code champ } } }`;
  return (await dataOf(subgraph, caller, query))['fait'] as {
    trouble: { id: string; statut: string; injonction: { id: string } | null } | null;
    erreurs: { code: string; champ: string | null }[];
  };
}

const codes = async (...asked: Parameters<typeof act>): Promise<string[]> =>
  (await act(...asked)).erreurs.map(({ code }) => code);

async function must(subgraph: TestSubgraph, caller: Caller, call: string) {
  const { trouble, erreurs } = await act(subgraph, caller, call);
  expect([call, erreurs]).toEqual([call, []]);
  if (!trouble) throw new Error('nothing was made');
  return trouble;
}

const open = ({ residence = 'r-a', bail = 'B-1001', day = '2026-05-02', more = '' } = {}) =>
  `mettreEnDemeureTrouble(saisie: { residence: "${residence}", bail: "${bail}", dateMiseEnDemeure: "${day}"${more} })`;
const on = (name: string, id: string, saisie: string) =>
  `${name}(id: "${id}", saisie: { ${saisie} })`;

async function seen(subgraph: TestSubgraph, caller: Caller): Promise<readonly string[]> {
  const { troublesJouissance } = await dataOf(
    subgraph,
    caller,
    '{ troublesJouissance { nodes { id } } }',
  );
  return (troublesJouissance as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
}

type Test = (name: string, run: (subgraph: TestSubgraph) => Promise<void>) => void;

/** A landlord's file against a trouble, from the notice to the eviction. */
export function troubleTests(test: Test): void {
  test('a landlord takes a trouble from the notice to the eviction, day after day', async (subgraph) => {
    for (const [call, code] of [
      [open({ residence: 'r-inconnue' }), 'RESIDENCE_INTROUVABLE'],
      [open({ day: '2099-01-01' }), 'DATE_A_VENIR'],
      [open({ more: ', injonction: "inconnue"' }), 'INJONCTION_INTROUVABLE'],
    ] as const) {
      expect(await codes(subgraph, ekidom, call)).toEqual([code]);
    }
    // Another's résidence is as none.
    expect(await codes(subgraph, semHpc, open())).toEqual(['RESIDENCE_INTROUVABLE']);
    const { id } = await must(subgraph, ekidom, open());
    const offer = (date: string) => on('offrirRelogementTrouble', id, `date: "${date}"`);
    for (const date of ['2026-05-01', daysAfter(today, 1)]) {
      expect(await codes(subgraph, ekidom, offer(date))).toEqual(['DATE_IMPOSSIBLE']);
    }
    await must(subgraph, ekidom, offer('2026-06-02'));
    const seise = (date: string) => on('assignerTrouble', id, `date: "${date}"`);
    expect(await codes(subgraph, ekidom, seise('2026-06-01'))).toEqual(['DATE_IMPOSSIBLE']);
    await must(subgraph, ekidom, seise('2026-07-02'));
    const execute = on('executerJugementTrouble', id, 'date: "2026-09-02"');
    expect(await codes(subgraph, ekidom, execute)).toEqual(['ETAPE_INCOMPATIBLE']);
    const judged = 'date: "2026-08-02", decision: RESILIATION';
    await must(subgraph, ekidom, on('consignerJugementTrouble', id, judged));
    expect(await must(subgraph, ekidom, execute)).toMatchObject({ statut: 'EXECUTION' });
    const close = on('cloreTrouble', id, 'motif: LOGEMENT_RENDU');
    expect(await codes(subgraph, ekidom, close)).toEqual(['ETAPE_INCOMPATIBLE']);
    expect(await codes(subgraph, semHpc, close)).toEqual(['INTROUVABLE']);
    expect(await seen(subgraph, semHpc)).toEqual([]);
  });

  test('a lease that the judge left in force is not executed', async (subgraph) => {
    const { id } = await must(subgraph, ekidom, open({ bail: 'B-1002' }));
    await must(subgraph, ekidom, on('assignerTrouble', id, 'date: "2026-06-02"'));
    const judged = 'date: "2026-07-02", decision: REJET';
    await must(subgraph, ekidom, on('consignerJugementTrouble', id, judged));
    expect(
      await codes(subgraph, ekidom, on('executerJugementTrouble', id, 'date: "2026-08-02"')),
    ).toEqual(['BAIL_NON_RESILIE']);
    const closed = on('cloreTrouble', id, 'motif: DEMANDE_REJETEE');
    expect(await must(subgraph, ekidom, closed)).toMatchObject({ statut: 'CLOS' });
  });

  test('the prefect reads a file once it answers an injunction of his, and is told of it', async (subgraph) => {
    const { dataSource } = subgraph.running;
    if (!dataSource) throw new Error('no database');
    const injonction = 'injonction-du-trouble';
    const made = { dateInjonction: '2026-05-02', reference: '86-2026/077', bailleurId: 'ekidom' };
    await dataSource
      .getRepository(InjonctionPrefectorale)
      .insert({ ...made, id: injonction, residenceId: 'r-a', statut: 'REPONSE' });
    const { id } = await must(subgraph, ekidom, open({ bail: 'B-1003' }));
    const troubles = dataSource.getRepository(TroubleJouissance);
    const told = async () =>
      troubleWorkflow.addressees?.(await troubles.findOneByOrFail({ id }), dataSource.manager);
    expect(await seen(subgraph, prefecture)).toEqual([]);
    expect(await told()).toEqual(['ekidom']);
    const seise = `date: "2026-06-02", injonction: "${injonction}"`;
    const seised = await must(subgraph, ekidom, on('assignerTrouble', id, seise));
    expect(seised.injonction).toEqual({ id: injonction });
    expect(await seen(subgraph, prefecture)).toEqual([id]);
    expect(await seen(subgraph, grandPoitiers)).toEqual([]);
    expect(await told()).toEqual(['ekidom', 'prefecture-86']);
  });

  test('a lease is a reference, and no name', async (subgraph) => {
    const { errors } = await subgraph.ask(
      ekidom,
      `mutation { ${open({ bail: 'Bail de M. Inventé' })} { erreurs { code } } }`,
    );
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT']);
  });
}

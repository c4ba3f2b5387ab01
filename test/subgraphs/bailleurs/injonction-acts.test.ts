import { expect } from '@jest/globals';
import { aMonthAfter, civilDay, daysAfter } from '../../../schema/contract/civil-day.js';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { defaultOverdue } from '../../../subgraphs/bailleurs/injonction/default-overdue.js';
import { InjonctionPrefectorale } from '../../../subgraphs/bailleurs/injonction/injonction-prefectorale.js';
import { injonctionWorkflow } from '../../../subgraphs/bailleurs/injonction/injonction-workflow.js';
import { WriteQueue } from '../../../subgraphs/kit/write-queue.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';
import { callers, fillStock } from './stock.js';
import { troubleTests } from './trouble-tests.js';

const ekidom: Caller = {
  ...callers.ekidom,
  droits: { 'injonction:lecture': ['patrimoine'], 'injonction:reponse': ['patrimoine'] },
};
const semHpc: Caller = { ...ekidom, signataire: 'sem-hpc', territoire: { patrimoine: 'sem-hpc' } };
const prefecture: Caller = {
  signataire: 'prefecture-86',
  territoire: { departement: '86' },
  droits: { 'injonction:lecture': ['departement'], 'injonction:prononce': ['departement'] },
};
const today = civilDay(new Date());

async function act(subgraph: TestSubgraph, caller: Caller, call: string) {
  const query = `mutation { fait: ${call} { injonction { id statut echeance dateLimite bailleur { id } } erreurs { code champ } } }`;
  return (await dataOf(subgraph, caller, query))['fait'] as {
    injonction: Record<string, unknown> | null;
    erreurs: { code: string; champ: string | null }[];
  };
}

const codes = async (...asked: Parameters<typeof act>): Promise<string[]> =>
  (await act(...asked)).erreurs.map(({ code }) => code);

async function must(subgraph: TestSubgraph, caller: Caller, call: string) {
  const fait = await act(subgraph, caller, call);
  expect([call, fait.erreurs]).toEqual([call, []]);
  return fait.injonction ?? {};
}

const enjoin = (residence = 'r-a', reference = '86-2026/014') =>
  `enjoindreBailleur(saisie: { residence: "${residence}", reference: "${reference}" })`;
const on = (name: string, id: unknown, saisie?: string) =>
  `${name}(id: "${String(id)}"${saisie ? `, saisie: { ${saisie} }` : ''})`;
const rows = ({ running }: TestSubgraph) => {
  if (!running.dataSource) throw new Error('no database');
  return running.dataSource.getRepository(InjonctionPrefectorale);
};

onBothDatabases(bailleurs, fillStock, (test) => {
  test('a landlord answers in fifteen days and seises the judge in a month', async (subgraph) => {
    expect(await codes(subgraph, prefecture, enjoin('r-inconnue'))).toEqual([
      'RESIDENCE_INTROUVABLE',
    ]);
    const { id, ...made } = await must(subgraph, prefecture, enjoin());
    const due = daysAfter(today, 15);
    expect(made).toEqual({
      statut: 'ENJOINTE',
      echeance: due,
      dateLimite: due,
      bailleur: { id: 'ekidom' },
    });
    const seen = async (caller: Caller) =>
      (
        (await dataOf(subgraph, caller, '{ injonctions { totalCount } }'))['injonctions'] as {
          totalCount: number;
        }
      ).totalCount;
    // Another landlord's is as none.
    expect(await seen(semHpc)).toBe(0);
    expect(await codes(subgraph, semHpc, on('repondreInjonction', id))).toEqual(['INTROUVABLE']);
    expect(await codes(subgraph, prefecture, on('constaterCarenceInjonction', id))).toEqual([
      'DELAI_EN_COURS',
    ]);
    const answered = await must(subgraph, ekidom, on('repondreInjonction', id));
    expect(answered).toMatchObject({ statut: 'REPONSE', echeance: aMonthAfter(today) });
    const seise = (date: string) => on('saisirJugeInjonction', id, `date: "${date}"`);
    for (const date of ['2099-01-01', daysAfter(today, -1)]) {
      expect(await codes(subgraph, ekidom, seise(date))).toEqual(['DATE_IMPOSSIBLE']);
    }
    const last = await must(subgraph, ekidom, seise(today));
    expect(last).toMatchObject({ statut: 'JUGE_SAISI', echeance: null });
  });

  test('a refusal opens the prefect’s substitution at once', async (subgraph) => {
    const { id } = await must(subgraph, prefecture, enjoin());
    const substitute = on('substituerPrefetInjonction', id, `date: "${today}"`);
    expect(await codes(subgraph, prefecture, substitute)).toEqual(['ETAPE_INCOMPATIBLE']);
    const refused = await must(
      subgraph,
      ekidom,
      on('refuserInjonction', id, 'motif: PREUVES_INSUFFISANTES'),
    );
    expect(refused).toMatchObject({ statut: 'CARENCE', echeance: null });
    expect(await must(subgraph, prefecture, substitute)).toMatchObject({ statut: 'SUBSTITUTION' });
    expect(
      await codes(subgraph, ekidom, on('saisirJugeInjonction', id, `date: "${today}"`)),
    ).toEqual(['ETAPE_INCOMPATIBLE']);
  });

  test('silence opens it by itself, after either term, and the judge can still be seised', async (subgraph) => {
    const silent = (await must(subgraph, prefecture, enjoin()))['id'];
    const idle = (await must(subgraph, prefecture, enjoin()))['id'];
    await must(subgraph, ekidom, on('repondreInjonction', idle));
    const { dataSource } = subgraph.running;
    if (!dataSource) throw new Error('no database');
    const writes = new WriteQueue(dataSource);
    const at = (day: string) => new Date(`${day}T12:00:00Z`);
    // The last day is still the landlord's.
    expect(await defaultOverdue(writes, at(daysAfter(today, 15)))).toBe(0);
    expect(await defaultOverdue(writes, at(daysAfter(today, 16)))).toBe(1);
    expect(await rows(subgraph).findOneBy({ id: String(silent) })).toMatchObject({
      statut: 'CARENCE',
    });
    expect(await defaultOverdue(writes, at(daysAfter(aMonthAfter(today), 1)))).toBe(1);
    expect(await codes(subgraph, ekidom, on('repondreInjonction', silent))).toEqual([
      'ETAPE_INCOMPATIBLE',
    ]);
    const { historique } = (
      await dataOf(
        subgraph,
        ekidom,
        `{ injonction(id: "${String(idle)}") { historique { acte vers signataire { id } } } }`,
      )
    )['injonction'] as { historique: object[] };
    expect(historique.at(-1)).toEqual({
      acte: 'constaterCarenceInjonction',
      vers: 'CARENCE',
      signataire: null,
    });
    await must(subgraph, ekidom, on('saisirJugeInjonction', silent, `date: "${today}"`));
  });

  test('both are told of every step, and nobody else', async (subgraph) => {
    const [row] = await rows(subgraph).find({ take: 1 });
    if (!row || !subgraph.running.dataSource) throw new Error('no injunction');
    expect(await injonctionWorkflow.addressees?.(row, subgraph.running.dataSource.manager)).toEqual(
      ['ekidom', 'prefecture-86'],
    );
  });

  test('a reference holds no name', async (subgraph) => {
    const { errors } = await subgraph.ask(
      prefecture,
      `mutation { ${enjoin('r-a', 'Bail de M. Inventé')} { erreurs { code } } }`,
    );
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT']);
  });

  troubleTests(test);
});

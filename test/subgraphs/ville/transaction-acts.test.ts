import { expect } from '@jest/globals';
import { expireOverdue } from '../../../subgraphs/ville/transaction/expire-overdue.js';
import { aMonthAfter, civilDay } from '../../../schema/contract/civil-day.js';
import { TransactionMunicipale } from '../../../subgraphs/ville/transaction/transaction-municipale.js';
import { WriteQueue } from '../../../subgraphs/kit/write-queue.js';
import { ville } from '../../../subgraphs/ville/ville.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';
import { callers, fillVille, poitiers as commune } from './rappels.js';

const mairie = { 'transaction:lecture': ['commune'], 'transaction:conduite': ['commune'] } as const;
const poitiers: Caller = { ...callers.poitiers, droits: mairie };
const chatellerault: Caller = { ...callers.chatellerault, droits: mairie };
const parquet: Caller = {
  ...callers.parquet,
  droits: { 'transaction:lecture': ['departement'], 'transaction:homologation': ['destinataire'] },
};

const today = civilDay(new Date());
const ago = (days: number): string => civilDay(new Date(Date.now() - days * 86_400_000));

interface Fait {
  readonly transaction: Record<string, unknown> | null;
  readonly erreurs: readonly { code: string; champ: string | null }[];
}

const read = 'id statut echeance montantReparation heuresTravailNonRemunere homologationId';

async function act(subgraph: TestSubgraph, caller: Caller, call: string): Promise<Fait> {
  const data = await dataOf(
    subgraph,
    caller,
    `mutation { fait: ${call} { transaction { ${read} } erreurs { code message champ } } }`,
  );
  return data['fait'] as Fait;
}

const codes = async (...asked: Parameters<typeof act>): Promise<string[]> =>
  (await act(...asked)).erreurs.map(({ code }) => code);

async function must(subgraph: TestSubgraph, caller: Caller, call: string) {
  const fait = await act(subgraph, caller, call);
  expect([call, fait.erreurs]).toEqual([call, []]);
  return fait.transaction ?? {};
}

const opened = ({ pv = ago(3), proprietaire = 'COMMUNE', majeur = true, where = commune } = {}) =>
  `ouvrirTransaction(saisie: { commune: "${where}", datePv: "${pv}", contravention: ABANDON_DECHETS, bien: ESPACE_VERT, proprietaire: ${proprietaire}, auteurMajeur: ${String(majeur)} })`;
const on = (name: string, id: unknown, saisie?: string) =>
  `${name}(id: "${String(id)}"${saisie ? `, saisie: { ${saisie} }` : ''})`;
const dates = 'dateLimiteReponse: "2099-01-15", delaiExecution: "2099-03-01"';
const answered = `date: "${today}"`;

async function proposed(subgraph: TestSubgraph, measure: string): Promise<string> {
  const { id } = await must(subgraph, poitiers, opened());
  await must(subgraph, poitiers, on('proposerTransaction', id, `${measure}, ${dates}`));
  return String(id);
}

async function asked(subgraph: TestSubgraph, measure: string): Promise<string> {
  const id = await proposed(subgraph, measure);
  await must(subgraph, poitiers, on('accepterTransaction', id, answered));
  await must(subgraph, poitiers, on('transmettreHomologationTransaction', id));
  return id;
}

const transactions = ({ running }: TestSubgraph) => {
  if (!running.dataSource) throw new Error('no database');
  return running.dataSource.getRepository(TransactionMunicipale);
};

onBothDatabases(ville, fillVille, (test) => {
  test('is proposed, accepted, homologated and done', async (subgraph) => {
    const id = await asked(subgraph, 'montantReparation: 150');
    const homologate = on(
      'homologuerTransaction',
      id,
      `homologation: "h-1", autorite: PROCUREUR, ${answered}`,
    );
    // The mayor does not homologate his own.
    const data = await subgraph.ask(poitiers, `mutation { ${homologate} { erreurs { code } } }`);
    expect(data.data).toEqual({ homologuerTransaction: null });
    expect(await must(subgraph, parquet, homologate)).toMatchObject({
      statut: 'HOMOLOGUEE',
      echeance: '2099-03-01',
      homologationId: 'h-1',
    });
    expect(
      await must(subgraph, poitiers, on('constaterExecutionTransaction', id, answered)),
    ).toMatchObject({ statut: 'EXECUTEE', echeance: null });
  });

  test('is never for what a landlord owns, nor for a minor', async (subgraph) => {
    const before = await transactions(subgraph).count();
    for (const [call, code, champ] of [
      [opened({ proprietaire: 'BAILLEUR' }), 'BIEN_NON_COMMUNAL', 'proprietaire'],
      [opened({ proprietaire: 'AUTRE' }), 'BIEN_NON_COMMUNAL', 'proprietaire'],
      [opened({ majeur: false }), 'AUTEUR_MINEUR', 'auteurMajeur'],
      [opened({ pv: '2099-01-01' }), 'DATE_A_VENIR', 'datePv'],
      [opened({ pv: ago(40) }), 'DELAI_DEPASSE', 'datePv'],
      [opened({ where: '86214' }), 'HORS_TERRITOIRE', 'commune'],
    ] as const) {
      expect([call, await act(subgraph, poitiers, call)]).toMatchObject([
        call,
        { transaction: null, erreurs: [{ code, champ }] },
      ]);
    }
    // Of another mayor's commune: none.
    expect(await codes(subgraph, chatellerault, opened())).toEqual(['INTROUVABLE']);
    expect(await transactions(subgraph).count()).toBe(before);
  });

  test('is one measure, of thirty hours at most, in time', async (subgraph) => {
    const { id, echeance } = await must(subgraph, poitiers, opened());
    expect(echeance).toBe(aMonthAfter(ago(3)));
    for (const [measure, code] of [
      [dates, 'UNE_SEULE_MESURE'],
      [`montantReparation: 90, heuresTravailNonRemunere: 10, ${dates}`, 'UNE_SEULE_MESURE'],
      [`heuresTravailNonRemunere: 31, ${dates}`, 'TRENTE_HEURES_AU_PLUS'],
      [
        `montantReparation: 90, dateLimiteReponse: "${ago(1)}", delaiExecution: "2099-03-01"`,
        'DATE_PASSEE',
      ],
      [
        'montantReparation: 90, dateLimiteReponse: "2099-01-15", delaiExecution: "2099-01-15"',
        'DATES_INVERSEES',
      ],
    ] as const) {
      const call = on('proposerTransaction', id, measure);
      expect([measure, await codes(subgraph, poitiers, call)]).toEqual([measure, [code]]);
    }
    await transactions(subgraph).update({ id: String(id) }, { dateLimiteProposition: ago(1) });
    const late = on('proposerTransaction', id, `montantReparation: 90, ${dates}`);
    expect(await codes(subgraph, poitiers, late)).toEqual(['DELAI_DEPASSE']);
    expect(await must(subgraph, poitiers, on('transmettreParquetTransaction', id))).toMatchObject({
      statut: 'TRANSMISE_PARQUET',
    });
  });

  test('is homologated by the judge where it is work', async (subgraph) => {
    for (const [measure, right, wrong] of [
      ['heuresTravailNonRemunere: 30', 'JUGE_TRIBUNAL_POLICE', 'PROCUREUR'],
      ['montantReparation: 90', 'PROCUREUR', 'JUGE_TRIBUNAL_POLICE'],
    ] as const) {
      const id = await asked(subgraph, measure);
      const decide = (name: string, autorite: string, date = today) =>
        on(name, id, `homologation: "h-1", autorite: ${autorite}, date: "${date}"`);
      for (const name of ['homologuerTransaction', 'refuserHomologationTransaction']) {
        expect(await codes(subgraph, parquet, decide(name, wrong))).toEqual([
          'AUTORITE_INCOMPETENTE',
        ]);
        expect(await codes(subgraph, parquet, decide(name, right, '2099-01-01'))).toEqual([
          'DATE_A_VENIR',
        ]);
      }
      expect(
        await must(subgraph, parquet, decide('refuserHomologationTransaction', right)),
      ).toMatchObject({
        statut: 'NON_HOMOLOGUEE',
        homologationId: 'h-1',
      });
      // Once it has answered, it has no more to say.
      expect(await codes(subgraph, parquet, decide('homologuerTransaction', right))).toEqual([
        'INTROUVABLE',
      ]);
      await must(subgraph, poitiers, on('transmettreParquetTransaction', id));
    }
  });

  test('takes silence for a refusal, once its own term is over', async (subgraph) => {
    const [silent, waiting] = [
      await proposed(subgraph, 'montantReparation: 90'),
      await proposed(subgraph, 'montantReparation: 90'),
    ];
    const silence = on('constaterSilenceTransaction', silent);
    expect(await codes(subgraph, poitiers, silence)).toEqual(['REPONSE_ATTENDUE']);
    const { running } = subgraph;
    if (!running.dataSource) throw new Error('no database');
    await transactions(subgraph).update({ id: silent }, { dateLimiteReponse: ago(1) });
    await transactions(subgraph).update({ id: waiting }, { dateLimiteReponse: today });
    // Too late to accept; what came before the term may still be told.
    expect(await codes(subgraph, poitiers, on('accepterTransaction', silent, answered))).toEqual([
      'REPONSE_TARDIVE',
    ]);
    const writes = new WriteQueue(running.dataSource);
    const now = new Date();
    const expired = await Promise.all([expireOverdue(writes, now), expireOverdue(writes, now)]);
    expect(expired.reduce((sum, count) => sum + count, 0)).toBe(1);
    const { one, other } = await dataOf(
      subgraph,
      poitiers,
      `{ one: transactionMunicipale(id: "${silent}") { statut historique { acte signataire { id } } }
           other: transactionMunicipale(id: "${waiting}") { statut } }`,
    );
    expect(one).toMatchObject({ statut: 'EXPIREE' });
    expect((one as { historique: unknown[] }).historique.at(-1)).toEqual({
      acte: 'constaterSilenceTransaction',
      signataire: null,
    });
    expect(other).toEqual({ statut: 'PROPOSEE' });
    await must(subgraph, poitiers, on('transmettreParquetTransaction', silent));
  });

  test('is said not done only once its deadline is over', async (subgraph) => {
    const id = await asked(subgraph, 'montantReparation: 90');
    await must(
      subgraph,
      parquet,
      on('homologuerTransaction', id, `homologation: "h-1", autorite: PROCUREUR, ${answered}`),
    );
    const undone = on('constaterInexecutionTransaction', id);
    expect(await codes(subgraph, poitiers, undone)).toEqual(['DELAI_EN_COURS']);
    await transactions(subgraph).update({ id }, { delaiExecution: ago(1) });
    expect(await must(subgraph, poitiers, undone)).toMatchObject({ statut: 'INEXECUTEE' });
  });

  test('is read by its mayor and the parquet, and by nobody else', async (subgraph) => {
    const id = await proposed(subgraph, 'montantReparation: 90');
    const query = `{ transactionMunicipale(id: "${id}") { id } }`;
    for (const reader of [poitiers, parquet]) {
      expect(await dataOf(subgraph, reader, query)).toEqual({ transactionMunicipale: { id } });
    }
    expect(await dataOf(subgraph, chatellerault, query)).toEqual({ transactionMunicipale: null });
    for (const stranger of [callers.ekidom, callers.police, callers.anonymous]) {
      const { text } = await subgraph.ask(stranger, query);
      expect(text).not.toContain(id);
    }
  });

  test('counts a month to the same day, or to the last one', () => {
    expect(
      ['2026-05-02', '2026-01-31', '2028-01-30', '2026-12-31', '2026-12-01'].map(aMonthAfter),
    ).toEqual(['2026-06-02', '2026-02-28', '2028-02-29', '2027-01-31', '2027-01-01']);
    return Promise.resolve();
  });
});

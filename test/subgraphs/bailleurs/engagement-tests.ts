import { expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { landlords } from '../../../schema/reference/engagements.js';
import { DiagnosticEnMarchant } from '../../../subgraphs/bailleurs/diagnostic/diagnostic-en-marchant.js';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import {
  EngagementReponse,
  importEngagements,
  owedAt,
} from '../../../subgraphs/bailleurs/engagement/engagement-reponse.js';
import { openDataSource } from '../../../subgraphs/kit/data-source.js';
import { PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import {
  Signalement,
  SignalementDestinataire,
} from '../../../subgraphs/bailleurs/signalement/signalement.js';
import { dataOf } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';

const droits = {
  'engagement-reponse:lecture': ['auteur', 'patrimoine'],
  'engagement-reponse:effectifs': ['auteur', 'patrimoine'],
} as const;
const police: Caller = { signataire: 'police-nationale-86', droits };
const poitiers: Caller = { signataire: 'ville-poitiers', droits };
const ekidom: Caller = { signataire: 'ekidom', territoire: { patrimoine: 'ekidom' }, droits };
const prefecture: Caller = {
  signataire: 'prefecture-86',
  territoire: { departement: '86' },
  droits: { 'engagement-reponse:lecture': ['departement'] },
};

/** Days ago that it was asked and answered; null: no answer. */
interface Asked {
  readonly asked: number;
  readonly answered: number | null;
  /** Days ago that it was withdrawn. */
  readonly cancelled?: number;
}

// Seven days for an acknowledgement: in time on the last day, late on the next, owed once they are over.
const signalements: readonly Asked[] = [
  { asked: 40, answered: 40 },
  { asked: 40, answered: 33 },
  { asked: 40, answered: 32 },
  { asked: 8, answered: null },
  { asked: 7, answered: null },
  { asked: 1, answered: 0 },
  // Before anything was promised.
  { asked: 3000, answered: null },
];
// Thirty days for a diagnostic; who withdraws its request in that time is owed nothing.
const diagnostics: readonly Asked[] = [
  { asked: 90, answered: 60 },
  { asked: 90, answered: 59 },
  { asked: 31, answered: null },
  { asked: 30, answered: null },
  { asked: 90, answered: null, cancelled: 60 },
  // The delay was over already.
  { asked: 90, answered: null, cancelled: 59 },
];

/** The same numbers from the same rows, counted here. */
function counted(all: readonly Asked[], delay: number): { dues: number; donneesATemps: number } {
  const promised = all.filter(({ asked }) => asked < 1000);
  const inTime = promised.filter(
    ({ asked, answered }) => answered !== null && asked - answered <= delay,
  );
  const due = promised.filter(
    ({ asked, answered, cancelled = 0 }) => answered !== null || asked - cancelled > delay,
  );
  return { dues: due.length, donneesATemps: inTime.length };
}

const noon = (daysAgo: number): Date =>
  new Date(Date.parse(`${new Date().toISOString().slice(0, 10)}T12:00:00Z`) - daysAgo * 86_400_000);

async function passage(
  dataSource: DataSource,
  [objetType, objetId, acte]: readonly [string, string, string],
  version: number,
  le: Date,
): Promise<void> {
  await dataSource.getRepository(PassageEnregistre).insert({
    id: `${acte.slice(0, 12)}-${objetId}`,
    objetType,
    objetId,
    version,
    acte,
    de: null,
    vers: 'X',
    signataireId: 'police-nationale-86',
    fonction: 'Destinataire',
    fondement: 'convention-art-6',
    le,
  });
}

async function fillAsked(dataSource: DataSource): Promise<void> {
  for (const [n, { asked, answered }] of signalements.entries()) {
    const id = `eng-s-${n}`;
    await dataSource.getRepository(Signalement).insert({
      id,
      bailleurId: 'ekidom',
      communeCode: '86194',
      urgence: 'NORMALE',
      statut: answered === null ? 'TRANSMIS' : 'ACCUSE_RECEPTION',
      dateTransmission: '2026-05-04',
    });
    await dataSource
      .getRepository(SignalementDestinataire)
      .insert({ signalementId: id, signataireId: 'police-nationale-86' });
    await passage(dataSource, ['Signalement', id, 'transmettreSignalement'], 2, noon(asked));
    if (answered === null) continue;
    await passage(
      dataSource,
      ['Signalement', id, 'accuserReceptionSignalement'],
      3,
      noon(answered),
    );
  }
  for (const [n, { asked, answered, cancelled }] of diagnostics.entries()) {
    const id = `eng-d-${n}`;
    await dataSource.getRepository(DiagnosticEnMarchant).insert({
      id,
      bailleurId: 'ekidom',
      communeCode: '86194',
      instructeurId: 'ville-poitiers',
      motif: 'FAITS_REPETES',
      dateSouhaitee: '2026-05-02',
      statut: cancelled === undefined ? 'DEMANDE' : 'ANNULE',
      statutDepuis: cancelled === undefined ? noon(asked) : noon(cancelled),
    });
    await passage(dataSource, ['DiagnosticEnMarchant', id, 'demanderDiagnostic'], 1, noon(asked));
    if (answered === null) continue;
    const act = n % 2 === 0 ? 'recevoirDemandeDiagnostic' : 'refuserDemandeDiagnostic';
    await passage(dataSource, ['DiagnosticEnMarchant', id, act], 2, noon(answered));
  }
}

const query = `{ engagementsReponse(first: 100) { totalCount nodes { id etat dues donneesATemps } } }`;

async function seen(subgraph: TestSubgraph, caller: Caller): Promise<Record<string, unknown>[]> {
  const { engagementsReponse } = (await dataOf(subgraph, caller, query)) as {
    engagementsReponse: { totalCount: number; nodes: Record<string, unknown>[] };
  };
  expect(engagementsReponse.totalCount).toBe(engagementsReponse.nodes.length);
  return engagementsReponse.nodes;
}

/** Last of its file: it fills the history. */
export function engagementTests(
  on: (name: string, test: (subgraph: TestSubgraph) => Promise<void>) => void,
): void {
  on('counts what was promised from what was asked and answered', async (subgraph) => {
    const { dataSource } = subgraph.running;
    if (!dataSource) throw new Error('no database');
    const mine = (n: string, of: string) => `ekidom:${of}:${n}`;
    const nothing = { etat: 'SANS_OBJET', dues: 0, donneesATemps: 0 };
    const ack = mine('ACCUSE_RECEPTION', 'police-nationale-86');
    expect(await seen(subgraph, police)).toEqual(
      landlords.toSorted().map((bailleur) => ({ id: ack.replace('ekidom', bailleur), ...nothing })),
    );
    await fillAsked(dataSource);
    const acknowledged = { id: ack, etat: 'NON_TENU', ...counted(signalements, 7) };
    expect(acknowledged).toMatchObject({ dues: 5, donneesATemps: 3 });
    expect((await seen(subgraph, police))[0]).toEqual(acknowledged);
    const answered = {
      id: mine('REPONSE_DIAGNOSTIC', 'ville-poitiers'),
      etat: 'NON_TENU',
      ...counted(diagnostics, 30),
    };
    expect(answered).toMatchObject({ dues: 4, donneesATemps: 1 });
    expect((await seen(subgraph, poitiers)).slice(0, 2)).toEqual([
      { id: mine('ACCUSE_RECEPTION', 'ville-poitiers'), ...nothing },
      answered,
    ]);
    // The landlord reads what was promised to it, and no other's.
    const own = await seen(subgraph, ekidom);
    expect(own).toHaveLength(8);
    expect(own.every(({ id }) => String(id).startsWith('ekidom:'))).toBe(true);
    expect(own).toEqual(expect.arrayContaining([acknowledged, answered]));
    // The préfecture reads the states, of all landlords where one process has them all, and no number.
    const evaluated = await seen(subgraph, prefecture);
    expect(evaluated).toHaveLength(8 * landlords.length);
    expect(evaluated).toEqual(
      expect.arrayContaining([{ id: ack, etat: 'NON_TENU', dues: null, donneesATemps: null }]),
    );
    // What was late goes, and the promise is kept: nobody wrote so.
    const passages = dataSource.getRepository(PassageEnregistre);
    await passages.delete({ objetId: 'eng-s-2' });
    await passages.delete({ objetId: 'eng-s-3' });
    expect((await seen(subgraph, police))[0]).toEqual({
      id: ack,
      etat: 'TENU',
      dues: 3,
      donneesATemps: 3,
    });
  });
  on('owes an answer by the days that moments are compared in', () => {
    // Half past midnight of the 28th in France.
    const { due, kept } = owedAt('ligne', new Date('2026-11-27T23:30:00Z'));
    expect(due).toContain("DATEDIFF('2026-11-27', t.le)");
    expect(`${due} ${kept}`).not.toContain('2026-11-28');
    return Promise.resolve();
  });
  on('has of one operator what was promised to it', async () => {
    const dataSource = await openDataSource('sqlite::memory:', bailleurs);
    await importEngagements(dataSource, 'ekidom');
    const promised = await dataSource.getRepository(EngagementReponse).find();
    expect(promised).toHaveLength(8);
    expect(new Set(promised.map(({ bailleurId }) => bailleurId))).toEqual(new Set(['ekidom']));
    await dataSource.destroy();
  });
  on('takes out what was promised to others, where the database was of all', async () => {
    const dataSource = await openDataSource('sqlite::memory:', bailleurs);
    await importEngagements(dataSource, null);
    const promises = dataSource.getRepository(EngagementReponse);
    expect(await promises.count()).toBe(8 * landlords.length);
    await promises.update({ bailleurId: 'ekidom' }, { delaiJours: 900 });
    await importEngagements(dataSource, 'ekidom');
    const promised = await promises.find();
    expect(promised).toHaveLength(8);
    expect(new Set(promised.map(({ bailleurId }) => bailleurId))).toEqual(new Set(['ekidom']));
    expect(promised.some(({ delaiJours }) => delaiJours === 900)).toBe(false);
    await dataSource.destroy();
  });
}

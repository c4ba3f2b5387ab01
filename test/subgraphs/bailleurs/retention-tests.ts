import { expect } from '@jest/globals';
import { IsNull, Not, type DataSource } from 'typeorm';
import { DiagnosticEnMarchant } from '../../../subgraphs/bailleurs/diagnostic/diagnostic-en-marchant.js';
import { Constat } from '../../../subgraphs/bailleurs/diagnostic/constat.js';
import { AgregatIncidents } from '../../../subgraphs/bailleurs/incident/agregat-incidents.js';
import { CorrectionIncident } from '../../../subgraphs/bailleurs/incident/correction-incident.js';
import { Incident } from '../../../subgraphs/bailleurs/incident/incident.js';
import { Plainte } from '../../../subgraphs/bailleurs/plainte/plainte.js';
import { removeExpired } from '../../../subgraphs/bailleurs/remove-expired.js';
import { Entree } from '../../../subgraphs/bailleurs/residence/entree.js';
import { Signalement } from '../../../subgraphs/bailleurs/signalement/signalement.js';
import { PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import { onceADay } from '../../../subgraphs/kit/acts/every-hour.js';
import { clearLeftovers } from '../../../subgraphs/kit/import-leftovers.js';
import { WriteQueue } from '../../../subgraphs/kit/write-queue.js';
import { Stage } from '../../../subgraphs/import/stage.js';
import { dataOf } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';

type On = (name: string, test: (subgraph: TestSubgraph) => Promise<void>) => void;

const closed = new Date('2031-05-20T08:00:00Z');
const later = (years: number, days: number): Date =>
  new Date(Date.UTC(2031 + years, 4, 20 + days, 8));
const place = { bailleurId: 'ekidom', communeCode: '86194', quartierCode: null };

function opened({ running }: TestSubgraph): DataSource {
  if (!running.dataSource) throw new Error('no database');
  return running.dataSource;
}

const incident = (id: string, statut: 'OUVERT' | 'CLOS' = 'CLOS') => ({
  id,
  residenceId: 'r-a',
  ...place,
  type: 'P_SAL_PHYS' as const,
  gravite: 3,
  moisFaits: '2031-05',
  dateFaits: '2031-05-02',
  lieuType: 'HALL' as const,
  recurrence: false,
  auteurConnu: true,
  auteurIdentite: `SUSPECT-${id}`,
  auteurLienBail: 'TITULAIRE' as const,
  victimeQualite: 'SALARIE' as const,
  victimeItt: 'HUIT_JOURS_AU_PLUS' as const,
  victimeIdentite: `VICTIME-${id}`,
  statut,
  statutDepuis: closed,
});

const complaint = (incidentId: string, statut: Plainte['statut']) => ({
  id: `p-${incidentId}`,
  incidentId,
  plaignantId: 'ekidom',
  serviceId: 'police-nationale-86',
  parquetId: 'parquet-poitiers',
  dateDepot: '2031-05-03',
  recepisse: true,
  qualificationCodes: ['degradation'],
  statut,
  procedureId: null,
});

/** After all other tests: it removes what they look at. */
export function retentionTests(on: On): void {
  on('erases victims a year after the end, and suspects once no case goes on', async (subgraph) => {
    const { manager } = opened(subgraph);
    const writes = new WriteQueue(opened(subgraph));
    await manager.insert(Incident, [
      incident('libre'),
      incident('jugé'),
      incident('en-cours'),
      incident('ouvert', 'OUVERT'),
    ]);
    await manager.insert(Plainte, [
      complaint('jugé', 'JUGEMENT_DEFINITIF'),
      complaint('en-cours', 'APPEL'),
    ]);
    await manager.insert(CorrectionIncident, {
      id: 'correction-libre',
      incidentId: 'libre',
      version: 2,
      motif: 'FAITS_PRECISES',
      le: closed,
      avant: {
        auteurIdentite: 'ANCIEN',
        victimeIdentite: 'ANCIENNE',
        victimeItt: 'PLUS_DE_HUIT_JOURS',
        gravite: 2,
      },
    });
    const persons = async () => {
      const found = await manager.findBy(Incident, { moisFaits: '2031-05' });
      return found
        .map(({ id, victimeIdentite, auteurIdentite, auteurLienBail }) =>
          [id, victimeIdentite, auteurIdentite, auteurLienBail]
            .map((told) => told?.replace(`-${id}`, '') ?? '–')
            .join(' '),
        )
        .toSorted();
    };
    await removeExpired(writes, later(1, -1));
    expect(await persons()).toEqual([
      'en-cours VICTIME SUSPECT TITULAIRE',
      'jugé VICTIME – –',
      'libre VICTIME – –',
      'ouvert VICTIME SUSPECT TITULAIRE',
    ]);
    const before = async () =>
      (await manager.findOneByOrFail(CorrectionIncident, { id: 'correction-libre' })).avant;
    expect(await before()).toEqual({
      victimeIdentite: 'ANCIENNE',
      victimeItt: 'PLUS_DE_HUIT_JOURS',
      gravite: 2,
    });
    const harmed = async () => {
      const found = await manager.findBy(Incident, {
        victimeQualite: 'SALARIE',
        victimeItt: 'HUIT_JOURS_AU_PLUS',
        moisFaits: '2031-05',
      });
      return found.map(({ id }) => id).toSorted();
    };
    expect(await harmed()).toEqual(['en-cours', 'jugé', 'libre', 'ouvert']);
    await removeExpired(writes, later(1, 1));
    expect(await persons()).toEqual([
      'en-cours – SUSPECT TITULAIRE',
      'jugé – – –',
      'libre – – –',
      'ouvert VICTIME SUSPECT TITULAIRE',
    ]);
    expect(await before()).toEqual({ gravite: 2 });
    // What was done to staff is still counted by the type of the facts.
    expect(await harmed()).toEqual(['ouvert']);
    expect(await manager.countBy(Incident, { moisFaits: '2031-05', type: 'P_SAL_PHYS' })).toBe(4);
  });

  on('keeps of incidents of three years ago their number, and no signalement', async (subgraph) => {
    const { manager } = opened(subgraph);
    const writes = new WriteQueue(opened(subgraph));
    await manager.insert(
      Incident,
      Array.from({ length: 5 }, (_, index) => incident(`compté-${index}`)),
    );
    await removeExpired(writes, later(3, -1));
    expect(await manager.existsBy(Incident, { id: 'compté-0' })).toBe(true);
    await removeExpired(writes, later(3, 1));
    // Those with a complaint, or open, are kept by it.
    const left = await manager.findBy(Incident, { moisFaits: '2031-05' });
    expect(left.map(({ id }) => id).toSorted()).toEqual(['en-cours', 'jugé', 'ouvert']);
    expect(await manager.findBy(AgregatIncidents, { periode: '2031-S1' })).toMatchObject([
      { bailleurId: 'ekidom', communeCode: '86194', type: 'P_SAL_PHYS', compte: 6, nombre: 6 },
    ]);
    // What was never sent waits for who drafts it.
    expect(await manager.countBy(Signalement, { statut: Not('BROUILLON') })).toBe(0);
    await manager.update(AgregatIncidents, { periode: '2031-S1' }, { compte: 4 });
    const ekidom: Caller = {
      signataire: 'ekidom',
      territoire: { patrimoine: 'ekidom' },
      droits: { 'incident:agregat': ['patrimoine'] },
    };
    const asked = '{ agregatsIncidents { nodes { periode type nombre bailleur { id } } } }';
    const { agregatsIncidents } = (await dataOf(subgraph, ekidom, asked)) as {
      agregatsIncidents: { nodes: object[] };
    };
    expect(agregatsIncidents.nodes).toContainEqual({
      periode: '2031-S1',
      type: 'P_SAL_PHYS',
      nombre: null,
      bailleur: { id: 'ekidom' },
    });
    const semHpc = { ...ekidom, signataire: 'sem-hpc', territoire: { patrimoine: 'sem-hpc' } };
    const others = JSON.stringify(await dataOf(subgraph, semHpc, asked));
    expect(others).not.toContain('"2031-S1"');
  });

  on('removes diagnostics after five years, and what a hall was after three', async (subgraph) => {
    const { manager } = opened(subgraph);
    const writes = new WriteQueue(opened(subgraph));
    const visit = (id: string, statut: 'CLOS' | 'SUIVI') => ({
      id,
      bailleurId: 'ekidom',
      communeCode: '86194',
      instructeurId: 'ville-poitiers',
      motif: 'FAITS_REPETES' as const,
      dateSouhaitee: '2031-05-02',
      statut,
      statutDepuis: closed,
    });
    await manager.insert(DiagnosticEnMarchant, [visit('clos', 'CLOS'), visit('suivi', 'SUIVI')]);
    await manager.insert(PassageEnregistre, {
      id: 'hall-2031',
      objetType: Entree.name,
      objetId: 'h-a',
      version: 2,
      acte: 'classerEntreeOrange',
      de: 'VERT',
      vers: 'ORANGE',
      signataireId: 'ekidom',
      fonction: 'Agent du bailleur',
      fondement: 'convention-art-6',
      le: closed,
    });
    await manager.insert(Constat, {
      id: 'constat-clos',
      diagnosticId: 'clos',
      theme: 'ACCES',
      lieu: 'HALL',
      description: 'Porte',
      priorite: 1,
      releveParId: 'ekidom',
      statut: 'VERIFIE',
    });
    await manager.insert(PassageEnregistre, {
      id: 'constat-2031',
      objetType: Constat.name,
      objetId: 'constat-clos',
      version: 1,
      acte: 'verifierMesureConstat',
      de: 'REALISE',
      vers: 'VERIFIE',
      signataireId: 'ville-poitiers',
      fonction: 'Ville',
      fondement: 'convention-art-6',
      le: closed,
    });
    const left = async () => [
      await manager.existsBy(DiagnosticEnMarchant, { id: 'clos' }),
      await manager.existsBy(DiagnosticEnMarchant, { id: 'suivi' }),
      await manager.existsBy(PassageEnregistre, { id: 'hall-2031' }),
    ];
    await removeExpired(writes, later(3, -1));
    expect(await left()).toEqual([true, true, true]);
    await removeExpired(writes, later(5, -1));
    expect(await left()).toEqual([true, true, false]);
    await removeExpired(writes, later(5, 1));
    expect(await left()).toEqual([false, true, false]);
    expect(await manager.existsBy(PassageEnregistre, { id: 'constat-2031' })).toBe(false);
  });

  on('goes through many rows once, whatever of them is to stay', async (subgraph) => {
    const { manager } = opened(subgraph);
    const writes = new WriteQueue(opened(subgraph));
    const month = { moisFaits: '2033-05', dateFaits: '2033-05-02', statutDepuis: later(2, 0) };
    const many = Array.from({ length: 650 }, (_, index) => ({
      ...incident(`beaucoup-${index}`, index % 5 === 0 ? 'OUVERT' : 'CLOS'),
      ...month,
    }));
    for (let from = 0; from < many.length; from += 50) {
      await manager.insert(Incident, many.slice(from, from + 50));
    }
    const statements = await subgraph.boundStatements(() => removeExpired(writes, later(3, 1)));
    const named = (column: 'victimeIdentite' | 'auteurIdentite') =>
      manager.countBy(Incident, { moisFaits: '2033-05', [column]: Not(IsNull()) });
    expect([await named('victimeIdentite'), await named('auteurIdentite')]).toEqual([130, 130]);
    // Two goes of three batches of 520 rows, each behind the one before it.
    const batches = statements.filter(({ text }) => /^SELECT .*incident.*ORDER BY/is.test(text));
    const lasts = batches.map(({ values }) =>
      values.find((value) => typeof value === 'string' && value.startsWith('beaucoup-')),
    );
    expect(batches).toHaveLength(6);
    for (const go of [lasts.slice(0, 3), lasts.slice(3)]) {
      expect(go[0]).toBeUndefined();
      expect(String(go[1]) < String(go[2])).toBe(true);
    }
  });

  on('is done once a day, and again the next hour after a failure', async () => {
    const daily = onceADay();
    const done: number[] = [];
    for (let hour = 0; hour < 50; hour += 1) {
      const work = () => (hour === 0 ? Promise.reject(new Error('busy')) : Promise.resolve());
      await daily(async () => {
        done.push(hour);
        await work();
      }).catch(() => undefined);
    }
    expect(done).toEqual([0, 1, 25, 49]);
  });

  on('forgets imports that nobody went on with for seven days', async (subgraph) => {
    const database = opened(subgraph);
    const writes = new WriteQueue(database);
    // Where none was ever cut there is nothing to look at.
    await clearLeftovers(writes, new Date());
    const runner = database.createQueryRunner();
    const stage = await Stage.open(runner, ['fichier', 'ekidom']);
    await stage.batch(1, stage.written, async () => {
      await stage.insert('logement', ['id'], ['PERSONNE']);
      return true;
    });
    await runner.release();
    const waiting = () => database.query<object[]>('SELECT 1 FROM import_attente');
    const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);
    await clearLeftovers(writes, inDays(6));
    expect(await waiting()).toHaveLength(1);
    await clearLeftovers(writes, inDays(8));
    expect(await waiting()).toEqual([]);
    expect(await database.query('SELECT 1 FROM import_reprise')).toEqual([]);
  });
}

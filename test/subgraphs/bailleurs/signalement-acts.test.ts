import { expect } from '@jest/globals';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { closeOverdue } from '../../../subgraphs/bailleurs/signalement/close-overdue.js';
import {
  Signalement,
  SignalementDestinataire,
  SignalementIncident,
} from '../../../subgraphs/bailleurs/signalement/signalement.js';
import { ActeRecu, PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import { WriteQueue } from '../../../subgraphs/kit/write-queue.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';
import { callers, fillStock } from './stock.js';

const acting = {
  'signalement:redaction': ['patrimoine'],
  'signalement:transmission': ['patrimoine'],
} as const;
const ekidom: Caller = { ...callers.ekidom, droits: { ...callers.ekidom.droits, ...acting } };
const sem: Caller = {
  ...ekidom,
  signataire: 'sem-hpc',
  territoire: { patrimoine: 'sem-hpc' },
};
const answering = (caller: Caller): Caller => ({
  ...caller,
  droits: { ...caller.droits, 'signalement:reponse': ['destinataire'] },
});
const police = answering(callers.police);
const gendarmerie = answering(callers.gendarmerie);

interface Fait {
  readonly signalement: Record<string, unknown> | null;
  readonly erreurs: readonly { code: string; message: string; champ: string | null }[];
}

const answer = `{ signalement { id statut version qualification dateTransmission urgence
  destinataires { id } incidents { id } } erreurs { code message champ } }`;

async function act(subgraph: TestSubgraph, caller: Caller, call: string): Promise<Fait> {
  const data = await dataOf(subgraph, caller, `mutation { fait: ${call} ${answer} }`);
  return data['fait'] as Fait;
}

const codes = ({ erreurs }: Fait): string[] => erreurs.map(({ code }) => code);

const stored = (subgraph: TestSubgraph, id: string): Promise<Signalement | null> =>
  subgraph.running.dataSource?.getRepository(Signalement).findOneBy({ id }) ??
  Promise.resolve(null);

const draft = (incidents: string, destinataires = '"gendarmerie-86"', rest = 'urgence: NORMALE') =>
  `{ incidents: [${incidents}], destinataires: [${destinataires}], ${rest} }`;

async function created(subgraph: TestSubgraph): Promise<string> {
  const fait = await act(subgraph, ekidom, `creerSignalement(saisie: ${draft('"i-a"')})`);
  expect(fait.erreurs).toEqual([]);
  return String(fait.signalement?.['id']);
}

async function historyOf(subgraph: TestSubgraph, objetId: string): Promise<string[]> {
  const found = await subgraph.running.dataSource
    ?.getRepository(PassageEnregistre)
    .find({ where: { objetId }, order: { version: 'ASC' } });
  return found?.map(({ acte, signataireId }) => `${acte} ${signataireId ?? '-'}`) ?? [];
}

onBothDatabases(bailleurs, fillStock, (on) => {
  on('goes the whole way from draft to closure, and keeps each step', async (subgraph) => {
    const id = await created(subgraph);
    const steps: readonly (readonly [Caller, string])[] = [
      [
        ekidom,
        `corrigerSignalement(id: "${id}", saisie: ${draft('"i-a"', '"police-nationale-86"')})`,
      ],
      [ekidom, `transmettreSignalement(id: "${id}")`],
      [police, `reorienterSignalement(id: "${id}", saisie: { destinataire: "gendarmerie-86" })`],
      [gendarmerie, `accuserReceptionSignalement(id: "${id}")`],
      [gendarmerie, `qualifierSignalement(id: "${id}", saisie: { qualification: NON_PENAL })`],
      [ekidom, `contesterQualificationSignalement(id: "${id}", saisie: { motif: FAITS_REPETES })`],
      [gendarmerie, `qualifierSignalement(id: "${id}", saisie: { qualification: DELIT })`],
      [gendarmerie, `traiterSignalement(id: "${id}")`],
      [gendarmerie, `communiquerSuiteSignalement(id: "${id}", saisie: { nature: PASSAGE })`],
      [ekidom, `cloreSignalement(id: "${id}")`],
    ];
    for (const [caller, call] of steps) {
      expect([call, (await act(subgraph, caller, call)).erreurs]).toEqual([call, []]);
    }
    const data = await dataOf(
      subgraph,
      ekidom,
      `{ signalement(id: "${id}") { statut version suites { nature auteur { id } } actesPossibles { nom }
           historique { acte de vers version fonction fondement signataire { id } } } }`,
    );
    const found = data['signalement'] as { historique: Record<string, unknown>[] };
    expect(found).toMatchObject({
      statut: 'CLOS',
      version: 11,
      suites: [{ nature: 'PASSAGE', auteur: { id: 'gendarmerie-86' } }],
      actesPossibles: [],
    });
    expect(found.historique[0]).toEqual({
      acte: 'creerSignalement',
      de: null,
      vers: 'BROUILLON',
      version: 1,
      fonction: 'Référent du bailleur',
      fondement: 'convention-art-6',
      signataire: { id: 'ekidom' },
    });
    expect(found.historique.map(({ vers }) => vers)).toEqual([
      'BROUILLON',
      'BROUILLON',
      'TRANSMIS',
      'REORIENTE',
      'ACCUSE_RECEPTION',
      'QUALIFIE',
      'ACCUSE_RECEPTION',
      'QUALIFIE',
      'EN_TRAITEMENT',
      'SUITE_COMMUNIQUEE',
      'CLOS',
    ]);
    const again = `contesterQualificationSignalement(id: "${id}", saisie: { motif: FAITS_REPETES })`;
    expect(codes(await act(subgraph, ekidom, again))).toEqual(['ETAPE_INCOMPATIBLE']);
  });

  on('is contested once', async (subgraph) => {
    const id = await created(subgraph);
    await subgraph.running.dataSource
      ?.getRepository(Signalement)
      .update({ id }, { statut: 'QUALIFIE', motifContestation: 'FAITS_REPETES' });
    const again = `contesterQualificationSignalement(id: "${id}", saisie: { motif: ERREUR_DE_LIEU })`;
    expect(codes(await act(subgraph, ekidom, again))).toEqual(['DEJA_CONTESTE']);
    expect(await stored(subgraph, id)).toMatchObject({ motifContestation: 'FAITS_REPETES' });
  });

  on('refuses what may not be signalled, in words, and keeps nothing of it', async (subgraph) => {
    const cases: readonly (readonly [string, string, string])[] = [
      [draft(''), 'SANS_INCIDENT', 'incidents'],
      [draft('"i-b"'), 'INCIDENT_INTROUVABLE', 'incidents'],
      [draft('"inconnu"'), 'INCIDENT_INTROUVABLE', 'incidents'],
      [draft('"i-a", "i-d"'), 'PLUSIEURS_COMMUNES', 'incidents'],
      [draft('"i-a"', '"sem-hpc"'), 'DESTINATAIRE_INCONNU', 'destinataires'],
      [draft('"i-a"', '"police"'), 'DESTINATAIRE_INCONNU', 'destinataires'],
      [draft('"i-a"', '"gendarmerie-86"', 'urgence: URGENCE'), 'APPELER_LE_17', 'appel17'],
    ];
    const count = () => subgraph.running.dataSource?.getRepository(Signalement).count();
    const before = await count();
    for (const [saisie, code, champ] of cases) {
      const fait = await act(subgraph, ekidom, `creerSignalement(saisie: ${saisie})`);
      expect([saisie, fait]).toEqual([
        saisie,
        { signalement: null, erreurs: [{ code, champ, message: expect.any(String) }] },
      ]);
    }
    expect(await count()).toBe(before);
    const called = draft('"i-a"', '"gendarmerie-86"', 'urgence: URGENCE, appel17: true');
    expect(codes(await act(subgraph, ekidom, `creerSignalement(saisie: ${called})`))).toEqual([]);
  });

  on('sends nothing to nobody', async (subgraph) => {
    const empty = await act(subgraph, ekidom, `creerSignalement(saisie: ${draft('"i-a"', '')})`);
    const id = String(empty.signalement?.['id']);
    expect(codes(await act(subgraph, ekidom, `transmettreSignalement(id: "${id}")`))).toEqual([
      'SANS_DESTINATAIRE',
    ]);
    expect(await stored(subgraph, id)).toMatchObject({ statut: 'BROUILLON', version: 1 });
  });

  on('does one act of eight that ask at the same time', async (subgraph) => {
    const id = await created(subgraph);
    const call = `transmettreSignalement(id: "${id}")`;
    const all = await Promise.all(Array.from({ length: 8 }, () => act(subgraph, ekidom, call)));
    expect(all.filter((fait) => fait.signalement !== null)).toHaveLength(1);
    expect(all.flatMap(codes)).toEqual(Array.from({ length: 7 }, () => 'ETAPE_INCOMPATIBLE'));
    expect(await historyOf(subgraph, id)).toEqual([
      'creerSignalement ekidom',
      'transmettreSignalement ekidom',
    ]);
  });

  on('answers the same key with the same signalement, whoever asks meanwhile', async (subgraph) => {
    const call = `creerSignalement(cleIdempotence: "cle-premiere", saisie: ${draft('"i-a"')})`;
    const all = await Promise.all(Array.from({ length: 8 }, () => act(subgraph, ekidom, call)));
    expect(all.flatMap(codes)).toEqual([]);
    expect(new Set(all.map(({ signalement }) => signalement?.['id'])).size).toBe(1);
    const id = String(all[0]?.signalement?.['id']);
    const send = `transmettreSignalement(id: "${id}", cleIdempotence: "cle-deuxieme")`;
    for (let times = 0; times < 3; times += 1) {
      expect(await act(subgraph, ekidom, send)).toMatchObject({
        signalement: { id, statut: 'TRANSMIS', version: 2 },
        erreurs: [],
      });
    }
    expect(await historyOf(subgraph, id)).toHaveLength(2);
    // Another act under the key, and another's key of the same text.
    const other = `cloreSignalement(id: "${id}", cleIdempotence: "cle-deuxieme")`;
    expect(codes(await act(subgraph, ekidom, other))).toEqual(['CLE_REUTILISEE']);
    expect(codes(await act(subgraph, sem, send))).toEqual(['INTROUVABLE']);
    expect(codes(await act(subgraph, ekidom, send.replace('cle-deuxieme', 'court')))).toEqual([
      'CLE_INVALIDE',
    ]);
  });

  on('keeps no trace of what was refused under a key', async (subgraph) => {
    const receipts = () => subgraph.running.dataSource?.getRepository(ActeRecu).count();
    const before = await receipts();
    const refused = `creerSignalement(cleIdempotence: "cle-refusee", saisie: ${draft('')})`;
    expect(codes(await act(subgraph, ekidom, refused))).toEqual(['SANS_INCIDENT']);
    expect(await receipts()).toBe(before);
  });

  on('refuses an act on what has changed since it was read', async (subgraph) => {
    const id = await created(subgraph);
    const stale = await act(subgraph, ekidom, `transmettreSignalement(id: "${id}", version: 4)`);
    expect(codes(stale)).toEqual(['VERSION_PERIMEE']);
    const right = await act(subgraph, ekidom, `transmettreSignalement(id: "${id}", version: 1)`);
    expect(right.signalement).toMatchObject({ statut: 'TRANSMIS', version: 2 });
  });

  on(
    'links only a complaint that the caller received about one of its incidents',
    async (subgraph) => {
      const link = (caller: Caller, signalement: string, plainte: string) =>
        act(
          subgraph,
          caller,
          `lierPlainteSignalement(id: "${signalement}", saisie: { plainte: "${plainte}" })`,
        );
      const source = subgraph.running.dataSource;
      await source?.getRepository(Signalement).update({ id: 's-b' }, { statut: 'QUALIFIE' });
      await source?.getRepository(Signalement).update({ id: 's-d' }, { statut: 'QUALIFIE' });
      expect(codes(await link(police, 's-b', 'inconnu'))).toEqual(['PLAINTE_INTROUVABLE']);
      expect(codes(await link(gendarmerie, 's-d', 'p-b'))).toEqual(['PLAINTE_INTROUVABLE']);
      // Received, and not read for the purpose that was declared: as none.
      const droits = Object.fromEntries(
        Object.entries(police.droits ?? {}).filter(([scope]) => scope !== 'plainte:lecture'),
      );
      expect(codes(await link({ ...police, droits }, 's-b', 'p-b'))).toEqual([
        'PLAINTE_INTROUVABLE',
      ]);
      expect(codes(await link(police, 's-b', 'p-b'))).toEqual([]);
      expect(await stored(subgraph, 's-b')).toMatchObject({
        statut: 'LIE_A_PLAINTE',
        plainteId: 'p-b',
      });
    },
  );

  on('is closed after 90 days without the bailleur, once, as nobody’s act', async (subgraph) => {
    const source = subgraph.running.dataSource;
    if (!source) throw new Error('no database');
    const since = (id: string, day: string) =>
      source
        .getRepository(Signalement)
        .update({ id }, { statut: 'SUITE_COMMUNIQUEE', statutDepuis: new Date(day), version: 5 });
    const [late, recent] = [await created(subgraph), await created(subgraph)];
    await since(late, '2026-01-01T10:00:00Z');
    await since(recent, '2026-03-20T10:00:00Z');
    const now = new Date('2026-04-02T10:00:00Z');
    const writes = new WriteQueue(source);
    const closed = await Promise.all([closeOverdue(writes, now), closeOverdue(writes, now)]);
    expect(closed.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await stored(subgraph, late)).toMatchObject({ statut: 'CLOS', version: 6 });
    expect(await stored(subgraph, recent)).toMatchObject({ statut: 'SUITE_COMMUNIQUEE' });
    expect((await historyOf(subgraph, late)).at(-1)).toBe('cloreSignalement -');
  });

  on('tells one of others from none in nothing, and leaves it alone', async (subgraph) => {
    const before = await stored(subgraph, 's-f');
    for (const id of ['s-f', 's-a', 'inconnu', '']) {
      expect(await act(subgraph, sem, `transmettreSignalement(id: "${id}")`)).toEqual({
        signalement: null,
        erreurs: [{ code: 'INTROUVABLE', champ: null, message: expect.any(String) }],
      });
    }
    expect(await stored(subgraph, 's-f')).toEqual(before);
  });

  on('is refused to who may only read, and to who may act and not read', async (subgraph) => {
    const unreading: Caller = { ...ekidom, droits: { ...acting } };
    for (const caller of [callers.ekidom, callers.police, callers.stranger, unreading]) {
      const data = await dataOf(
        subgraph,
        caller,
        `mutation { fait: transmettreSignalement(id: "s-f") ${answer} }`,
      );
      const fait = data['fait'] as Fait | null;
      expect(fait === null || codes(fait).join() === 'INTROUVABLE').toBe(true);
    }
    expect(await stored(subgraph, 's-f')).toMatchObject({ statut: 'BROUILLON' });
  });

  on('leaves links of a corrected draft as corrected', async (subgraph) => {
    const id = await created(subgraph);
    const saisie = draft('"i-a"', '"police-nationale-86", "ville-poitiers"');
    await act(subgraph, ekidom, `corrigerSignalement(id: "${id}", saisie: ${saisie})`);
    const source = subgraph.running.dataSource;
    const to = await source
      ?.getRepository(SignalementDestinataire)
      .find({ where: { signalementId: id }, order: { signataireId: 'ASC' } });
    expect(to?.map(({ signataireId }) => signataireId)).toEqual([
      'police-nationale-86',
      'ville-poitiers',
    ]);
    expect(await source?.getRepository(SignalementIncident).countBy({ signalementId: id })).toBe(1);
  });
});

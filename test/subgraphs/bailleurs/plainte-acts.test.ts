import { expect } from '@jest/globals';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { Plainte } from '../../../subgraphs/bailleurs/plainte/plainte.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';
import { callers, fillStock } from './stock.js';

const landlord = {
  'incident:resume': ['patrimoine'],
  'incident:lecture': ['patrimoine'],
  'incident:saisie': ['patrimoine'],
  'plainte:lecture': ['plaignant'],
  'plainte:depot': ['plaignant'],
} as const;
const ekidom: Caller = { ...callers.ekidom, droits: landlord };
const force = {
  'plainte:lecture': ['destinataire'],
  'plainte:reception': ['destinataire'],
} as const;
const police: Caller = { ...callers.police, droits: force };
const gendarmerie: Caller = {
  signataire: 'gendarmerie-86',
  territoire: { zone: 'gendarmerie' },
  droits: force,
};
const parquet: Caller = {
  ...callers.parquet,
  droits: { 'plainte:lecture': ['departement'], 'plainte:avis': ['departement'] },
};

const today = civilDay(new Date());

interface Fait {
  readonly plainte: Record<string, unknown> | null;
  readonly erreurs: readonly { code: string; champ: string | null }[];
}

const read =
  'id statut version recepisse numeroPv qualifications { nature } procedure { id } actesPossibles { nom } historique { acte }';

async function act(subgraph: TestSubgraph, caller: Caller, call: string): Promise<Fait> {
  const query = `mutation { fait: ${call} { plainte { ${read} } erreurs { code champ } } }`;
  return (await dataOf(subgraph, caller, query))['fait'] as Fait;
}

const codes = async (...asked: Parameters<typeof act>): Promise<string[]> =>
  (await act(...asked)).erreurs.map(({ code }) => code);

async function must(subgraph: TestSubgraph, caller: Caller, call: string) {
  const fait = await act(subgraph, caller, call);
  expect([call, fait.erreurs]).toEqual([call, []]);
  return fait.plainte ?? {};
}

const deposit = ({
  incident = 'i-a',
  service = 'police-nationale-86',
  on = today,
  own = true,
} = {}) =>
  `deposerPlainte(saisie: { incident: "${incident}", service: "${service}", dateDepot: "${on}", qualifications: [DEGRADATION_LEGERE, DEGRADATION_LEGERE], dommagePropre: ${String(own)} })`;
const on = (name: string, id: unknown, saisie?: string) =>
  `${name}(id: "${String(id)}"${saisie ? `, saisie: { ${saisie} }` : ''})`;

onBothDatabases(bailleurs, fillStock, (test) => {
  test('is deposited, received and followed up to the notice', async (subgraph) => {
    const { id, ...deposited } = await must(subgraph, ekidom, deposit());
    expect(deposited).toMatchObject({
      statut: 'DEPOSEE',
      recepisse: false,
      numeroPv: null,
      procedure: null,
      qualifications: [{ nature: 'contravention 5e classe' }],
      actesPossibles: [],
    });
    expect(
      await must(subgraph, police, on('delivrerRecepissePlainte', id, 'numeroPv: "2026/7"')),
    ).toMatchObject({ statut: 'RECEPISSE', recepisse: true, numeroPv: '2026/7' });
    await must(subgraph, police, on('transmettrePlainte', id));
    const notice = (plaignant: string) =>
      on('recevoirAvisPlainte', id, `procedure: "procedure-x", plaignant: "${plaignant}"`);
    expect(await codes(subgraph, parquet, notice('sem-hpc'))).toEqual(['PLAIGNANT_DIFFERENT']);
    expect(await must(subgraph, parquet, notice('ekidom'))).toMatchObject({
      statut: 'AVIS_NOTIFIE',
      procedure: { id: 'procedure-x' },
    });
    const judged = (procedure: string) =>
      on('recevoirJugementPlainte', id, `procedure: "${procedure}"`);
    expect(await codes(subgraph, parquet, judged('procedure-y'))).toEqual(['PROCEDURE_DIFFERENTE']);
    expect(await must(subgraph, parquet, judged('procedure-x'))).toMatchObject({
      statut: 'JUGEMENT_DEFINITIF',
      version: 5,
      historique: [
        { acte: 'deposerPlainte' },
        { acte: 'delivrerRecepissePlainte' },
        { acte: 'transmettrePlainte' },
        { acte: 'recevoirAvisPlainte' },
        { acte: 'recevoirJugementPlainte' },
      ],
    });
  });

  test('tells no day of the facts to who may not read it', async (subgraph) => {
    const droits = Object.entries(landlord).filter(([scope]) => scope !== 'incident:lecture');
    const blind: Caller = { ...ekidom, droits: Object.fromEntries(droits) };
    for (const day of [today, '2001-01-01']) {
      expect(await codes(subgraph, blind, deposit({ on: day }))).toEqual(['LECTURE_NECESSAIRE']);
    }
  });

  test('is a landlord’s own, for its own damage', async (subgraph) => {
    const { dataSource } = subgraph.running;
    const before = await dataSource?.getRepository(Plainte).count();
    for (const [call, code, champ] of [
      [deposit({ own: false }), 'DOMMAGE_D_AUTRUI', 'dommagePropre'],
      [deposit({ service: 'ville-poitiers' }), 'SERVICE_INCONNU', 'service'],
      // Of another landlord, and none: alike.
      [deposit({ incident: 'i-b' }), 'INCIDENT_INTROUVABLE', 'incident'],
      [deposit({ incident: 'inconnu' }), 'INCIDENT_INTROUVABLE', 'incident'],
      [deposit({ on: '2099-01-01' }), 'DATE_IMPOSSIBLE', 'dateDepot'],
      [deposit({ on: '2001-01-01' }), 'DATE_IMPOSSIBLE', 'dateDepot'],
    ] as const) {
      expect([call, await act(subgraph, ekidom, call)]).toEqual([
        call,
        { plainte: null, erreurs: [{ code, champ }] },
      ]);
    }
    expect(await dataSource?.getRepository(Plainte).count()).toBe(before);
  });

  test('is received by its own service, and by no other', async (subgraph) => {
    const { id } = await must(subgraph, ekidom, deposit());
    const receipt = on('delivrerRecepissePlainte', id, 'numeroPv: "2026/8"');
    expect(await codes(subgraph, gendarmerie, receipt)).toEqual(['INTROUVABLE']);
    expect(
      await codes(subgraph, gendarmerie, on('delivrerRecepissePlainte', 'x', 'numeroPv: "1"')),
    ).toEqual(['INTROUVABLE']);
    expect(await codes(subgraph, police, on('transmettrePlainte', id))).toEqual([
      'ETAPE_INCOMPATIBLE',
    ]);
    // The plaintiff has no act on what it deposited.
    const query = `mutation { ${receipt} { erreurs { code } } }`;
    expect((await subgraph.ask(ekidom, query)).data).toEqual({ delivrerRecepissePlainte: null });
    const waiting = async (caller: Caller) =>
      (
        (await dataOf(subgraph, caller, '{ plaintes(filtre: { attend: MOI }) { nodes { id } } }'))[
          'plaintes'
        ] as { nodes: object[] }
      ).nodes;
    expect(await waiting(police)).toContainEqual({ id });
    expect(await waiting(gendarmerie)).toEqual([]);
    expect(await waiting(ekidom)).toEqual([]);
  });

  test('is deposited once under one key', async (subgraph) => {
    const keyed = deposit().replace(/\)$/, ', cleIdempotence: "cle-plainte")');
    const first = await must(subgraph, ekidom, keyed);
    expect((await must(subgraph, ekidom, keyed))['id']).toBe(first['id']);
  });
});

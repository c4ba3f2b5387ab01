import { expect } from '@jest/globals';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import {
  DiagnosticEnMarchant,
  DiagnosticResidence,
} from '../../../subgraphs/bailleurs/diagnostic/diagnostic-en-marchant.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';
import { callers, fillStock } from './stock.js';

const reading = {
  'renovation:securisation': ['patrimoine', 'zone', 'commune', 'epci'],
  'etude-surete:lecture': ['patrimoine', 'zone', 'commune'],
} as const;
const settling = { 'renovation:mesures': ['patrimoine', 'commune', 'epci'] } as const;
const having = (caller: Caller, droits: NonNullable<Caller['droits']>): Caller => ({
  ...caller,
  droits: { ...reading, ...droits },
});
const conduite = {
  'renovation:conduite': ['patrimoine'],
  'diagnostic:lecture': ['patrimoine'],
  ...settling,
} as const;
const ekidom = having(callers.ekidom, {
  ...conduite,
  'etude-surete:synthese': ['patrimoine'],
});
const sem = having({ signataire: 'sem-hpc', territoire: { patrimoine: 'sem-hpc' } }, conduite);
const police = having(callers.police, { 'renovation:avis': ['zone'] });
const gendarmerie = having(callers.gendarmerie, { 'renovation:avis': ['zone'] });
const poitiers = having(callers.poitiers, { ...settling, 'renovation:verification': ['commune'] });

interface Fait {
  readonly programme: Record<string, unknown> | null;
  readonly erreurs: readonly { code: string }[];
}

async function act(subgraph: TestSubgraph, caller: Caller, call: string): Promise<Fait> {
  const data = await dataOf(
    subgraph,
    caller,
    `mutation { fait: ${call} { programme { id statut } erreurs { code message champ } } }`,
  );
  return data['fait'] as Fait;
}

const codes = ({ erreurs }: Fait): string[] => erreurs.map(({ code }) => code);

async function must(subgraph: TestSubgraph, caller: Caller, call: string): Promise<string> {
  const fait = await act(subgraph, caller, call);
  expect([call, fait.erreurs]).toEqual([call, []]);
  return String(fait.programme?.['id']);
}

const declared = (residences = '"r-a"', fin = '2028-01-01') =>
  `declarerProgramme(saisie: { residences: [${residences}], type: RESIDENTIALISATION, financeur: ANRU, debutPrevu: "2027-01-01", finPrevue: "${fin}", nbLogements: 10 })`;
const linked = (id: string, diagnostic: string) =>
  `rattacherDiagnosticProgramme(id: "${id}", saisie: { diagnostic: "${diagnostic}" })`;
const settled = (id: string, mesures: string) =>
  `arreterMesuresProgramme(id: "${id}", saisie: { mesures: [${mesures}] })`;

async function fill(dataSource: Parameters<typeof fillStock>[0]): Promise<void> {
  await fillStock(dataSource);
  const visits = [
    ['d-a', 'ekidom', 'r-a', 'REALISE'],
    ['d-planned', 'ekidom', 'r-a', 'PLANIFIE'],
    ['d-elsewhere', 'ekidom', 'r-d', 'CLOS'],
    ['d-b', 'sem-hpc', 'r-b', 'CLOS'],
  ] as const;
  for (const [id, bailleurId, residenceId, statut] of visits) {
    await dataSource.getRepository(DiagnosticEnMarchant).insert({
      id,
      bailleurId,
      communeCode: '86194',
      instructeurId: 'ville-poitiers',
      statut,
      motif: 'AVANT_RESIDENTIALISATION',
      dateSouhaitee: '2026-05-01',
    });
    await dataSource.getRepository(DiagnosticResidence).insert({ diagnosticId: id, residenceId });
  }
}

onBothDatabases(bailleurs, fill, (on) => {
  on('starts no works before the measures are in place and looked at', async (subgraph) => {
    const id = await must(subgraph, ekidom, declared());
    const start = `commencerTravauxProgramme(id: "${id}")`;
    const steps: readonly (readonly [Caller, string])[] = [
      [ekidom, linked(id, 'd-a')],
      [ekidom, `requerirEtudeProgramme(id: "${id}")`],
      [
        ekidom,
        `deposerEtudeProgramme(id: "${id}", saisie: { reference: "E-1", synthese: "Accès" })`,
      ],
      [police, `donnerAvisProgramme(id: "${id}", saisie: { avis: RESERVES })`],
      [
        poitiers,
        settled(
          id,
          '{ nature: GARDIENNAGE, responsable: "ekidom" }, { nature: ECLAIRAGE, responsable: "ville-poitiers" }',
        ),
      ],
      [poitiers, `verifierMesuresProgramme(id: "${id}")`],
    ];
    for (const [caller, call] of steps) {
      expect([call, codes(await act(subgraph, ekidom, start))]).toEqual([
        call,
        ['ETAPE_INCOMPATIBLE'],
      ]);
      await must(subgraph, caller, call);
    }
    await must(subgraph, ekidom, start);
    await must(subgraph, ekidom, `acheverTravauxProgramme(id: "${id}")`);
    const data = await dataOf(
      subgraph,
      police,
      `{ programme(id: "${id}") { statut avisForces residences { id } etude { reference synthese }
           securisation { nature responsable { id } } historique { vers signataire { id } } } }`,
    );
    expect(data['programme']).toMatchObject({
      statut: 'CLOS',
      avisForces: 'RESERVES',
      residences: [{ id: 'r-a' }],
      // The content needs a right of its own.
      etude: { reference: 'E-1', synthese: null },
      securisation: expect.arrayContaining([
        { nature: 'GARDIENNAGE', responsable: { id: 'ekidom' } },
      ]),
    });
    const own = await dataOf(subgraph, ekidom, `{ programme(id: "${id}") { etude { synthese } } }`);
    expect(own['programme']).toEqual({ etude: { synthese: 'Accès' } });
  });

  on('rests on a visit of the landlord’s own, there, that took place', async (subgraph) => {
    const id = await must(subgraph, ekidom, declared());
    for (const diagnostic of ['d-planned', 'd-elsewhere', 'd-b', 'inconnu']) {
      const fait = await act(subgraph, ekidom, linked(id, diagnostic));
      expect([diagnostic, codes(fait)]).toEqual([diagnostic, ['DIAGNOSTIC_INTROUVABLE']]);
    }
    expect(codes(await act(subgraph, ekidom, declared('"r-b"')))).toEqual([
      'RESIDENCE_INTROUVABLE',
    ]);
    expect(codes(await act(subgraph, ekidom, declared('"r-a"', '2026-01-01')))).toEqual([
      'DATES_INVERSEES',
    ]);
  });

  on('waits for the study that it needs, and takes it once', async (subgraph) => {
    const id = await must(subgraph, ekidom, declared());
    await must(subgraph, ekidom, linked(id, 'd-a'));
    await must(subgraph, ekidom, `requerirEtudeProgramme(id: "${id}")`);
    const advise = `donnerAvisProgramme(id: "${id}", saisie: { avis: FAVORABLE })`;
    expect(codes(await act(subgraph, police, advise))).toEqual(['ETUDE_NON_DEPOSEE']);
    const deposit = `deposerEtudeProgramme(id: "${id}", saisie: { reference: "E-2", synthese: "S" })`;
    await must(subgraph, ekidom, deposit);
    expect(codes(await act(subgraph, ekidom, deposit))).toEqual(['ETUDE_DEJA_DEPOSEE']);
    // Not of the zone: none.
    expect(codes(await act(subgraph, gendarmerie, advise))).toEqual(['INTROUVABLE']);
    const dateAvis = async (): Promise<unknown> =>
      (await dataOf(subgraph, ekidom, `{ programme(id: "${id}") { etude { dateAvis } } }`))[
        'programme'
      ];
    expect(await dateAvis()).toEqual({ etude: { dateAvis: null } });
    await must(subgraph, police, advise);
    expect(await dateAvis()).toEqual({ etude: { dateAvis: civilDay(new Date()) } });
  });

  on('settles no measures against the opinion, nor without one of the site', async (subgraph) => {
    const id = await must(subgraph, ekidom, declared());
    await must(subgraph, ekidom, linked(id, 'd-a'));
    await must(subgraph, police, `donnerAvisProgramme(id: "${id}", saisie: { avis: DEFAVORABLE })`);
    const guard = '{ nature: GARDIENNAGE, responsable: "ekidom" }';
    expect(codes(await act(subgraph, ekidom, settled(id, guard)))).toEqual(['AVIS_DEFAVORABLE']);
    await must(subgraph, police, `revoirAvisProgramme(id: "${id}", saisie: { avis: FAVORABLE })`);
    for (const [measures, code] of [
      ['', 'SANS_MESURE_DE_CHANTIER'],
      ['{ nature: CLOTURE, responsable: "ekidom" }', 'SANS_MESURE_DE_CHANTIER'],
      ['{ nature: GARDIENNAGE, responsable: "inconnu" }', 'RESPONSABLE_INCONNU'],
    ] as const) {
      expect([measures, codes(await act(subgraph, ekidom, settled(id, measures)))]).toEqual([
        measures,
        [code],
      ]);
    }
    await must(subgraph, ekidom, settled(id, guard));
    // The landlord does not look at its own measures.
    expect(await act(subgraph, poitiers, `verifierMesuresProgramme(id: "${id}")`)).toMatchObject({
      programme: { statut: 'VERIFIE' },
    });
  });

  on('shows calendar and volumes to all, and how it is secured to few', async (subgraph) => {
    const id = await must(subgraph, ekidom, declared());
    const read = async (caller: Caller) =>
      (
        await dataOf(
          subgraph,
          caller,
          `{ programme(id: "${id}") { nbLogements debutPrevu statut securisation { nature } historique { vers } actesPossibles { nom } } }`,
        )
      )['programme'];
    for (const caller of [sem, gendarmerie, callers.prefecture]) {
      expect(await read(caller)).toEqual({
        nbLogements: 10,
        debutPrevu: '2027-01-01',
        statut: null,
        securisation: null,
        historique: null,
        actesPossibles: null,
      });
    }
    expect(await read(police)).toMatchObject({ statut: 'BESOIN', securisation: [] });
    const listed = async (caller: Caller) => {
      const data = await dataOf(
        subgraph,
        caller,
        '{ programmes(filtre: { statut: BESOIN }) { totalCount } }',
      );
      return (data['programmes'] as { totalCount: number }).totalCount;
    };
    expect(await listed(sem)).toBe(0);
    expect(await listed(ekidom)).toBeGreaterThan(0);
  });
});

import { expect } from '@jest/globals';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { Constat } from '../../../subgraphs/bailleurs/diagnostic/constat.js';
import { DiagnosticEnMarchant } from '../../../subgraphs/bailleurs/diagnostic/diagnostic-en-marchant.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';
import { callers, fillStock } from './stock.js';

const reading = {
  'diagnostic:lecture': ['patrimoine', 'commune', 'epci', 'participant'],
  'diagnostic:constat': ['patrimoine', 'destinataire', 'participant'],
  'diagnostic:pilotage': ['pilote'],
  'diagnostic:description': ['patrimoine', 'commune', 'epci', 'participant'],
} as const;
const landlord = (caller: Caller): Caller => ({
  ...caller,
  droits: { ...reading, 'diagnostic:demande': ['patrimoine'] },
});
const instructing = (caller: Caller): Caller => ({
  ...caller,
  droits: { ...reading, 'diagnostic:instruction': ['destinataire'] },
});
const taking = (caller: Caller): Caller => ({
  ...caller,
  droits: {
    'diagnostic:lecture': ['participant'],
    'diagnostic:constat': ['participant'],
    'diagnostic:pilotage': ['pilote'],
  },
});
const ekidom = landlord(callers.ekidom);
const sem = landlord({ signataire: 'sem-hpc', territoire: { patrimoine: 'sem-hpc' } });
const poitiers = instructing(callers.poitiers);
const grandPoitiers = instructing(callers.grandPoitiers);
const police = taking(callers.police);
const gendarmerie = taking(callers.gendarmerie);

interface Fait {
  readonly objet: Record<string, unknown> | null;
  readonly erreurs: readonly { code: string; champ: string | null }[];
}

async function act(
  subgraph: TestSubgraph,
  caller: Caller,
  call: string,
  about: 'diagnostic' | 'constat' = 'diagnostic',
): Promise<Fait> {
  const data = await dataOf(
    subgraph,
    caller,
    `mutation { fait: ${call} { objet: ${about} { id statut version } erreurs { code message champ } } }`,
  );
  return data['fait'] as Fait;
}

const codes = ({ erreurs }: Fait): string[] => erreurs.map(({ code }) => code);
const soon = '2099-01-01';
const asked = (residences: string) =>
  `demanderDiagnostic(saisie: { residences: [${residences}], motif: AVANT_RESIDENTIALISATION, dateSouhaitee: "${soon}" })`;
const planned = (id: string, participants: string, date = soon) =>
  `planifierDiagnostic(id: "${id}", saisie: { date: "${date}", participants: [${participants}] })`;
const withPolice =
  '{ signataire: "police-nationale-86" }, { signataire: "grand-poitiers", qualite: RELAIS_INTERMEDIAIRE }';
const seen = (id: string) =>
  `releverConstat(saisie: { diagnostic: "${id}", theme: ECLAIRAGE, lieu: PARKING, description: "Deux lampes éteintes", priorite: 1 })`;
const piloted = (id: string, pilote: string, echeance = soon) =>
  `designerPiloteConstat(id: "${id}", saisie: { pilote: "${pilote}", echeance: "${echeance}" })`;

async function must(
  subgraph: TestSubgraph,
  caller: Caller,
  call: string,
  about: 'diagnostic' | 'constat' = 'diagnostic',
): Promise<string> {
  const fait = await act(subgraph, caller, call, about);
  expect([call, fait.erreurs]).toEqual([call, []]);
  return String(fait.objet?.['id']);
}

/** A diagnostic of Ékidom in Poitiers whose visit took place. */
async function visited(subgraph: TestSubgraph): Promise<string> {
  const id = await must(subgraph, ekidom, asked('"r-a"'));
  await must(subgraph, poitiers, `recevoirDemandeDiagnostic(id: "${id}")`);
  await must(subgraph, poitiers, planned(id, withPolice));
  await must(subgraph, poitiers, `realiserDiagnostic(id: "${id}", saisie: { date: "2026-01-01" })`);
  return id;
}

const waiting = async (subgraph: TestSubgraph, caller: Caller, list: string): Promise<string[]> => {
  const data = await dataOf(
    subgraph,
    caller,
    `{ ${list}(filtre: { attend: MOI }) { nodes { id } } }`,
  );
  return (data[list] as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
};

onBothDatabases(bailleurs, fillStock, (on) => {
  on('goes from a landlord’s request to verified measures', async (subgraph) => {
    const id = await visited(subgraph);
    const constat = await must(subgraph, police, seen(id), 'constat');
    const doubled = await must(subgraph, grandPoitiers, seen(id), 'constat');
    await must(subgraph, poitiers, `ecarterConstat(id: "${doubled}")`, 'constat');
    await must(subgraph, poitiers, piloted(constat, 'police-nationale-86'), 'constat');
    await must(
      subgraph,
      police,
      `refuserMesureConstat(id: "${constat}", saisie: { motif: HORS_COMPETENCE })`,
      'constat',
    );
    await must(subgraph, poitiers, piloted(constat, 'ekidom'), 'constat');
    await must(subgraph, poitiers, `arreterPlanActionsDiagnostic(id: "${id}")`);
    const early = await act(subgraph, poitiers, `suivreDiagnostic(id: "${id}")`);
    expect(codes(early)).toEqual(['PILOTE_SANS_REPONSE']);
    expect(await waiting(subgraph, ekidom, 'constats')).toEqual([constat]);
    await must(subgraph, ekidom, `accepterMesureConstat(id: "${constat}")`, 'constat');
    expect(await waiting(subgraph, ekidom, 'constats')).toEqual([]);
    await must(subgraph, poitiers, `suivreDiagnostic(id: "${id}")`);
    expect(await waiting(subgraph, ekidom, 'constats')).toEqual([constat]);
    await must(subgraph, ekidom, `realiserMesureConstat(id: "${constat}")`, 'constat');
    const unseen = await act(subgraph, poitiers, `cloreDiagnostic(id: "${id}")`);
    expect(codes(unseen)).toEqual(['MESURE_NON_VERIFIEE']);
    await must(subgraph, poitiers, `verifierMesureConstat(id: "${constat}")`, 'constat');
    await must(subgraph, poitiers, `cloreDiagnostic(id: "${id}")`);
    const data = await dataOf(
      subgraph,
      police,
      `{ diagnostic(id: "${id}") { statut demandeur { id } instructeur { id } residences { id }
           participants { signataire { id } qualite } historique { vers signataire { id } }
           constats { id statut pilote { id } relevePar { id } motifRefusPilote historique { vers } } } }`,
    );
    const found = data['diagnostic'] as { historique: { vers: string }[]; constats: object[] };
    expect(found).toMatchObject({
      statut: 'CLOS',
      demandeur: { id: 'ekidom' },
      instructeur: { id: 'ville-poitiers' },
      residences: [{ id: 'r-a' }],
    });
    expect(found.historique.map(({ vers }) => vers)).toEqual([
      'DEMANDE',
      'RECEVABLE',
      'PLANIFIE',
      'REALISE',
      'PLAN_ACTIONS',
      'SUIVI',
      'CLOS',
    ]);
    expect(found.constats).toContainEqual({
      id: constat,
      statut: 'VERIFIE',
      pilote: { id: 'ekidom' },
      relevePar: { id: 'police-nationale-86' },
      motifRefusPilote: 'HORS_COMPETENCE',
      historique: ['RELEVE', 'PROPOSE', 'RELEVE', 'PROPOSE', 'ACCEPTE', 'REALISE', 'VERIFIE'].map(
        (vers) => ({ vers }),
      ),
    });
  });

  on('asks only for the landlord’s own résidences, in one commune', async (subgraph) => {
    const cases: readonly (readonly [string, string])[] = [
      ['', 'SANS_RESIDENCE'],
      ['"r-b"', 'RESIDENCE_INTROUVABLE'],
      ['"inconnu"', 'RESIDENCE_INTROUVABLE'],
      ['"r-a", "r-d"', 'PLUSIEURS_COMMUNES'],
    ];
    const count = () => subgraph.running.dataSource?.getRepository(DiagnosticEnMarchant).count();
    const before = await count();
    for (const [residences, code] of cases) {
      const fait = await act(subgraph, ekidom, asked(residences));
      expect([residences, fait.objet, codes(fait)]).toEqual([residences, null, [code]]);
    }
    expect(await count()).toBe(before);
  });

  on('is answered by the EPCI where the city has not signed, and by it alone', async (subgraph) => {
    const there = await must(subgraph, ekidom, asked('"r-d"'));
    expect(
      codes(await act(subgraph, poitiers, `recevoirDemandeDiagnostic(id: "${there}")`)),
    ).toEqual(['INTROUVABLE']);
    expect(await waiting(subgraph, grandPoitiers, 'diagnostics')).toContain(there);
    await must(subgraph, grandPoitiers, `recevoirDemandeDiagnostic(id: "${there}")`);
    // Read by the EPCI, answered by the city.
    const here = await must(subgraph, ekidom, asked('"r-a"'));
    expect(await waiting(subgraph, grandPoitiers, 'diagnostics')).not.toContain(here);
    expect(
      codes(await act(subgraph, grandPoitiers, `recevoirDemandeDiagnostic(id: "${here}")`)),
    ).toEqual(['INTROUVABLE']);
  });

  on('is planned with a force and a relais intermédiaire, for a day to come', async (subgraph) => {
    const id = await must(subgraph, ekidom, asked('"r-a"'));
    await must(subgraph, poitiers, `recevoirDemandeDiagnostic(id: "${id}")`);
    const cases: readonly (readonly [string, string, string])[] = [
      [withPolice, '2026-01-01', 'DATE_PASSEE'],
      ['{ signataire: "grand-poitiers", qualite: RELAIS_INTERMEDIAIRE }', soon, 'SANS_FORCE'],
      ['{ signataire: "police-nationale-86" }', soon, 'SANS_RELAIS'],
      [`${withPolice}, { signataire: "police" }`, soon, 'PARTICIPANT_INCONNU'],
      [`${withPolice}, { signataire: "grand-poitiers" }`, soon, 'PARTICIPANT_INCONNU'],
    ];
    for (const [participants, date, code] of cases) {
      const fait = await act(subgraph, poitiers, planned(id, participants, date));
      expect([participants, codes(fait)]).toEqual([participants, [code]]);
    }
  });

  on('opens to those invited, once invited, and to no other', async (subgraph) => {
    const id = await must(subgraph, ekidom, asked('"r-a"'));
    const read = async (caller: Caller) =>
      (await dataOf(subgraph, caller, `{ diagnostic(id: "${id}") { id } }`))['diagnostic'];
    await must(subgraph, poitiers, `recevoirDemandeDiagnostic(id: "${id}")`);
    for (const caller of [police, gendarmerie, sem]) expect(await read(caller)).toBeNull();
    await must(subgraph, poitiers, planned(id, withPolice));
    expect(await read(police)).toEqual({ id });
    for (const caller of [gendarmerie, sem]) expect(await read(caller)).toBeNull();
    // Invited no longer: read no longer, in the same moment.
    await must(
      subgraph,
      poitiers,
      planned(id, withPolice.replace('police-nationale', 'gendarmerie')),
    );
    expect(await read(police)).toBeNull();
    expect(await read(gendarmerie)).toEqual({ id });
  });

  on('takes constats of a visit that took place, from who took part', async (subgraph) => {
    const id = await visited(subgraph);
    for (const caller of [gendarmerie, sem]) {
      expect(codes(await act(subgraph, caller, seen(id), 'constat'))).toEqual([
        'DIAGNOSTIC_INTROUVABLE',
      ]);
    }
    const early = await must(subgraph, ekidom, asked('"r-a"'));
    expect(codes(await act(subgraph, ekidom, seen(early), 'constat'))).toEqual([
      'ETAPE_INCOMPATIBLE',
    ]);
    expect(
      codes(await act(subgraph, poitiers, `arreterPlanActionsDiagnostic(id: "${id}")`)),
    ).toEqual(['SANS_CONSTAT']);
    const constat = await must(subgraph, police, seen(id), 'constat');
    expect(
      codes(await act(subgraph, poitiers, `arreterPlanActionsDiagnostic(id: "${id}")`)),
    ).toEqual(['CONSTAT_SANS_PILOTE']);
    for (const stranger of ['sem-hpc', 'gendarmerie-86', 'inconnu']) {
      expect(codes(await act(subgraph, poitiers, piloted(constat, stranger), 'constat'))).toEqual([
        'PILOTE_ETRANGER',
      ]);
    }
    expect(
      codes(await act(subgraph, poitiers, piloted(constat, 'ekidom', '2020-01-01'), 'constat')),
    ).toEqual(['DATE_PASSEE']);
  });

  on('lets nothing be done any more on what its landlord withdrew', async (subgraph) => {
    const id = await visited(subgraph);
    const constat = await must(subgraph, police, seen(id), 'constat');
    await must(subgraph, poitiers, piloted(constat, 'police-nationale-86'), 'constat');
    expect(await waiting(subgraph, police, 'constats')).toEqual([constat]);
    await must(subgraph, ekidom, `annulerDiagnostic(id: "${id}")`);
    expect(await waiting(subgraph, police, 'constats')).toEqual([]);
    expect(
      codes(await act(subgraph, police, `accepterMesureConstat(id: "${constat}")`, 'constat')),
    ).toEqual(['DIAGNOSTIC_A_UNE_AUTRE_ETAPE']);
  });

  on('shows a description to who holds its own right only', async (subgraph) => {
    const id = await visited(subgraph);
    const constat = await must(subgraph, police, seen(id), 'constat');
    const read = async (caller: Caller) =>
      (await dataOf(subgraph, caller, `{ constat(id: "${constat}") { theme description } }`))[
        'constat'
      ];
    expect(await read(ekidom)).toEqual({ theme: 'ECLAIRAGE', description: 'Deux lampes éteintes' });
    expect(await read(police)).toEqual({ theme: 'ECLAIRAGE', description: null });
    expect(await read(sem)).toBeNull();
  });

  on('a constat names a photograph that shows nobody, and keeps no file', async (subgraph) => {
    const id = await visited(subgraph);
    const empreinte = 'ab'.repeat(32);
    const withPhoto = (photo: string) =>
      seen(id).replace('priorite: 1', `priorite: 1, photo: { ${photo} }`);
    const unchecked = withPhoto(`empreinte: "${empreinte}", sansPersonneNiPlaque: false`);
    expect((await act(subgraph, police, unchecked, 'constat')).erreurs).toMatchObject([
      { code: 'PHOTO_A_VERIFIER', champ: 'photo' },
    ]);
    const { errors } = await subgraph.ask(
      police,
      `mutation { ${withPhoto('empreinte: "photo-de-M.-Inventé.jpg", sansPersonneNiPlaque: true')} { erreurs { code } } }`,
    );
    expect(errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    const made = await must(
      subgraph,
      police,
      withPhoto(`empreinte: "${empreinte}", sansPersonneNiPlaque: true`),
      'constat',
    );
    const { constat } = await dataOf(subgraph, police, `{ constat(id: "${made}") { photo } }`);
    expect(constat).toEqual({ photo: empreinte });
    const without = await must(subgraph, police, seen(id), 'constat');
    expect(
      (await dataOf(subgraph, police, `{ constat(id: "${without}") { photo } }`))['constat'],
    ).toEqual({ photo: null });
  });

  on('does one act of eight that ask at the same time', async (subgraph) => {
    const id = await visited(subgraph);
    const constat = await must(subgraph, police, seen(id), 'constat');
    await must(subgraph, poitiers, piloted(constat, 'police-nationale-86'), 'constat');
    const call = `accepterMesureConstat(id: "${constat}")`;
    const all = await Promise.all(
      Array.from({ length: 8 }, () => act(subgraph, police, call, 'constat')),
    );
    expect(all.filter(({ objet }) => objet !== null)).toHaveLength(1);
    expect(
      await subgraph.running.dataSource?.getRepository(Constat).findOneBy({ id: constat }),
    ).toMatchObject({ statut: 'ACCEPTE', version: 3 });
  });
});

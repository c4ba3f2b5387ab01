import { expect } from '@jest/globals';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { CorrectionIncident } from '../../../subgraphs/bailleurs/incident/correction-incident.js';
import { Incident } from '../../../subgraphs/bailleurs/incident/incident.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';
import { callers, fillStock } from './stock.js';

const ekidom: Caller = {
  ...callers.ekidom,
  droits: {
    ...callers.ekidom.droits,
    'incident:saisie': ['patrimoine'],
    'incident:auteur': ['patrimoine'],
  },
};
const sem: Caller = {
  ...ekidom,
  signataire: 'sem-hpc',
  territoire: { patrimoine: 'sem-hpc' },
};

interface Fait {
  readonly incident: Record<string, unknown> | null;
  readonly erreurs: readonly { code: string; message: string; champ: string | null }[];
}

async function act(subgraph: TestSubgraph, caller: Caller, call: string): Promise<Fait> {
  const data = await dataOf(
    subgraph,
    caller,
    `mutation { fait: ${call} { incident { id statut version gravite moisFaits dateFaits
       residence { id } victime { qualite identite } auteurPresume { connu identite lienBail }
       corrections { version motif } } erreurs { code message champ } } }`,
  );
  return data['fait'] as Fait;
}

const codes = ({ erreurs }: Fait): string[] => erreurs.map(({ code }) => code);
const facts = (rest = '', residence = 'r-a', gravite = 2) =>
  `saisirIncident(saisie: { residence: "${residence}", type: B_HALL, gravite: ${gravite}, dateFaits: "2026-05-02", lieuType: HALL${rest} })`;
const corrected = (id: string, rest: string) =>
  `corrigerIncident(id: "${id}", saisie: { motif: FAITS_PRECISES, ${rest} })`;

async function entered(subgraph: TestSubgraph, rest = ''): Promise<string> {
  const fait = await act(subgraph, ekidom, facts(rest));
  expect(fait.erreurs).toEqual([]);
  return String(fait.incident?.['id']);
}

onBothDatabases(bailleurs, fillStock, (on) => {
  on('enters an incident where its résidence is, with its persons', async (subgraph) => {
    const fait = await act(
      subgraph,
      ekidom,
      facts(
        ', entree: "h-a", victime: { qualite: SALARIE, identite: "Nom Inventé" }, auteurPresume: { connu: true, identite: "Autre Inventé", lienBail: OCCUPANT }',
      ),
    );
    expect(fait).toMatchObject({
      erreurs: [],
      incident: {
        statut: 'OUVERT',
        version: 1,
        gravite: 2,
        moisFaits: '2026-05',
        residence: { id: 'r-a' },
        victime: { qualite: 'SALARIE', identite: 'Nom Inventé' },
        auteurPresume: { connu: true, identite: 'Autre Inventé', lienBail: 'OCCUPANT' },
      },
    });
    const id = String(fait.incident?.['id']);
    expect(
      await subgraph.running.dataSource?.getRepository(Incident).findOneBy({ id }),
    ).toMatchObject({
      bailleurId: 'ekidom',
      communeCode: '86194',
      quartierCode: 'QN08605M',
      entreeId: 'h-a',
    });
  });

  on('refuses what may not be entered, in words, and keeps nothing of it', async (subgraph) => {
    const cases: readonly (readonly [string, string, string])[] = [
      [facts('', 'r-b'), 'RESIDENCE_INTROUVABLE', 'residence'],
      [facts('', 'inconnue'), 'RESIDENCE_INTROUVABLE', 'residence'],
      [facts('', 'r-a', 4), 'APPELER_LE_17', 'appel17'],
      [facts(', entree: "h-b"'), 'ENTREE_INTROUVABLE', 'entree'],
      [facts().replace('2026-05-02', '2099-01-01'), 'DATE_A_VENIR', 'dateFaits'],
    ];
    const count = () => subgraph.running.dataSource?.getRepository(Incident).count();
    const before = await count();
    for (const [call, code, champ] of cases) {
      expect([call, await act(subgraph, ekidom, call)]).toEqual([
        call,
        { incident: null, erreurs: [{ code, champ, message: expect.any(String) }] },
      ]);
    }
    expect(await count()).toBe(before);
    // Danger, once 17 was called.
    expect(codes(await act(subgraph, ekidom, facts(', appel17: true', 'r-a', 4)))).toEqual([]);
  });

  on('enters no person whom its caller could not read for a purpose', async (subgraph) => {
    const persons = new Set(['incident:auteur', 'incident:victime-identite']);
    const without = Object.fromEntries(
      Object.entries(ekidom.droits ?? {}).filter(([scope]) => !persons.has(scope)),
    );
    const undeclared: Caller = { ...ekidom, droits: without };
    for (const person of [
      'auteurPresume: { connu: false }',
      'victime: { qualite: TIERS, identite: "Nom Inventé" }',
    ]) {
      const fait = await act(subgraph, undeclared, facts(`, ${person}`));
      expect([person, codes(fait)]).toEqual([person, ['FINALITE_MANQUANTE']]);
      const id = await entered(subgraph);
      const later = await act(subgraph, undeclared, corrected(id, person));
      expect([person, codes(later)]).toEqual([person, ['FINALITE_MANQUANTE']]);
    }
    expect(codes(await act(subgraph, undeclared, facts(', victime: { qualite: TIERS }')))).toEqual(
      [],
    );
  });

  on(
    'leaves an identity that its caller may not read, and does not tell of it',
    async (subgraph) => {
      const scopes = Object.entries(ekidom.droits ?? {});
      const droits = Object.fromEntries(
        scopes.filter(([scope]) => scope !== 'incident:victime-identite'),
      );
      const unaware: Caller = { ...ekidom, droits };
      for (const identite of ['', ', identite: "Nom Inventé"']) {
        const id = await entered(subgraph, `, victime: { qualite: TIERS${identite} }`);
        const same = await act(subgraph, unaware, corrected(id, 'victime: { qualite: TIERS }'));
        expect([identite, codes(same)]).toEqual([identite, []]);
        const emptied = corrected(id, 'victime: { qualite: TIERS, identite: "" }');
        expect(codes(await act(subgraph, unaware, emptied))).toEqual(['FINALITE_MANQUANTE']);
        const other = await act(subgraph, unaware, corrected(id, 'victime: { qualite: SALARIE }'));
        expect(codes(other)).toEqual([]);
        const stored = subgraph.running.dataSource?.getRepository(Incident).findOneBy({ id });
        expect(await stored).toMatchObject({
          victimeQualite: 'SALARIE',
          victimeIdentite: identite === '' ? null : 'Nom Inventé',
        });
      }
    },
  );

  on('corrects by appending: what was, is kept', async (subgraph) => {
    const id = await entered(
      subgraph,
      ', auteurPresume: { connu: true, identite: "Premier Inventé" }',
    );
    await act(subgraph, ekidom, corrected(id, 'gravite: 3, dateFaits: "2026-04-30"'));
    const fait = await act(
      subgraph,
      ekidom,
      corrected(id, 'gravite: 3, auteurPresume: { connu: false }'),
    );
    expect(fait.incident).toMatchObject({
      version: 3,
      gravite: 3,
      dateFaits: '2026-04-30',
      moisFaits: '2026-04',
      auteurPresume: { connu: false, identite: null, lienBail: null },
      corrections: expect.arrayContaining([
        { version: 2, motif: 'FAITS_PRECISES' },
        { version: 3, motif: 'FAITS_PRECISES' },
      ]),
    });
    const kept = await subgraph.running.dataSource
      ?.getRepository(CorrectionIncident)
      .find({ where: { incidentId: id }, order: { version: 'ASC' } });
    expect(kept?.map(({ avant }) => avant)).toEqual([
      { gravite: 2, dateFaits: '2026-05-02', moisFaits: '2026-05' },
      { auteurConnu: true, auteurIdentite: 'Premier Inventé' },
    ]);
    expect(codes(await act(subgraph, ekidom, corrected(id, '')))).toEqual(['RIEN_A_CORRIGER']);
    expect(codes(await act(subgraph, ekidom, corrected(id, 'gravite: 4')))).toEqual([
      'APPELER_LE_17',
    ]);
  });

  on(
    'answers a correction alike, whatever is stored that its caller may not read',
    async (subgraph) => {
      const droits = Object.fromEntries(
        Object.entries(ekidom.droits ?? {}).filter(
          ([scope]) => !/lecture|localisation/.test(scope),
        ),
      );
      const id = await entered(subgraph);
      for (const values of ['gravite: 3', 'gravite: 4', 'recurrence: true', 'recurrence: false']) {
        expect([
          values,
          codes(await act(subgraph, { ...ekidom, droits }, corrected(id, values))),
        ]).toEqual([values, ['LECTURE_NECESSAIRE']]);
      }
    },
  );

  on('is closed, and then neither corrected nor closed again', async (subgraph) => {
    const id = await entered(subgraph);
    expect(codes(await act(subgraph, ekidom, `cloreIncident(id: "${id}", version: 1)`))).toEqual(
      [],
    );
    for (const call of [`cloreIncident(id: "${id}")`, corrected(id, 'gravite: 1')]) {
      expect(codes(await act(subgraph, ekidom, call))).toEqual(['ETAPE_INCOMPATIBLE']);
    }
  });

  on('is another landlord’s in nothing, though the summary is known there', async (subgraph) => {
    // Same quartier: the summary is read, the act is not.
    for (const id of ['i-a', 'inconnu']) {
      expect(codes(await act(subgraph, sem, corrected(id, 'gravite: 1')))).toEqual(['INTROUVABLE']);
      expect(codes(await act(subgraph, sem, `cloreIncident(id: "${id}")`))).toEqual([
        'INTROUVABLE',
      ]);
    }
    const data = await dataOf(
      subgraph,
      sem,
      '{ incident(id: "i-a") { id statut version corrections { id } } }',
    );
    expect(data['incident']).toEqual({ id: 'i-a', statut: null, version: null, corrections: [] });
  });

  on('enters one incident for eight requests with one key', async (subgraph) => {
    const call = facts().replace('(', '(cleIdempotence: "cle-incident", ');
    const all = await Promise.all(Array.from({ length: 8 }, () => act(subgraph, ekidom, call)));
    expect(all.flatMap(codes)).toEqual([]);
    expect(new Set(all.map(({ incident }) => incident?.['id'])).size).toBe(1);
  });
});

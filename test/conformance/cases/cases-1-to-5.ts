import { expect, test } from '@jest/globals';
import { Plainte } from '../../../subgraphs/bailleurs/plainte/plainte.js';
import type { Cases } from './cases.js';
import { couronneries, notify } from './rows.js';

/** Whose complaint, hall, quartier and decision it is. */
export function cases1To5({ read, world }: Cases): void {
  test('case 1: Ékidom does not learn of SEM HPC’s complaint', async () => {
    const query = `query ($incident: ID!, $plainte: ID!, $procedure: ID!) {
      plaintes { totalCount nodes { id numeroPv } }
      incident(id: $incident) { id plaintes { id } auteurPresume { identite } }
      incidents { nodes { id plaintes { id numeroPv procedure { id } } } }
      plainte(id: $plainte) { id statut procedure { id decision { typeDecision } } }
      procedures { totalCount nodes { id } }
      procedure(id: $procedure) { id etatPublic }
    }`;
    const foreign = { incident: 'i-hpc', plainte: 'plainte-hpc', procedure: 'procedure-hpc' };
    const own = await world().ask('sem-hpc', 'suivi-plaintes', query, foreign);
    for (const secret of ['PV-hpc', 'plainte-hpc', 'procedure-hpc', 'AUTEUR-hpc']) {
      expect(own.text).toContain(secret);
    }
    const seen = await read('ekidom', 'suivi-plaintes', query, foreign);
    expect(JSON.stringify(seen)).not.toMatch(/PV-hpc|plainte-hpc|procedure-hpc|AUTEUR-hpc/);
    expect(seen).toMatchObject({
      plaintes: { totalCount: 1, nodes: [{ id: 'plainte-ekidom' }] },
      incident: { id: 'i-hpc', plaintes: null, auteurPresume: null },
    });
    // Nothing tells a complaint of another from one that was never filed.
    const unknown = { incident: 'i-hpc', plainte: 'inconnue', procedure: 'inconnue' };
    expect(await read('ekidom', 'suivi-plaintes', query, unknown)).toEqual(seen);
    // Nor does the incident: one without a complaint answers alike.
    const link = 'query ($id: ID!) { incident(id: $id) { plaintes { id } } }';
    expect(await read('ekidom', 'suivi-plaintes', link, { id: 'i-buxerolles' })).toEqual(
      await read('ekidom', 'suivi-plaintes', link, { id: 'i-hpc' }),
    );
  });

  test('case 2: Grand Poitiers cannot read L132-3 suites; Poitiers can, for Poitiers facts only', async () => {
    const query = `query ($one: ID!) {
      procedures { totalCount nodes { id communeFaits { codeInsee } decision { typeDecision } } }
      procedure(id: $one) { id }
    }`;
    const epci = await world().ask('grand-poitiers', 'information-maire', query, {
      one: 'procedure-ekidom',
    });
    expect(epci.data).toEqual({ procedures: null, procedure: null });
    expect(epci.errors?.map(({ extensions }) => extensions?.code)).toContain(
      'UNAUTHORIZED_FIELD_OR_TYPE',
    );
    const unlisted = { one: 'procedure-ekidom-non-listee' };
    expect(await read('ville-poitiers', 'information-maire', query, unlisted)).toEqual({
      procedures: {
        totalCount: 2,
        nodes: [
          // Listed, but no notice was sent to the city yet.
          { id: 'procedure-hpc', communeFaits: { codeInsee: '86194' }, decision: null },
          {
            id: 'procedure-ekidom',
            communeFaits: { codeInsee: '86194' },
            decision: { typeDecision: 'CLASSEMENT' },
          },
        ],
      },
      procedure: null,
    });
    const elsewhere = { one: 'procedure-chatellerault' };
    expect(await read('ville-poitiers', 'information-maire', query, elsewhere)).toMatchObject({
      procedure: null,
    });
  });

  test('case 3: the gendarmerie cannot read a Poitiers hall; a null zone denies both forces', async () => {
    const query = `{ ${['ekidom', 'benoit', 'buxerolles']
      .map(
        (id) => `${id}: residence(id: "r-${id}") { entrees { id niveauVigilance } consignesAcces }`,
      )
      .join('\n')} incidents { totalCount nodes { id entree { id } } } }`;
    const hall = (id: string) => ({ entrees: [{ id: `e-${id}`, niveauVigilance: 'ROUGE' }] });
    const none = { entrees: [], consignesAcces: null };
    const gendarmerie = await read('gendarmerie-86', '', query);
    expect(gendarmerie).toMatchObject({ ekidom: none, benoit: hall('benoit'), buxerolles: none });
    expect(gendarmerie?.['incidents']).toEqual({
      totalCount: 1,
      nodes: [{ id: 'i-benoit', entree: { id: 'e-benoit' } }],
    });
    const police = await read('police-nationale-86', '', query);
    expect(police).toMatchObject({ ekidom: hall('ekidom'), benoit: none, buxerolles: none });
    expect(JSON.stringify(police?.['incidents'])).not.toMatch(/buxerolles|benoit/);
  });

  test('case 4: a QPV filter by Poitiers returns no incident of Buxerolles', async () => {
    const query = `query ($quartier: String!) { incidents(filtre: { quartier: $quartier }) {
      totalCount nodes { id residence { commune { nom } } } } }`;
    const seen = async (signataire: string) => {
      const data = await read(signataire, '', query, { quartier: couronneries });
      const { totalCount, nodes } = data?.['incidents'] as {
        totalCount: number;
        nodes: { id: string }[];
      };
      expect(totalCount).toBe(nodes.length);
      return nodes.map(({ id }) => id);
    };
    expect(await seen('ville-poitiers')).toEqual(['i-hpc', 'i-ekidom']);
    expect(await seen('grand-poitiers')).toEqual(['i-hpc', 'i-ekidom', 'i-buxerolles']);
  });

  test('case 5: before the notice, the decision is null for the complainant', async () => {
    const query = `{ procedure(id: "procedure-ekidom") { etatPublic decision { typeDecision } }
      plainte(id: "plainte-ekidom") { procedure { decision { motifClassement { code } } } } }`;
    // The city was notified already: that opens nothing to Ékidom, nor to the service seised.
    expect(await read('ekidom', 'suivi-plaintes', query)).toEqual({
      procedure: null,
      plainte: { procedure: null },
    });
    expect(await read('police-nationale-86', 'suivi-plaintes', query)).toEqual({
      procedure: { etatPublic: 'EN_COURS', decision: null },
      plainte: { procedure: { decision: null } },
    });
    await notify(world().databases.justice, 'procedure-ekidom', 'ekidom');
    expect(await read('ekidom', 'suivi-plaintes', query)).toEqual({
      procedure: { etatPublic: 'DECISION_NOTIFIEE', decision: { typeDecision: 'CLASSEMENT' } },
      plainte: { procedure: { decision: { motifClassement: { code: '71' } } } },
    });
  });

  test('case 5b: a complaint names a procedure only to whom the parquet shows it', async () => {
    const query = `{ plainte(id: "plainte-ekidom") { id procedure { id } }
      plaintes { nodes { p: procedure { __typename } } } }`;
    const shown = (procedure: object | null, p: object | null) => ({
      plainte: { id: 'plainte-ekidom', procedure },
      plaintes: { nodes: [{ p }] },
    });
    expect(await read('ekidom', 'suivi-plaintes', query)).toEqual(
      shown({ id: 'procedure-ekidom' }, { __typename: 'Procedure' }),
    );
    const plaintes = world().databases.bailleurs.getRepository(Plainte);
    const refer = (procedureId: string) => plaintes.update('plainte-ekidom', { procedureId });
    try {
      // SEM HPC's, and one that never was: the same answer.
      for (const id of ['procedure-hpc', 'inconnue']) {
        await refer(id);
        expect(await read('ekidom', 'suivi-plaintes', query)).toEqual(shown(null, null));
      }
    } finally {
      await refer('procedure-ekidom');
    }
  });
}

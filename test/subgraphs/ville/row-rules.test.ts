import 'reflect-metadata';
import { expect } from '@jest/globals';
import { ville } from '../../../subgraphs/ville/ville.js';
import { onBothDatabases } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';
import { callers, chatellerault, fillVille, poitiers } from './rappels.js';

onBothDatabases(ville, fillVille, (on) => {
  async function read(subgraph: TestSubgraph, caller: Caller, query: string, variables = {}) {
    const { data, errors, text } = await subgraph.ask(caller, query, variables);
    expect({ errors, text: errors.length > 0 ? text : '' }).toEqual({ errors: [], text: '' });
    return data as Record<string, never>;
  }

  const list = `query ($filtre: FiltreRappelsOrdre, $tri: TriRappelsOrdre, $first: Int, $after: String) {
    rappelsOrdre(filtre: $filtre, tri: $tri, first: $first, after: $after) {
      totalCount nodes { id dateFaits auteur { nom representantsLegaux { nom } } }
      pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  }`;

  async function listed(subgraph: TestSubgraph, caller: Caller, variables = {}) {
    const { rappelsOrdre } = (await read(subgraph, caller, list, variables)) as unknown as {
      rappelsOrdre: {
        totalCount: number;
        nodes: { id: string; dateFaits: string | null; auteur: { nom: string } | null }[];
        pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
      } | null;
    };
    return {
      ids: rappelsOrdre?.nodes.map(({ id }) => id),
      total: rappelsOrdre?.totalCount,
      dates: rappelsOrdre?.nodes.map(({ dateFaits }) => dateFaits),
      auteurs: rappelsOrdre?.nodes.map(({ auteur }) => auteur?.nom ?? null),
      page: rappelsOrdre?.pageInfo,
    };
  }

  on('leaves no drift between entities and migrations', async ({ running }) => {
    const log = await running.dataSource?.driver.createSchemaBuilder().log();
    expect(log?.upQueries.map(({ query }) => query)).toEqual([]);
  });

  on('imports the official territories, and again without harm', async (subgraph) => {
    const query =
      '{ communes(first: 100) { totalCount } epcis { nom communes { nom } } quartiers { nom communes { codeInsee } } }';
    const first = await read(subgraph, callers.police, query);
    await ville.open?.({
      env: {},
      dataSource: subgraph.running.dataSource,
      writes: null,
      outbox: null,
      warn: () => undefined,
    });
    expect(await read(subgraph, callers.police, query)).toEqual(first);
    expect(first).toMatchObject({ communes: { totalCount: 87 } });
    const { epcis, quartiers } = first as unknown as Record<string, { communes: unknown[] }[]>;
    expect(epcis?.map(({ communes }) => communes.length).sort()).toEqual([40, 47]);
    expect(quartiers?.flatMap(({ communes }) => communes)).toHaveLength(8);
  });

  on('lists and counts for a mayor the rappels of the commune only', async (subgraph) => {
    expect(await listed(subgraph, callers.poitiers)).toMatchObject({
      ids: ['r1', 'r2', 'r3', 'r4'],
      total: 4,
      auteurs: ['NOM-r1', 'NOM-r2', 'NOM-r3', 'NOM-r4'],
    });
    expect(await listed(subgraph, callers.chatellerault)).toMatchObject({
      ids: ['r5', 'r6'],
      total: 2,
    });
  });

  on('shows the parquet a person only while its opinion is awaited', async (subgraph) => {
    expect(await listed(subgraph, callers.parquet)).toMatchObject({
      total: 6,
      auteurs: ['NOM-r1', null, null, null, 'NOM-r5', null],
    });
  });

  on('names the signalement of origin only to readers of signalements', async (subgraph) => {
    const query = '{ rappelsOrdre { nodes { id signalementOrigine { id } } } }';
    const named = async (caller: Caller) => {
      const { rappelsOrdre } = (await read(subgraph, caller, query)) as unknown as {
        rappelsOrdre: { nodes: { signalementOrigine: { id: string } | null }[] };
      };
      return rappelsOrdre.nodes.flatMap(({ signalementOrigine }) => signalementOrigine?.id ?? []);
    };
    expect(await named(callers.poitiers)).toEqual([
      'signalement-r1',
      'signalement-r2',
      'signalement-r3',
    ]);
    expect(await named(callers.parquet)).toEqual(['signalement-r1', 'signalement-r5']);
    expect(await named(callers.ekidom)).toEqual([]);
    const droits = { ...callers.poitiers.droits, 'signalement:lecture': [] };
    expect(await named({ ...callers.poitiers, droits })).toEqual([]);
  });

  on('shows a bailleur the statut of what it signalled, and nothing more', async (subgraph) => {
    const { ids, total, dates, auteurs } = await listed(subgraph, callers.ekidom);
    expect({ ids, total }).toEqual({ ids: ['r1', 'r2', 'r6'], total: 3 });
    expect([...(dates ?? []), ...(auteurs ?? [])].every((value) => value === null)).toBe(true);
  });

  on('answers a caller without the scope, or unknown, with null and no error', async (subgraph) => {
    expect((await read(subgraph, callers.police, list))['rappelsOrdre']).toBeNull();
    expect((await read(subgraph, callers.anonymous, list))['rappelsOrdre']).toBeNull();
    expect(
      await read(subgraph, callers.anonymous, '{ epcis { nom } communes { totalCount } }'),
    ).toEqual({
      epcis: null,
      communes: null,
    });
  });

  on('does not tell a foreign row from a missing one', async (subgraph) => {
    const query = 'query ($id: ID!) { rappelOrdre(id: $id) { id auteur { nom } } }';
    expect(await read(subgraph, callers.poitiers, query, { id: 'r5' })).toEqual({
      rappelOrdre: null,
    });
    expect(await read(subgraph, callers.poitiers, query, { id: 'zz' })).toEqual({
      rappelOrdre: null,
    });
    expect(await read(subgraph, callers.poitiers, query, { id: 'R1' })).toEqual({
      rappelOrdre: null,
    });
    expect(await read(subgraph, callers.poitiers, query, { id: 'r1' })).toMatchObject({
      rappelOrdre: { auteur: { nom: 'NOM-r1' } },
    });
  });

  on('judges _entities row by row, in order, and keeps unknown ids as null', async (subgraph) => {
    const query = `query ($all: [_Any!]!) { _entities(representations: $all) {
      ... on RappelOrdre { id dateFaits auteur { nom } } ... on Commune { nom } } }`;
    const all = ['r5', 'r1', 'zz', 'r4'].map((id) => ({ __typename: 'RappelOrdre', id }));
    const commune = { __typename: 'Commune', codeInsee: poitiers };
    const forPoitiers = await read(subgraph, callers.poitiers, query, { all: [...all, commune] });
    expect(forPoitiers['_entities']).toEqual([
      null,
      { id: 'r1', dateFaits: '2026-03-01', auteur: { nom: 'NOM-r1' } },
      null,
      { id: 'r4', dateFaits: '2026-01-15', auteur: { nom: 'NOM-r4' } },
      { nom: 'Poitiers' },
    ]);
    const forEkidom = await read(subgraph, callers.ekidom, query, { all });
    expect(forEkidom['_entities']).toEqual([
      null,
      { id: 'r1', dateFaits: null, auteur: null },
      null,
      null,
    ]);
  });

  on('does not let a filter or an order reveal a field that is not readable', async (subgraph) => {
    // Ékidom reads neither commune nor date of its rappels: no filter on them may find any.
    for (const filtre of [
      { commune: poitiers },
      { motif: 'NUISANCE_SONORE' },
      { mineur: true },
      { periode: { debut: '2020-01-01' } },
    ]) {
      expect(await listed(subgraph, callers.ekidom, { filtre })).toMatchObject({
        ids: [],
        total: 0,
      });
    }
    const ordered = await listed(subgraph, callers.ekidom, { tri: 'DATE_FAITS_DESC' });
    expect(ordered).toMatchObject({ ids: [], total: 0 });
    expect(await listed(subgraph, callers.ekidom, { filtre: { statut: 'TENU' } })).toMatchObject({
      ids: ['r2'],
      total: 1,
    });
  });

  on('filters and orders in SQL for those who may', async (subgraph) => {
    const filtre = { periode: { debut: '2026-03-01', fin: '2026-03-02' }, commune: poitiers };
    expect(
      await listed(subgraph, callers.parquet, { filtre, tri: 'DATE_FAITS_DESC' }),
    ).toMatchObject({
      ids: ['r3', 'r2', 'r1'],
      total: 3,
    });
    expect(await listed(subgraph, callers.parquet, { filtre: { mineur: true } })).toMatchObject({
      ids: ['r1'],
    });
  });

  on('pages by cursor through ties and nulls without a gap or a double', async (subgraph) => {
    for (const tri of ['ID', 'DATE_FAITS_DESC', 'DATE_FAITS_ASC', 'DATE_CONVOCATION_DESC']) {
      const whole = await listed(subgraph, callers.parquet, { tri });
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { ids, page, total } = await listed(subgraph, callers.parquet, {
          tri,
          first: 1,
          after,
        });
        expect({ total, back: page?.hasPreviousPage }).toEqual({ total: 6, back: after !== null });
        seen.push(...(ids ?? []));
        after = page?.hasNextPage ? page.endCursor : null;
      } while (after !== null);
      expect({ tri, seen }).toEqual({ tri, seen: whole.ids });
      expect(seen).toHaveLength(6);
    }
  });

  on('shows a cursor forged around a foreign row nothing of that row', async (subgraph) => {
    const forged = Buffer.from(JSON.stringify([1, 'ID', 'r0', 'r0'])).toString('base64url');
    expect(await listed(subgraph, callers.chatellerault, { after: forged })).toMatchObject({
      ids: ['r5', 'r6'],
    });
  });

  on('keeps the reunions of an instance to its members', async (subgraph) => {
    const query =
      '{ instances { nodes { id type presidence { id } membres { id } reunions { date objet } } } }';
    const seen = async (caller: Caller) =>
      ((await read(subgraph, caller, query)) as unknown as { instances: { nodes: unknown[] } })
        .instances.nodes;
    const closed = { presidence: null, membres: null, reunions: null };
    expect(await seen(callers.police)).toEqual([
      { id: 'i1', type: 'GROUPE_TRAVAIL', ...closed },
      { id: 'i2', type: 'CISPD', ...closed },
    ]);
    expect(await seen(callers.ekidom)).toEqual([
      {
        id: 'i1',
        type: 'GROUPE_TRAVAIL',
        presidence: { id: 'ville-poitiers' },
        membres: [{ id: 'ekidom' }, { id: 'ville-poitiers' }],
        reunions: [
          { date: '2026-05-01', objet: 'BILAN' },
          { date: '2026-06-01', objet: 'PLAN_D_ACTIONS' },
        ],
      },
      { id: 'i2', type: 'CISPD', ...closed },
    ]);
  });

  on('lists the rappels of several communes, each its own page', async (subgraph) => {
    const query = `query ($all: [_Any!]!) { _entities(representations: $all) {
      ... on Commune { codeInsee rappelsOrdre(first: 2, tri: DATE_FAITS_DESC) {
        totalCount nodes { id } pageInfo { hasNextPage } } } } }`;
    const all = [poitiers, '86041', chatellerault].map((codeInsee) => ({
      __typename: 'Commune',
      codeInsee,
    }));
    expect((await read(subgraph, callers.parquet, query, { all }))['_entities']).toEqual([
      {
        codeInsee: poitiers,
        rappelsOrdre: {
          totalCount: 4,
          nodes: [{ id: 'r3' }, { id: 'r2' }],
          pageInfo: { hasNextPage: true },
        },
      },
      {
        codeInsee: '86041',
        rappelsOrdre: { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false } },
      },
      {
        codeInsee: chatellerault,
        rappelsOrdre: {
          totalCount: 2,
          nodes: [{ id: 'r5' }, { id: 'r6' }],
          pageInfo: { hasNextPage: false },
        },
      },
    ]);
    // To a bailleur the list of a commune would say where its rappels are: it stays closed.
    const forEkidom = await read(subgraph, callers.ekidom, query, { all });
    expect(forEkidom['_entities']).toEqual(
      all.map(({ codeInsee }) => ({ codeInsee, rappelsOrdre: null })),
    );
  });

  on('asks the database as often for three rows as for one', async (subgraph) => {
    const query = `query ($all: [_Any!]!) { _entities(representations: $all) {
      ... on Commune { nom epci { nom } rappelsOrdre { totalCount nodes { auteur { nom } commune { nom } } } }
      ... on Instance { reunions { objet } membres { id } }
      ... on RappelOrdre { auteur { nom } } } }`;
    const some = [
      { __typename: 'Commune', codeInsee: poitiers },
      { __typename: 'Instance', id: 'i2' },
      { __typename: 'RappelOrdre', id: 'r1' },
    ];
    const more = [
      { __typename: 'Commune', codeInsee: chatellerault },
      { __typename: 'Commune', codeInsee: '86041' },
      { __typename: 'Instance', id: 'i1' },
      { __typename: 'RappelOrdre', id: 'r2' },
      { __typename: 'RappelOrdre', id: 'r5' },
    ];
    const count = async (all: unknown[]) =>
      (await subgraph.statements(() => read(subgraph, callers.parquet, query, { all }))).length;
    const [few, many] = [await count(some), await count([...some, ...more])];
    expect(few).toBeGreaterThan(0);
    expect(many).toBe(few);
  });

  on('counts without reading rows when only the count is asked', async (subgraph) => {
    const statements = await subgraph.statements(() =>
      read(subgraph, callers.parquet, '{ rappelsOrdre { totalCount } }'),
    );
    expect(statements).toHaveLength(1);
  });
});

import { expect } from '@jest/globals';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';
import { retentionTests } from './retention-tests.js';
import { engagementTests } from './engagement-tests.js';
import { byCaller, callers, fillStock } from './stock.js';

const query = `query ($all: [_Any!]!) {
  signalements { totalCount nodes { id statut suites { id } destinataires { id } incidents { id } } }
  _entities(representations: $all) { ... on Signalement { id suites { nature } } }
}`;
const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({
  __typename: 'Signalement',
  id: `s-${id}`,
}));

interface Seen {
  readonly id: string;
  readonly suites: readonly { id: string }[];
  readonly destinataires: readonly { id: string }[];
  readonly incidents: readonly { id: string }[] | null;
}

async function seen(subgraph: TestSubgraph, caller: Caller): Promise<readonly Seen[]> {
  const data = await dataOf(subgraph, caller, query, { all });
  const list = data['signalements'] as { totalCount: number; nodes: Seen[] } | null;
  const entities = data['_entities'] as (Seen | null)[];
  const nodes = [...(list?.nodes ?? [])].sort((a, b) => a.id.localeCompare(b.id));
  expect(list?.totalCount ?? 0).toBe(nodes.length);
  expect(entities.flatMap((entity) => entity?.id ?? [])).toEqual(nodes.map(({ id }) => id));
  return nodes;
}

const letters = (rows: readonly { id: string }[]) => rows.map(({ id }) => id.slice(-1)).join('');

onBothDatabases(bailleurs, fillStock, (on) => {
  on('shows a signalement to its bailleur, its place and its addressees', async (subgraph) => {
    expect(await byCaller(async (caller) => letters(await seen(subgraph, caller)))).toEqual({
      ekidom: 'adf', // its draft too
      poitiers: 'abc', // c is in Buxerolles, but addressed to the city
      grandPoitiers: 'a', // addressed: the territory of an EPCI opens none
      police: 'abe', // not the draft that will be addressed to it
      gendarmerie: 'd',
      parquet: 'b',
      prefecture: 'c',
      stranger: '',
    });
  });

  on(
    'shows the suites and addressees of each, and of the incidents what is readable',
    async (subgraph) => {
      const [c] = (await seen(subgraph, callers.poitiers)).filter(({ id }) => id === 's-c');
      expect(c).toEqual({
        id: 's-c',
        statut: 'EN_TRAITEMENT',
        suites: [{ id: 'suite-c' }],
        destinataires: [{ id: 'prefecture-86' }, { id: 'ville-poitiers' }],
        // The signalement reached the city, the facts are another mayor's.
        incidents: [],
      });
      const [b] = await seen(subgraph, callers.parquet);
      expect(b).toMatchObject({ suites: [{ id: 'suite-b' }], incidents: [{ id: 'i-b' }] });
    },
  );

  on('lets no filter find a signalement of others', async (subgraph) => {
    const filtered = 'query ($f: FiltreSignalements) { signalements(filtre: $f) { totalCount } }';
    const count = (caller: Caller, f: object) =>
      dataOf(subgraph, caller, filtered, { f }).then(({ signalements }) => signalements);
    expect(await count(callers.ekidom, { bailleur: 'sem-hpc' })).toEqual({ totalCount: 0 });
    expect(await count(callers.police, { statut: 'BROUILLON' })).toEqual({ totalCount: 0 });
    expect(await count(callers.ekidom, { statut: 'BROUILLON' })).toEqual({ totalCount: 1 });
    expect(await count(callers.poitiers, { commune: '86066' })).toEqual({ totalCount: 0 });
  });

  on('asks as few statements for five signalements as for one', async (subgraph) => {
    const statements = (representations: readonly object[]) =>
      subgraph.statements(() =>
        dataOf(
          subgraph,
          callers.police,
          `query ($all: [_Any!]!) { _entities(representations: $all) { ... on Signalement {
            commune { codeInsee } suites { auteur { id } } destinataires { id } incidents { residence { nom } } } } }`,
          { all: representations },
        ),
      );
    const few = await statements(all.slice(0, 1));
    const many = await statements(all);
    expect(few.length).toBeGreaterThan(0);
    // MariaDB's answers can arrive in an order that splits a batch in two.
    expect(many.length).toBeLessThan(few.length + 4);
    // The rows themselves: one batch for the type.
    expect(many.filter((text) => /ligne.\..dateTransmission. AS/.test(text))).toHaveLength(1);
  });

  engagementTests(on);
  retentionTests(on);
});

import { expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { AvisRappelOrdre } from '../../../subgraphs/justice/avis-rappel/avis-rappel-ordre.js';
import { justice } from '../../../subgraphs/justice/justice.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller } from '../../harness/subgraph.js';

const avisRappel = 'justice:avis-rappel';
const callers = {
  parquet: {
    signataire: 'parquet-poitiers',
    territoire: { departement: '86' },
    droits: { [avisRappel]: ['departement'] },
  },
  poitiers: {
    signataire: 'ville-poitiers',
    territoire: { commune: '86194' },
    droits: { [avisRappel]: ['commune'] },
  },
  chatellerault: {
    signataire: 'ville-chatellerault',
    territoire: { commune: '86066' },
    droits: { [avisRappel]: ['commune'] },
  },
  // A parquet of elsewhere, and a grant whose perimeter says nothing here.
  elsewhere: {
    signataire: 'parquet-ailleurs',
    territoire: { departement: '79' },
    droits: { [avisRappel]: ['departement'] },
  },
  ekidom: {
    signataire: 'ekidom',
    territoire: { patrimoine: 'ekidom' },
    droits: { [avisRappel]: ['patrimoine'] },
  },
  stranger: { signataire: 'sans-droit' },
} satisfies Record<string, Caller>;

async function fill(dataSource: DataSource): Promise<void> {
  const avis = (id: string, rappelOrdreId: string, communeCode: string) => ({
    id,
    rappelOrdreId,
    communeCode,
    avis: 'FAVORABLE' as const,
    date: '2026-05-09',
  });
  await dataSource
    .getRepository(AvisRappelOrdre)
    .insert([
      avis('v1', 'rappel-1', '86194'),
      avis('v2', 'rappel-1', '86194'),
      avis('v3', 'rappel-2', '86066'),
    ]);
}

const all = [
  ...['v1', 'v2', 'v3', 'inconnu'].map((id) => ({ __typename: 'AvisRappelOrdre', id })),
  ...['rappel-1', 'rappel-2', 'inconnu'].map((id) => ({ __typename: 'RappelOrdre', id })),
];
const query = `query ($all: [_Any!]!) { _entities(representations: $all) {
  ... on AvisRappelOrdre { id sens: avis date } ... on RappelOrdre { avis { id } } } }`;

onBothDatabases(justice, fill, (on) => {
  on('shows an opinion to the parquet and to the mayor of the commune alone', async (subgraph) => {
    const seen: Record<string, string> = {};
    for (const [name, caller] of Object.entries(callers)) {
      const { _entities } = (await dataOf(subgraph, caller, query, { all })) as {
        _entities: ({ id: string } | { avis: { id: string }[] | null } | null)[];
      };
      const direct = _entities.slice(0, 4).flatMap((row) => (row && 'id' in row ? row.id : []));
      const through = _entities
        .slice(4)
        .flatMap((row) => (row && !('id' in row) ? (row.avis ?? []) : []))
        .map(({ id }) => id);
      expect(through).toEqual(direct);
      seen[name] = direct.join(' ');
    }
    expect(seen).toEqual({
      parquet: 'v1 v2 v3',
      poitiers: 'v1 v2',
      chatellerault: 'v3',
      elsewhere: '',
      ekidom: '',
      stranger: '',
    });
  });

  on('answers for a foreign rappel as for one that does not exist', async (subgraph) => {
    const { _entities } = await dataOf(subgraph, callers.chatellerault, query, {
      all: all.slice(4),
    });
    expect(_entities).toEqual([{ avis: [] }, { avis: [{ id: 'v3' }] }, { avis: [] }]);
    const none = await dataOf(subgraph, callers.stranger, query, { all: all.slice(4) });
    expect(none['_entities']).toEqual([{ avis: null }, { avis: null }, { avis: null }]);
  });

  on('loads them in one batch for each way in', async (subgraph) => {
    const statements = (representations: readonly object[]) =>
      subgraph.statements(() => dataOf(subgraph, callers.parquet, query, { all: representations }));
    expect(await statements(all)).toHaveLength(2);
    expect(await statements(all.slice(0, 1))).toHaveLength(1);
  });
});

import { expect } from '@jest/globals';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import {
  FamilleIncident,
  TypeIncident,
  typesOf,
} from '../../../subgraphs/bailleurs/incident/type-incident.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';
import { byCaller, callers, fillStock, places } from './stock.js';

const letters = (rows: readonly ({ id: string } | null)[]) =>
  rows.flatMap((row) => row?.id.slice(-1) ?? []).join('');

function references(__typename: string, start: string): object[] {
  return Object.keys(places).map((id) => ({ __typename, id: `${start}-${id}` }));
}

async function entities(
  subgraph: TestSubgraph,
  caller: Caller,
  selection: string,
  all: readonly object[],
): Promise<readonly unknown[]> {
  const query = `query ($all: [_Any!]!) { _entities(representations: $all) { ${selection} } }`;
  return (await dataOf(subgraph, caller, query, { all }))['_entities'] as unknown[];
}

onBothDatabases(bailleurs, fillStock, (on) => {
  on('shows the halls of its perimeter, and of the quartier to a bailleur', async (subgraph) => {
    const halls = async (caller: Caller) => {
      const direct = await entities(
        subgraph,
        caller,
        '... on Entree { id niveauVigilance dateEvaluation }',
        references('Entree', 'h'),
      );
      const through = (await entities(
        subgraph,
        caller,
        '... on Residence { entrees { id } }',
        references('Residence', 'r'),
      )) as { entrees: { id: string }[] | null }[];
      const found = letters(direct as { id: string }[]);
      expect(letters(through.flatMap(({ entrees }) => entrees ?? []))).toBe(found);
      return found;
    };
    expect(await byCaller(halls)).toEqual({
      ekidom: 'abcd',
      poitiers: 'ab',
      grandPoitiers: 'abcd',
      police: 'abe',
      gendarmerie: 'd',
      parquet: '',
      prefecture: '',
      stranger: '',
    });
  });

  on(
    'shows where a dwelling is and whether it is let to its own bailleur alone',
    async (subgraph) => {
      const dwellings = async (caller: Caller) => {
        const rows = (await entities(
          subgraph,
          caller,
          '... on Logement { id nbPieces etage escalier porte occupation }',
          references('Logement', 'l'),
        )) as ({ id: string; nbPieces: number } & Record<string, unknown>)[];
        // What the public directory has is everybody's.
        expect(rows.map(({ nbPieces }) => nbPieces)).toEqual([3, 3, 3, 3, 3]);
        return rows.flatMap(({ etage, escalier, porte, occupation }) =>
          [etage, escalier, porte, occupation].some((value) => value !== null)
            ? [[etage, escalier, porte, occupation].join(' ')]
            : [],
        );
      };
      expect(await byCaller(dwellings)).toEqual({
        ekidom: ['2 ESC-a PORTE-a LOUE', '2 ESC-d PORTE-d LOUE'],
        poitiers: [],
        grandPoitiers: [],
        police: [],
        gendarmerie: [],
        parquet: [],
        prefecture: [],
        stranger: [],
      });
    },
  );

  on(
    'lists the dwellings of a bailleur to all, those let or vacant to itself',
    async (subgraph) => {
      const listed = (filtre: string) => async (caller: Caller) => {
        const query = `{ logements(filtre: { ${filtre} }, first: 100) { totalCount nodes { id } } }`;
        const page = (await dataOf(subgraph, caller, query))['logements'] as {
          totalCount: number;
          nodes: { id: string }[];
        };
        expect(page.totalCount).toBe(page.nodes.length);
        return letters(page.nodes);
      };
      const alike = (rows: string) =>
        Object.fromEntries(Object.keys(callers).map((name) => [name, rows]));
      expect(await byCaller(listed('bailleur: "ekidom"'))).toEqual(alike('ad'));
      expect(await byCaller(listed('occupation: LOUE'))).toEqual({ ...alike(''), ekidom: 'ad' });
      expect(await byCaller(listed('occupation: VACANT'))).toEqual(alike(''));
    },
  );

  on('lists the incidents of a family of facts, and those of the others not', async (subgraph) => {
    const count = async (filtre: string) => {
      const query = `{ incidents(filtre: { ${filtre} }) { totalCount } }`;
      return (await dataOf(subgraph, callers.ekidom, query))['incidents'] as object;
    };
    const all = await count('');
    expect(all).not.toEqual({ totalCount: 0 });
    expect(await count('famille: ATTEINTE_PERSONNE')).toEqual(all);
    for (const other of ['ATTEINTE_BIEN', 'TROUBLE_TRANQUILLITE', 'TRAFIC_DELINQUANCE']) {
      expect(await count(`famille: ${other}`)).toEqual({ totalCount: 0 });
    }
    const families = Object.keys(FamilleIncident) as FamilleIncident[];
    expect(families.flatMap(typesOf).toSorted()).toEqual(Object.keys(TypeIncident).toSorted());
  });

  on('counts and lists the incidents of a commune for each reader', async (subgraph) => {
    const communes = ['86194', '86041', '86214', '86066'].map((codeInsee) => ({
      __typename: 'Commune',
      codeInsee,
    }));
    const selection = `... on Commune { residences { totalCount nodes { id } }
      incidents { totalCount nodes { id } } }`;
    interface Page {
      readonly totalCount: number;
      readonly nodes: { id: string }[];
    }
    const seen = async (caller: Caller) => {
      const rows = (await entities(subgraph, caller, selection, communes)) as {
        residences: Page;
        incidents: Page | null;
      }[];
      // The stock is public to every signatory.
      expect(rows.map(({ residences }) => letters(residences.nodes))).toEqual([
        'ab',
        'c',
        'd',
        'e',
      ]);
      return rows
        .map(({ incidents }) => {
          expect(incidents?.totalCount ?? 0).toBe(incidents?.nodes.length ?? 0);
          return incidents ? letters(incidents.nodes) : '-';
        })
        .join('|');
    };
    expect(await byCaller(seen)).toEqual({
      // That an incident of another is in this commune is more than its summary.
      ekidom: 'a||d|',
      poitiers: 'ba|||',
      grandPoitiers: 'ba|c|d|',
      police: 'ba|||e',
      gendarmerie: '||d|',
      parquet: 'b|||',
      prefecture: 'ba|c|d|e',
      stranger: '-|-|-|-',
    });
  });

  on(
    'shows the kind of victim to the readers of the incident, the name to fewer',
    async (subgraph) => {
      const victims = async (caller: Caller) => {
        const query = '{ incidents { nodes { id victime { qualite itt identite } } } }';
        const { incidents } = (await dataOf(subgraph, caller, query)) as {
          incidents: {
            nodes: { id: string; victime: { qualite: string; identite: string | null } | null }[];
          } | null;
        };
        const rows = incidents?.nodes.filter(({ victime }) => victime !== null) ?? [];
        const named = rows.flatMap(({ victime }) => victime?.identite ?? []);
        return [letters(rows), letters(named.map((id) => ({ id })))].join(' ');
      };
      expect(await byCaller(victims)).toEqual({
        ekidom: 'da da', // of b and c, its neighbours', not even that there is one
        poitiers: 'ba ',
        grandPoitiers: 'dcba ',
        police: 'eba eba',
        gendarmerie: 'd d',
        parquet: 'b b',
        prefecture: 'edcba ',
        stranger: ' ',
      });
    },
  );

  on(
    'asks as few statements for five places as for one, one batch for each type',
    async (subgraph) => {
      const selection = `... on Entree { niveauVigilance }
      ... on Logement { porte residence { nom } }
      ... on Incident { victime { identite } entree { id } residence { commune { codeInsee } } }
      ... on Commune { incidents { totalCount nodes { id dateFaits } } residences { nodes { nom } } }`;
      const at = (ids: readonly string[], communes: readonly string[]) => [
        ...ids.flatMap((id) => [
          { __typename: 'Entree', id: `h-${id}` },
          { __typename: 'Logement', id: `l-${id}` },
          { __typename: 'Incident', id: `i-${id}` },
        ]),
        ...communes.map((codeInsee) => ({ __typename: 'Commune', codeInsee })),
      ];
      const statements = (all: readonly object[]) =>
        subgraph.statements(() => entities(subgraph, callers.police, selection, all));
      const few = await statements(at(['a'], ['86194']));
      const many = await statements(at(['a', 'b', 'c', 'd', 'e'], ['86194', '86041', '86066']));
      expect(few.length).toBeGreaterThan(4);
      // MariaDB's answers can arrive in an order that splits a batch in two; one statement for each
      // of five rows would be four more for each relation.
      expect(many.length).toBeLessThan(few.length + 4);
      expect(many.filter((text) => /ligne.\..escalier. AS/.test(text))).toHaveLength(1);
      expect(many.filter((text) => /ligne.\..niveauVigilance. AS/.test(text)).length).toBeLessThan(
        3,
      );
    },
  );
});

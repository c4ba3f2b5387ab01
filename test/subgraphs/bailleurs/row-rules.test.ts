import 'reflect-metadata';
import { expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { Perimetre } from '../../../schema/contract/territoire.js';
import { isSqlite } from '../../../subgraphs/kit/is-sqlite.js';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { Incident } from '../../../subgraphs/bailleurs/incident/incident.js';
import { Plainte } from '../../../subgraphs/bailleurs/plainte/plainte.js';
import { Residence } from '../../../subgraphs/bailleurs/residence/residence.js';
import { onBothDatabases } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';

const poitiers = '86194';
const buxerolles = '86041';
const couronneries = 'QN08605M';

function rights(perimetre: Perimetre, ...scopes: string[]): Record<string, readonly Perimetre[]> {
  return Object.fromEntries(scopes.map((scope) => [scope, [perimetre]]));
}

const lecture = ['incident:resume', 'incident:lecture'];
const callers = {
  ekidom: {
    signataire: 'ekidom',
    territoire: { patrimoine: 'ekidom' },
    droits: {
      ...rights('patrimoine', 'incident:lecture', 'incident:auteur'),
      'incident:resume': ['patrimoine', 'quartier'],
      'plainte:lecture': ['plaignant'],
    },
  },
  poitiers: {
    signataire: 'ville-poitiers',
    territoire: { commune: poitiers },
    droits: rights('commune', ...lecture),
  },
  grandPoitiers: {
    signataire: 'grand-poitiers',
    territoire: { epci: '200069854' },
    droits: rights('epci', ...lecture),
  },
  police: {
    signataire: 'police-nationale-86',
    territoire: { zone: 'police' },
    droits: rights('zone', ...lecture, 'incident:auteur'),
  },
  gendarmerie: {
    signataire: 'gendarmerie-86',
    territoire: { zone: 'gendarmerie' },
    droits: rights('zone', ...lecture),
  },
  parquet: {
    signataire: 'parquet-poitiers',
    territoire: { departement: '86' },
    droits: {
      ...rights('destinataire', ...lecture, 'incident:auteur'),
      'plainte:lecture': ['departement'],
    },
  },
  prefecture: {
    signataire: 'prefecture-86',
    territoire: { departement: '86' },
    droits: rights('departement', ...lecture),
  },
  stranger: { signataire: 'sans-droit' },
} satisfies Record<string, Caller>;

/** a, b: Ékidom and SEM HPC in Poitiers; c: SEM HPC in Buxerolles; all three in one quartier. d: none. */
const places = {
  a: ['ekidom', poitiers, couronneries],
  b: ['sem-hpc', poitiers, couronneries],
  c: ['sem-hpc', buxerolles, couronneries],
  d: ['sem-hpc', poitiers, null],
} as const;

async function fill(dataSource: DataSource): Promise<void> {
  for (const [id, [bailleurId, communeCode, quartierCode]] of Object.entries(places)) {
    const place = { bailleurId, communeCode, quartierCode };
    await dataSource.getRepository(Residence).insert({
      id: `r-${id}`,
      nom: id,
      nbLogements: 10,
      typeConstruction: 'COLLECTIF',
      ...place,
    });
    await dataSource.getRepository(Incident).insert({
      id,
      residenceId: `r-${id}`,
      ...place,
      type: 'T_HALL',
      gravite: 2,
      moisFaits: '2026-05',
      dateFaits: '2026-05-02',
      lieuType: 'HALL',
      recurrence: false,
      auteurConnu: true,
      auteurIdentite: `AUTEUR-${id}`,
      victimeQualite: 'SALARIE',
    });
  }
  await dataSource.getRepository(Plainte).insert({
    id: 'p-b',
    incidentId: 'b',
    plaignantId: 'sem-hpc',
    serviceId: 'police-nationale-86',
    parquetId: 'parquet-poitiers',
    dateDepot: '2026-05-03',
    recepisse: true,
    qualificationCodes: ['degradation'],
    statut: 'DEPOSEE',
    procedureId: null,
  });
}

onBothDatabases(bailleurs, fill, (on) => {
  const list = `query ($filtre: FiltreIncidents, $all: [_Any!]!) {
    incidents(filtre: $filtre) { totalCount nodes { id dateFaits auteurPresume { identite } plaintes { id } } }
    _entities(representations: $all) { ... on Incident { id } } }`;
  const all = Object.keys(places).map((id) => ({ __typename: 'Incident', id }));

  interface Seen {
    readonly id: string;
    readonly dateFaits: string | null;
    readonly auteurPresume: { identite: string } | null;
    readonly plaintes: { id: string }[] | null;
  }

  async function seen(subgraph: TestSubgraph, caller: Caller, filtre: object | null = null) {
    const { data, errors } = await subgraph.ask(caller, list, { filtre, all });
    expect(errors).toEqual([]);
    const incidents = data?.['incidents'] as { totalCount: number; nodes: Seen[] } | null;
    // All of one month: the list goes by id, from the last.
    const nodes = (incidents?.nodes ?? []).toReversed();
    if (incidents) expect(incidents.totalCount).toBe(nodes.length);
    const entities = (data?.['_entities'] as ({ id: string } | null)[]).flatMap((e) => e?.id ?? []);
    if (!filtre) expect(entities).toEqual(nodes.map(({ id }) => id));
    return nodes;
  }

  const ids = (nodes: readonly Seen[]) => nodes.map(({ id }) => id).join('');

  on('leaves no drift between entities and migrations', async ({ running }) => {
    const log = await running.dataSource?.driver.createSchemaBuilder().log();
    expect(log?.upQueries.map(({ query }) => query)).toEqual([]);
  });

  on('lists, counts and resolves for each caller the rows of its perimeter', async (subgraph) => {
    const rowsOf: Partial<Record<keyof typeof callers, string>> = {};
    for (const [name, caller] of Object.entries(callers)) {
      rowsOf[name as keyof typeof callers] = ids(await seen(subgraph, caller));
    }
    expect(rowsOf).toEqual({
      ekidom: 'abc',
      poitiers: 'abd',
      grandPoitiers: 'abcd',
      police: 'abd', // the force of Buxerolles is not established
      gendarmerie: '',
      parquet: 'b',
      prefecture: 'abcd',
      stranger: '',
    });
  });

  on('shows another bailleur of the quartier the summary alone', async (subgraph) => {
    const nodes = await seen(subgraph, callers.ekidom);
    expect(nodes.map(({ dateFaits }) => dateFaits)).toEqual(['2026-05-02', null, null]);
    expect(nodes.map(({ auteurPresume }) => auteurPresume?.identite ?? null)).toEqual([
      'AUTEUR-a',
      null,
      null,
    ]);
    // Ékidom must not learn of SEM HPC's complaint.
    expect(nodes.flatMap(({ plaintes }) => plaintes ?? [])).toEqual([]);
  });

  on(
    'never widens rows by a filter on a quartier, nor on what is not readable',
    async (subgraph) => {
      expect(ids(await seen(subgraph, callers.poitiers, { quartier: couronneries }))).toBe('ab');
      expect(ids(await seen(subgraph, callers.ekidom, { bailleur: 'sem-hpc' }))).toBe('');
      expect(ids(await seen(subgraph, callers.ekidom, { auteurConnu: true }))).toBe('a');
      expect(ids(await seen(subgraph, callers.prefecture, { auteurConnu: true }))).toBe('');
    },
  );

  on('asks as few statements for four incidents as for one', async (subgraph) => {
    const prefecture = async (filtre: object) =>
      (
        await subgraph.statements(() =>
          subgraph.ask(
            callers.prefecture,
            'query ($f: FiltreIncidents) { incidents(filtre: $f) { nodes { residence { commune { codeInsee } } plaintes { id } } } }',
            { f: filtre },
          ),
        )
      ).length;
    expect(await prefecture({})).toBe(await prefecture({ residence: 'r-a' }));
  });

  on('lists no signalement but the addressee’s to count its incidents', async (subgraph) => {
    const [counting = ''] = await subgraph.statements(() =>
      subgraph.ask(callers.parquet, '{ incidents { totalCount } }'),
    );
    expect(counting).toMatch(/ IN \(SELECT (?:(?!SELECT).)* FROM [`"]signalement_destinataire[`"]/);
    expect(counting).not.toMatch(/ IN \(SELECT (?:(?!SELECT).)* FROM [`"]signalement[`"]/);
  });

  on('makes on a server one list of all that opens an incident', async (subgraph) => {
    const { dataSource } = subgraph.running;
    if (!dataSource || isSqlite(dataSource.options)) return;
    const [counting] = await subgraph.statements(() =>
      subgraph.ask(callers.parquet, '{ incidents { totalCount } }'),
    );
    // Of two lists, one of which must hold, it looks at every incident.
    expect(counting).toMatch(/`id` IN \(SELECT `\w+`\.cle FROM \(SELECT .* UNION ALL SELECT /s);
    expect(counting).not.toMatch(/\bOR `?ligne`?\.`?id/);
  });
});

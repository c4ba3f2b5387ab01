import 'reflect-metadata';
import { expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { TestSubgraph } from '../../harness/subgraph.js';
import { callers, fillStock } from './stock.js';

const value = 'VALEUR-HORS-NOMENCLATURE';

/** Writes as a partner's own software does, past every check of ours. */
function spoil({ running }: TestSubgraph, statement: string, ...parameters: unknown[]) {
  return (running.dataSource as DataSource).query(statement, parameters);
}

onBothDatabases(bailleurs, fillStock, (on) => {
  const list = '{ incidents { totalCount nodes { id type lieuType } pageInfo { endCursor } } }';

  on('makes a field null whose stored code is none, and answers the others', async (subgraph) => {
    await spoil(subgraph, "UPDATE incident SET lieuType = 'AILLEURS-XYZ' WHERE id = 'i-a'");
    const { incidents } = (await dataOf(subgraph, callers.police, list)) as {
      incidents: { nodes: { id: string; lieuType: string | null }[] };
    };
    const seen = Object.fromEntries(incidents.nodes.map(({ id, lieuType }) => [id, lieuType]));
    expect(seen).toEqual({ 'i-a': null, 'i-b': 'HALL', 'i-e': 'HALL' });
    await spoil(subgraph, "UPDATE incident SET lieuType = 'HALL' WHERE id = 'i-a'");
  });

  on('leaves out a row that cannot be shown, and turns the page behind it', async (subgraph) => {
    await spoil(subgraph, "UPDATE incident SET type = 'INCONNU' WHERE id = 'i-b'");
    const paged = `query ($after: String) { incidents(first: 1, after: $after) {
      nodes { id } pageInfo { hasNextPage endCursor } } }`;
    const seen: string[] = [];
    let after: string | null = null;
    for (let turn = 0; turn < 5; turn += 1) {
      const { incidents } = (await dataOf(subgraph, callers.police, paged, { after })) as {
        incidents: {
          nodes: { id: string }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      };
      seen.push(...incidents.nodes.map(({ id }) => id));
      if (!incidents.pageInfo.hasNextPage) break;
      after = incidents.pageInfo.endCursor;
    }
    expect(seen).toEqual(['i-e', 'i-a']);
    expect(await dataOf(subgraph, callers.police, '{ incident(id: "i-b") { id } }')).toEqual({
      incident: null,
    });
    await spoil(subgraph, "UPDATE incident SET type = 'P_SAL_PHYS' WHERE id = 'i-b'");
  });

  on('answers a victim of an unknown kind as none, the incident as it is', async (subgraph) => {
    await spoil(subgraph, "UPDATE incident SET victimeQualite = 'XYZ' WHERE id = 'i-a'");
    const { data, text } = await subgraph.ask(
      callers.police,
      '{ incidents { nodes { id victime { qualite } } } }',
    );
    const { nodes } = data?.['incidents'] as { nodes: { id: string; victime: object | null }[] };
    expect(nodes.map(({ id, victime }) => [id, victime !== null])).toEqual([
      ['i-e', true],
      ['i-b', true],
      ['i-a', false],
    ]);
    expect(text).not.toContain('XYZ');
    await spoil(subgraph, "UPDATE incident SET victimeQualite = 'SALARIE' WHERE id = 'i-a'");
  });

  on('makes null what broken JSON would have said, and nothing else', async (subgraph) => {
    await spoil(subgraph, 'UPDATE plainte SET qualificationCodes = NULL').catch(() => undefined);
    const broken = `{"${value}`;
    const isSqlite = subgraph.running.dataSource?.options.type === 'better-sqlite3';
    // MariaDB checks its json columns: where that check is gone, so is what it promised.
    if (!isSqlite) {
      await spoil(subgraph, 'ALTER TABLE plainte MODIFY qualificationCodes longtext NOT NULL');
    }
    await spoil(subgraph, `UPDATE plainte SET qualificationCodes = '${broken}'`);
    const { data, text } = await subgraph.ask(
      callers.parquet,
      '{ plaintes { nodes { id statut qualifications { nature } } } }',
    );
    expect(data).toEqual({
      plaintes: { nodes: [{ id: 'p-b', statut: 'DEPOSEE', qualifications: null }] },
    });
    expect(text).not.toContain(value);
    expect(await dataOf(subgraph, callers.parquet, '{ plaintes { nodes { id } } }')).toEqual({
      plaintes: { nodes: [{ id: 'p-b' }] },
    });
    // Who may not read the complaint is told nothing of its state.
    expect(
      await dataOf(
        subgraph,
        callers.ekidom,
        '{ plainte(id: "p-b") { qualifications { nature } } }',
      ),
    ).toEqual({ plainte: null });
  });

  on('stores a residence of a commune outside the two EPCI, and shows it', async (subgraph) => {
    await spoil(
      subgraph,
      `INSERT INTO residence (id, bailleurId, nom, communeCode, nbLogements, typeConstruction)
       VALUES ('r-tours', 'ekidom', 'Sanitas', '37261', 12, 'COLLECTIF')`,
    );
    const query = '{ residence(id: "r-tours") { nom consignesAcces commune { codeInsee } } }';
    expect(await dataOf(subgraph, callers.ekidom, query)).toEqual({
      residence: { nom: 'Sanitas', consignesAcces: null, commune: null },
    });
  });
});

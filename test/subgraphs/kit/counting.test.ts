import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Entity, PrimaryColumn, VirtualColumn } from 'typeorm';
import { openDataSource } from '../../../subgraphs/kit/data-source.js';
import { Portee } from '../../../subgraphs/kit/portee.js';
import { column, rowRules } from '../../../subgraphs/kit/row-rules.js';
import { table } from '../../../subgraphs/kit/subgraph.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import { archives, fillArchives } from './dossiers.js';

onBothDatabases(archives, fillArchives, (on) => {
  const ekidom = {
    signataire: 'ekidom',
    territoire: { patrimoine: 'ekidom', commune: 'B' },
    droits: { 'dossier:lecture': ['patrimoine', 'commune'] },
  } as const;

  on('counts in one statement, of the rows that were read', async (subgraph) => {
    let data: unknown;
    const statements = await subgraph.statements(async () => {
      data = await dataOf(
        subgraph,
        ekidom,
        '{ dossiers { nodes { id partages } } quelques(ids: ["d1", "d3"]) { id partages } }',
      );
    });
    expect(data).toEqual({
      dossiers: {
        nodes: [
          { id: 'd1', partages: 1 },
          { id: 'd2', partages: 0 },
          { id: 'd4', partages: 2 },
        ],
      },
      quelques: [{ id: 'd1', partages: 1 }],
    });
    const counting = statements.filter((text) => text.includes('SELECT COUNT(*) FROM acces'));
    expect(counting.length).toBeLessThanOrEqual(2);
  });

  on('counts nothing where no field asks, and nothing of rows of others', async (subgraph) => {
    for (const query of [
      '{ dossiers { nodes { id note } } }',
      '{ quelques(ids: ["d3"]) { id partages } }',
    ]) {
      const statements = await subgraph.statements(() => dataOf(subgraph, ekidom, query));
      expect(statements.filter((text) => text.includes('COUNT(*) FROM acces'))).toEqual([]);
    }
  });
});

it('refuses a column that is computed where a row is looked for', async () => {
  @Entity('dossier')
  @ObjectType()
  @Directive('@key(fields: "id")')
  @Portee('dossier:lecture')
  class Compte {
    @PrimaryColumn({ type: 'varchar', length: 36 })
    @Field(() => ID)
    id!: string;

    @VirtualColumn({ type: 'int', query: (row) => `SELECT COUNT(*) FROM x WHERE x.id = ${row}.id` })
    @Field(() => Int)
    nombre!: number;
  }
  const rules = rowRules(Compte, { auteur: column('id', ({ signataire }) => signataire) });
  const tables = { entities: [table(Compte, { key: 'id', rules })], migrations: [] };
  await expect(openDataSource('sqlite::memory:', tables)).rejects.toThrow(
    'Compte (@VirtualColumn)',
  );
});

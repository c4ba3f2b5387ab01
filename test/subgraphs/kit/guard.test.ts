import 'reflect-metadata';
import process from 'node:process';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, execute, parse, type ExecutionResult } from 'graphql';
import type { Perimetre } from '../../../schema/contract/territoire.js';
import { guardSchema } from '../../../subgraphs/kit/guard.js';
import { onBothDatabases } from '../../harness/both-databases.js';
import type { TestSubgraph } from '../../harness/subgraph.js';
import { archives, fillArchives } from './dossiers.js';

type Droits = Record<string, readonly Perimetre[] | null>;

onBothDatabases(archives, fillArchives, (on) => {
  const ekidom = (droits: Droits) => ({
    signataire: 'ekidom',
    territoire: { patrimoine: 'ekidom', commune: 'B' },
    droits,
  });

  async function nodes(subgraph: TestSubgraph, droits: Droits, args = '', fields = 'id') {
    const query = `{ dossiers${args && `(${args})`} { totalCount nodes { ${fields} } } }`;
    const { data, errors } = await subgraph.ask(ekidom(droits), query);
    expect(errors).toEqual([]);
    return (data as { dossiers: { totalCount: number; nodes: Record<string, unknown>[] } })
      .dossiers;
  }

  async function ids(subgraph: TestSubgraph, droits: Droits, args = '') {
    const { nodes: found, totalCount } = await nodes(subgraph, droits, args);
    expect(totalCount).toBe(found.length);
    return found.map(({ id }) => id);
  }

  on('leaves no drift between entities and migrations', async ({ running }) => {
    const log = await running.dataSource?.driver.createSchemaBuilder().log();
    expect(log?.upQueries.map(({ query }) => query)).toEqual([]);
  });

  on('means "any of them" by several perimeters of one grant', async (subgraph) => {
    expect(await ids(subgraph, { 'dossier:lecture': ['patrimoine'] })).toEqual(['d1', 'd2']);
    expect(await ids(subgraph, { 'dossier:lecture': ['commune'] })).toEqual(['d2', 'd4']);
    expect(await ids(subgraph, { 'dossier:lecture': ['destinataire'] })).toEqual(['d4']);
    expect(await ids(subgraph, { 'dossier:lecture': ['patrimoine', 'destinataire'] })).toEqual([
      'd1',
      'd2',
      'd4',
    ]);
    expect(await ids(subgraph, { 'dossier:lecture': ['zone'] })).toEqual(['d4']);
    expect(await ids(subgraph, { 'dossier:lecture': null })).toHaveLength(5);
  });

  on(
    'opens no row by a perimeter that the entity does not declare, or none at all',
    async (subgraph) => {
      expect(await ids(subgraph, { 'dossier:lecture': ['epci'] })).toEqual([]);
      expect(await ids(subgraph, { 'dossier:lecture': [] })).toEqual([]);
      expect(await ids(subgraph, { 'dossier:lecture': ['epci', 'patrimoine'] })).toEqual([
        'd1',
        'd2',
      ]);
    },
  );

  on('opens no row to a caller without the territory that the perimeter asks', async (subgraph) => {
    const query = '{ dossiers { totalCount } }';
    const caller = { signataire: 'ekidom', droits: { 'dossier:lecture': ['patrimoine'] as const } };
    expect((await subgraph.ask(caller, query)).data).toEqual({ dossiers: { totalCount: 0 } });
  });

  on('compares case-sensitively, as JavaScript does', async (subgraph) => {
    expect(await ids(subgraph, { 'dossier:lecture': ['patrimoine'] })).not.toContain('d5');
    const { data } = await subgraph.ask(
      ekidom({ 'dossier:lecture': null, 'dossier:secret': ['patrimoine'] }),
      '{ quelques(ids: ["d1", "d5", "D1"]) { id montant } }',
    );
    expect(data).toEqual({
      quelques: [
        { id: 'd1', montant: 10 },
        { id: 'd5', montant: null },
      ],
    });
  });

  on('leaves unreadable rows out of plain lists', async (subgraph) => {
    const { data, errors } = await subgraph.ask(
      ekidom({ 'dossier:lecture': ['destinataire'] }),
      '{ quelques(ids: ["d1", "d4", "d2"]) { id } }',
    );
    expect({ data, errors }).toEqual({ data: { quelques: [{ id: 'd4' }] }, errors: [] });
  });

  on('holds a field to its own perimeters, narrower or wider than the type', async (subgraph) => {
    const { nodes: found } = await nodes(
      subgraph,
      { 'dossier:lecture': ['commune'], 'dossier:secret': ['patrimoine'] },
      '',
      'id montant piece { titre contenu annexes { contenu } }',
    );
    expect(found).toEqual([
      { id: 'd2', montant: null, piece: piece('PIECE-d2', 'ANNEXE-d2') },
      { id: 'd4', montant: null, piece: piece(null, null) },
    ]);
    function piece(contenu: string | null, annexe: string | null) {
      return { titre: 'pièce', contenu, annexes: [{ contenu: annexe }] };
    }
  });

  on('takes alternatives as OR and scopes within one as AND', async (subgraph) => {
    const notes = async (more: Droits) =>
      (await nodes(subgraph, { 'dossier:lecture': null, ...more }, '', 'note')).nodes.map(
        ({ note }) => note,
      );
    expect(await notes({ 'dossier:secret': null })).toEqual([null, null, null, null, null]);
    expect(await notes({ 'dossier:direction': ['patrimoine'] })).toEqual([
      'NOTE-d1',
      'NOTE-d2',
      null,
      null,
      null,
    ]);
    expect(await notes({ 'dossier:secret': ['patrimoine'], 'dossier:agent': ['commune'] })).toEqual(
      [null, 'NOTE-d2', null, null, null],
    );
    expect(
      await notes({
        'dossier:direction': ['destinataire'],
        'dossier:secret': ['patrimoine'],
        'dossier:agent': null,
      }),
    ).toEqual(['NOTE-d1', 'NOTE-d2', null, 'NOTE-d4', null]);
  });

  on('counts and orders by a field only the rows on which it is readable', async (subgraph) => {
    const droits: Droits = { 'dossier:lecture': null, 'dossier:secret': ['patrimoine'] };
    expect(await ids(subgraph, droits, 'filtre: { montant: 30 }')).toEqual([]);
    expect(await ids(subgraph, droits, 'filtre: { montant: 10 }')).toEqual(['d1']);
    expect(await ids(subgraph, droits, 'tri: MONTANT_DESC')).toEqual(['d1', 'd2']);
    expect(await ids(subgraph, droits, 'filtre: { destinataire: "hpc" }')).toEqual(['d1', 'd4']);
  });

  on('keeps milliseconds and time zone of an instant, also in cursors', async (subgraph) => {
    const droits: Droits = { 'dossier:lecture': null };
    const { nodes: found } = await nodes(subgraph, droits, '', 'ouvertLe');
    expect(found[0]).toEqual({ ouvertLe: '2026-01-01T00:01:00.123Z' });
    for (const tri of ['OUVERT_LE_ASC', 'MONTANT_DESC', 'MONTANT_ASC']) {
      const seen: unknown[] = [];
      let after: string | null = null;
      do {
        const { data } = await subgraph.ask(
          ekidom({ ...droits, 'dossier:secret': null }),
          `query ($after: String, $tri: TriDossiers) { dossiers(first: 2, after: $after, tri: $tri) {
            nodes { id } pageInfo { hasNextPage endCursor } } }`,
          { after, tri },
        );
        const { dossiers } = data as {
          dossiers: {
            nodes: { id: string }[];
            pageInfo: { hasNextPage: boolean; endCursor: string | null };
          };
        };
        seen.push(...dossiers.nodes.map(({ id }) => id));
        after = dossiers.pageInfo.hasNextPage ? dossiers.pageInfo.endCursor : null;
      } while (after !== null);
      expect({ tri, seen }).toEqual({
        tri,
        seen: {
          OUVERT_LE_ASC: ['d1', 'd2', 'd3', 'd4', 'd5'],
          MONTANT_DESC: ['d3', 'd5', 'd1', 'd4', 'd2'],
          MONTANT_ASC: ['d2', 'd4', 'd1', 'd5', 'd3'],
        }[tri],
      });
    }
  });

  on('refuses sizes and cursors that cannot be, in French', async (subgraph) => {
    const droits: Droits = { 'dossier:lecture': null };
    const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const wrong = [
      'first: 0',
      'first: -1',
      'first: 101',
      'after: "n’importe quoi"',
      `after: "${'A'.repeat(3000)}"`,
      `after: "${text({})}"`,
      `after: "${text([2, 'OUVERT_LE_ASC', 'x', 'd1'])}"`,
      `after: "${text([1, 'OUVERT_LE_ASC', { or: 1 }, 'd1'])}"`,
      `after: "${text([1, 'OUVERT_LE_ASC', 'x', ['d1']])}"`,
      `after: "${text([1, 'MONTANT_DESC', 1, 'd1'])}"`,
    ];
    for (const args of wrong) {
      const { data, errors } = await subgraph.ask(
        ekidom(droits),
        `{ dossiers(${args}) { totalCount nodes { id } } }`,
      );
      expect({ args, data, code: errors[0]?.extensions?.code, said: errors[0]?.message }).toEqual({
        args,
        data: { dossiers: null },
        code: 'BAD_USER_INPUT',
        said: expect.stringMatching(/« first » va de 1 à 100|Curseur illisible|autre tri/),
      });
    }
  });

  on('treats what stands in a cursor as a value, never as SQL', async (subgraph) => {
    const after = Buffer.from(
      JSON.stringify([1, 'OUVERT_LE_ASC', "' OR 1=1 --", "'; DROP TABLE dossier; --"]),
    ).toString('base64url');
    const { errors } = await subgraph.ask(
      ekidom({ 'dossier:lecture': null }),
      `{ dossiers(after: "${after}") { nodes { id } } }`,
    );
    expect(errors.filter(({ extensions }) => extensions?.code === 'INTERNAL')).toEqual([]);
    expect(await ids(subgraph, { 'dossier:lecture': null })).toHaveLength(5);
  });

  on('answers an unexpected error with a reference and none of its words', async (subgraph) => {
    const { data, errors, text } = await subgraph.ask(ekidom({}), '{ panne }');
    expect(data).toEqual({ panne: null });
    expect(errors[0]).toMatchObject({ path: ['panne'], extensions: { code: 'INTERNAL' } });
    expect(text).not.toMatch(/secret-de-panne|stacktrace|node_modules/);
  });
});

describe('a guard that can answer at once', () => {
  const schema = buildSchema(`
    type Query { rows: [Row!] }
    type Row { victime: Victime! commune: Commune! }
    type Victime { qualite: String! }
    type Commune { nom: String! }
  `);
  guardSchema(schema, { types: new Map(), fields: new Map(), reads: new Map() }, new Set());

  /** A row whose commune cannot be had, and one whose victim cannot be shown. */
  const rows = (): object[] => [
    {
      victime: { qualite: 'LOCATAIRE' },
      commune: () => new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 5)),
    },
    { victime: { qualite: {} }, commune: { nom: 'Poitiers' } },
  ];

  async function run(own: () => void): Promise<ExecutionResult & { lost: number }> {
    let lost = 0;
    const count = (): void => void (lost += 1);
    process.on('unhandledRejection', count);
    const access = { own, readable: () => true, holds: () => true, reportDerived: () => undefined };
    const result = await execute({
      schema,
      document: parse('{ rows { victime { qualite } commune { nom } } }'),
      rootValue: { rows: rows() },
      contextValue: { access },
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    process.off('unhandledRejection', count);
    return { ...result, lost };
  }

  it('leaves no promise of another row behind where one cannot be shown', async () => {
    const { data, errors, lost } = await run(() => undefined);
    expect(data).toEqual({ rows: null });
    expect(errors?.length).toBeGreaterThan(0);
    expect(lost).toBe(0);
  });

  it('nor where a part is refused', async () => {
    let parts = 0;
    const { data, lost } = await run(() => {
      parts += 1;
      if (parts === 2) throw new Error('One Victime was given to two rows.');
    });
    expect(data).toEqual({ rows: null });
    expect(lost).toBe(0);
  });
});

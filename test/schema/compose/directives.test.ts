import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { composeSupergraph } from '../../../schema/compose/compose-supergraph.js';
import { SmallGateway } from '../../harness/small-gateway.js';
import { run, temporaryFolder } from '../cli/command.js';

const link = (...imports: readonly string[]): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: [${['@key', ...imports].map((name) => `"${name}"`).join(', ')}])\n`;
const connect = `extend schema @link(url: "https://specs.apollo.dev/connect/v0.1", import: ["@connect", "@source"])
  @source(name: "x", http: { baseURL: "http://x.exemple.test" })`;
const a = 'type Query { a: A } type A @key(fields: "id") { id: ID! b: String }';
const beside = 'type A @key(fields: "id") { id: ID! b: String }';

/** As the rows of docs/directives.md, in their order; null: served. */
const table: readonly (readonly [string, readonly string[], RegExp | null])[] = [
  [
    '`@key`, `@requires`, `@provides`',
    [
      `${link('@requires', '@provides', '@external')}type Query { a: A @provides(fields: "b") }
        type A @key(fields: "id") { id: ID! b: String @external c: String @requires(fields: "b") }`,
      `${link('@shareable')}type A @key(fields: "id") { id: ID! b: String @shareable }`,
    ],
    null,
  ],
  [
    '`@external`, `@shareable`, `@extends`',
    [
      `${link('@shareable')}${a.replace('b: String', 'b: String @shareable')}`,
      `${link('@external', '@shareable', '@extends')}type A @extends @key(fields: "id") { id: ID! @external b: String @shareable }`,
    ],
    null,
  ],
  [
    '`@override(from:)`',
    [
      `${link('@override')}${a.replace('b: String', 'b: String @override(from: "s1")')}`,
      link() + beside,
    ],
    null,
  ],
  [
    '`@override(from:, label:)`',
    [
      `${link('@override')}${a.replace('b: String', 'b: String @override(from: "s1", label: "percent(50)")')}`,
      link() + beside,
    ],
    /^\[NOT_SERVED\] A\.b: @override\(label: "percent\(50\)"\) would never be on/,
  ],
  [
    '`@interfaceObject`',
    [
      `${link('@interfaceObject')}type Query { m: M } type M @interfaceObject @key(fields: "id") { id: ID! x: String }`,
      `${link()}interface M @key(fields: "id") { id: ID! } type N implements M @key(fields: "id") { id: ID! }`,
    ],
    null,
  ],
  [
    '`@context`, `@fromContext`',
    [
      `${link('@context', '@fromContext')}type Query { a: A }
        type A @key(fields: "id") @context(name: "c") { id: ID! b: String h: H }
        type H @key(fields: "id") { id: ID! r(b: String @fromContext(field: "$c { b }")): String }`,
      `${link()}type A @key(fields: "id") { id: ID! z: Int }`,
    ],
    null,
  ],
  [
    '`@inaccessible`',
    [`${link('@inaccessible')}${a} extend type A { c: Int @inaccessible }`],
    null,
  ],
  ['`@tag`', [`${link('@tag')}${a} extend type A { c: Int @tag(name: "x") }`], null],
  [
    '`@composeDirective`',
    [
      `${link('@composeDirective')}extend schema @link(url: "https://exemple.test/mien/v1.0", import: ["@mien"])
        @composeDirective(name: "@mien") directive @mien on FIELD_DEFINITION type Query { a: Int @mien }`,
    ],
    null,
  ],
  [
    '`@authenticated`, `@requiresScopes`, `@policy`',
    [
      `${link('@authenticated', '@requiresScopes', '@policy')}type Query { a: Int @authenticated
        b: Int @requiresScopes(scopes: [["x"]]) c: Int @policy(policies: [["p"]]) }`,
    ],
    null,
  ],
  ['`@listSize`', [`${link('@listSize')}type Query { a: [Int] @listSize(assumedSize: 5) }`], null],
  [
    '`@cost`',
    [`${link('@cost')}type Query { a(b: Int @cost(weight: 2)): Int }`],
    /^\[NOT_SERVED\] Query\.a\(b:\): @cost is not counted/,
  ],
  [
    '`@cacheControl(maxAge:)`',
    [
      `${link('@composeDirective')}extend schema @link(url: "https://passerelle.example/cacheControl/v1.0", import: ["@cacheControl"])
        @composeDirective(name: "@cacheControl") directive @cacheControl(maxAge: Int!) on FIELD_DEFINITION
        type Query { a: Int @cacheControl(maxAge: 60) }`,
    ],
    null,
  ],
  [
    '`@cacheTag`',
    [
      `${link('@cacheTag')}type Query { a(id: ID!): A @cacheTag(format: "a-{$args.id}") } ${beside}`,
    ],
    /^\[NOT_SERVED\] not served: @cacheTag/,
  ],
  [
    '`@source`, `@connect`',
    [
      `${link()}${connect} type Query { a: A @connect(source: "x", http: { GET: "/a" }, selection: "id") } type A { id: ID! }`,
    ],
    /^\[NOT_SERVED\] not served: @source and @connect/,
  ],
  [
    '`@deprecated`, `@specifiedBy`',
    [
      `${link()}scalar S @specifiedBy(url: "https://exemple.test") type Query { a: S @deprecated b: S }`,
    ],
    null,
  ],
  [
    '`@oneOf`',
    [`${link()}input I @oneOf { a: Int b: Int } type Query { a(i: I): Int }`],
    /^\[INVALID_GRAPHQL\] .*@oneOf/,
  ],
  [
    '`@defer`, `@stream` defined by a subgraph',
    [
      `${link()}directive @defer(if: Boolean! = true) on INLINE_FRAGMENT directive @stream on FIELD ${a}`,
    ],
    null,
  ],
  [
    'root type `Subscription`',
    [`${link()}${a} type Subscription { s: Int }`],
    /^\[NOT_SERVED\] not served: the root type Subscription/,
  ],
  [
    'another specification with `for:`',
    [
      `${link()}extend schema @link(url: "https://specs.exemple.test/autre/v1.0", for: EXECUTION) ${a}`,
    ],
    null,
  ],
  [
    'an unknown directive',
    [`${link()}type Query { a: Int @inconnue }`],
    /^\[INVALID_GRAPHQL\] .*@inconnue/,
  ],
];

const refused = table.flatMap(([what, sdls, line]) => (line ? [[what, sdls, line] as const] : []));

describe('docs/directives.md', () => {
  const rows = [
    ...readFileSync('docs/directives.md', 'utf8').matchAll(/^\| ([^|]+?) +\| (served|refused) /gm),
  ].map(([, what, outcome]) => [what, outcome]);

  test('has the rows that are tried here', () => {
    expect(rows).toEqual(table.map(([what, , line]) => [what, line ? 'refused' : 'served']));
  });

  test.each(table)('%s', (...row) => {
    const [, sdls, line] = row;
    const composed = composeSupergraph(
      sdls.map((sdl, n) => ({
        name: `s${n}`,
        url: 'http://127.0.0.1:9/',
        sdl,
        document: parse(sdl),
      })),
      { allowUnclassified: true },
    );
    const faults = 'faults' in composed ? composed.faults : [];
    const lines = faults.map(({ code, message }) => `[${code}] ${message}`);
    expect(lines).toEqual(line ? [expect.stringMatching(line)] : []);
    expect(lines.join('')).not.toMatch(/\n/);
  });
});

describe('what is refused is refused with one line, and no stack', () => {
  const folders: { remove: () => Promise<void> }[] = [];
  afterAll(() => Promise.all(folders.map(({ remove }) => remove())));

  const config = (count: number): string =>
    `subgraphs:\n${Array.from({ length: count }, (_, n) => `  s${n}: { routing_url: "http://127.0.0.1:9/", schema: { file: ./s${n}.graphql } }`).join('\n')}\n`;

  test.each(refused)('by schema compose: %s', async (...row) => {
    const [, sdls, line] = row;
    const files = Object.fromEntries(sdls.map((sdl, n) => [`s${n}.graphql`, sdl]));
    const folder = await temporaryFolder({ ...files, 'supergraph.yaml': config(sdls.length) });
    folders.push(folder);
    const options = ['--config', folder.path('supergraph.yaml'), '--output', folder.path('out')];
    const { code, stderr } = await run('schema', ['compose', ...options], {
      ALLOW_UNCLASSIFIED: 'true',
    });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(line)]);
  });

  const composable = refused.flatMap(([what, sdls, line]) => {
    const { supergraphSdl } = composeServices(
      sdls.map((sdl, n) => ({ name: `s${n}`, url: 'http://127.0.0.1:9/', typeDefs: parse(sdl) })),
    );
    return supergraphSdl === undefined ? [] : [[what, supergraphSdl, line] as const];
  });

  test.each(composable)('by the start of the gateway: %s', async (...row) => {
    const [, supergraph, line] = row;
    const subgraphs = { s: { url: 'http://127.0.0.1:9/', sdl: 'type Query { a: Int }' } };
    const files = { 'supergraph.graphql': supergraph };
    const failed: unknown = await SmallGateway.start({ subgraphs, files }).catch(
      (error: unknown) => error,
    );
    const said = failed instanceof Error ? failed.message : '';
    expect(said).toMatch(new RegExp(line.source.slice(1)));
    expect(said).not.toMatch(/\n\s+at |\\n\s+at /);
  });
});

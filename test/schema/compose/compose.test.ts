import { afterEach, describe, expect, test } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { run, temporaryFolder } from '../cli/command.js';

type Folder = Awaited<ReturnType<typeof temporaryFolder>>;

let folder: Folder | null = null;
afterEach(async () => {
  await folder?.remove();
  folder = null;
});

const federation = (imports: string, version = 'v2.9') =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/${version}", import: [${imports}])\n`;
const access = federation('"@key", "@authenticated", "@requiresScopes", "@policy"');
const readsField = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated", "@requiresScopes", "@composeDirective"])
  @link(url: "https://passerelle.example/readsField/v1.0", import: ["@readsField"])
  @composeDirective(name: "@readsField")
directive @readsField(coordinate: String!) repeatable on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
`;

/** Composes subgraphs of these SDLs in a process of its own. */
async function compose(sdls: Readonly<Record<string, string>>, env: Record<string, string> = {}) {
  const names = Object.keys(sdls);
  folder = await temporaryFolder({
    ...Object.fromEntries(names.map((name) => [`${name}.graphql`, sdls[name] ?? ''])),
    'supergraph.yaml': configOf(names),
    'out.graphql': 'what was there before',
  });
  const output = folder.path('out.graphql');
  const result = await run(
    'schema',
    ['compose', '--config', folder.path('supergraph.yaml'), '--output', output],
    env,
  );
  return { ...result, written: await readFile(output, 'utf8') };
}

function configOf(names: readonly string[]): string {
  const entries = names.map(
    (name) =>
      `  ${name}:\n    routing_url: http://${name}.test/graphql\n    schema: { file: ./${name}.graphql }\n`,
  );
  return `federation_version: =2.9.0\nsubgraphs:\n${entries.join('')}`;
}

async function expectRefused(
  sdls: Readonly<Record<string, string>>,
  ...codes: readonly string[]
): Promise<string> {
  const { code, stdout, stderr, written } = await compose(sdls);
  expect(stdout).toBe('');
  for (const expected of codes) expect(stderr).toContain(`[${expected}]`);
  expect(code).toBe(1);
  expect(written).toBe('what was there before');
  return stderr;
}

describe('schema compose', () => {
  test('writes the supergraph of the configured subgraphs, and nothing beside it', async () => {
    const { code, stderr, written } = await compose({
      ville: `${access}type Query @authenticated { commune: Commune }
        type Commune @key(fields: "code") @authenticated { code: ID! nom: String }`,
      bailleurs: `${access}type Commune @key(fields: "code") @authenticated { code: ID! residences: [String] @requiresScopes(scopes: [["residence:lecture"]]) }`,
    });
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(written).toContain('http://ville.test/graphql');
    expect(written).toContain('@requiresScopes(scopes: [["residence:lecture"]])');
    const files = await readdir(dirname(folder?.path('out.graphql') ?? ''));
    expect(files.sort()).toEqual([
      'bailleurs.graphql',
      'out.graphql',
      'supergraph.yaml',
      'ville.graphql',
    ]);
  });

  test('keeps @readsField', async () => {
    const { code, written } = await compose({
      bailleurs: `${readsField}
        type Query @authenticated { incidents(auteur: String @readsField(coordinate: "Incident.auteur")): [Incident] }
        type Incident @authenticated { id: ID! auteur: String @requiresScopes(scopes: [["incident:auteur"]]) }`,
    });
    expect(code).toBe(0);
    expect(written).toContain('@readsField(coordinate: "Incident.auteur")');
    expect(written).toContain('https://passerelle.example/readsField/v1.0');
  });

  test('composes a subgraph of federation 1', async () => {
    const { code, stderr, written } = await compose(
      {
        old: 'type Query { book: Book } type Book @key(fields: "id") { id: ID! title: String }',
        new: `${access}extend type Book @key(fields: "id") { id: ID! price: Int @authenticated }`,
      },
      { ALLOW_UNCLASSIFIED: 'true' },
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(written).toMatch(/price: Int[^\n]*@authenticated/);
  });

  test('gives up a subgraph whose SDL has no end', async () => {
    const server = createServer((request, response) => {
      const block = Buffer.alloc(1024 * 1024, ' ');
      const more = (): void => {
        while (response.write(block));
      };
      response.on('drain', more);
      request.resume();
      more();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    folder = await temporaryFolder({
      'supergraph.yaml': `subgraphs: { running: { schema: { subgraph_url: "${url}" } } }`,
    });
    const config = folder.path('supergraph.yaml');
    const { code, stderr } = await run('schema', [
      'compose',
      '--config',
      config,
      '--output',
      folder.path('out.graphql'),
    ]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect([code, stderr]).toEqual([1, expect.stringContaining(`${url}: over 16777216 bytes`)]);
  });

  test('takes the SDL of a running subgraph from subgraph_url', async () => {
    const sdl = `${access}type Query @authenticated { ping: String }`;
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: { _service: { sdl } } }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    folder = await temporaryFolder({
      'supergraph.yaml': `subgraphs: { running: { schema: { subgraph_url: "${url}" } } }`,
    });
    const output = folder.path('new/out.graphql');
    const { code, stderr } = await run('schema', [
      'compose',
      '--config',
      folder.path('supergraph.yaml'),
      '--output',
      output,
    ]);
    await new Promise((resolve) => server.close(resolve));
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(await readFile(output, 'utf8')).toContain(url);
  });
});

describe('schema compose refuses', () => {
  const rule = (written: string) => ({
    a: `${access}type Query @authenticated { open: String secret: String ${written} }`,
  });
  test.each([
    ['@requiresScopes(scopes: [])', 'RULE_EMPTY'],
    ['@requiresScopes(scopes: [["a"], []])', 'RULE_EMPTY'],
    ['@requiresScopes(scopes: [[""]])', 'RULE_EMPTY'],
    ['@requiresScopes(scopes: ["a"])', 'RULE_WRONG_DEPTH'],
    ['@requiresScopes(scopes: "a")', 'RULE_WRONG_DEPTH'],
    ['@policy(policies: [])', 'RULE_EMPTY'],
    ['@policy(policies: ["a"])', 'RULE_WRONG_DEPTH'],
  ])('the rule set %s', async (written, code) => {
    expect(await expectRefused(rule(written), code)).toContain('Query.secret');
  });

  test('those even when unclassified fields are allowed', async () => {
    const { code, stderr } = await compose(rule('@requiresScopes(scopes: [])'), {
      ALLOW_UNCLASSIFIED: 'true',
    });
    expect(stderr).toContain('[RULE_EMPTY]');
    expect(code).toBe(1);
  });

  test.each([
    [
      '@authenticated declared without an import',
      `${federation('"@key"')}directive @authenticated on OBJECT | FIELD_DEFINITION
       type Query { secret: String @authenticated }`,
    ],
    [
      '@requiresScopes declared without an import',
      `${federation('"@key"')}scalar S directive @requiresScopes(scopes: [[S!]!]!) on OBJECT | FIELD_DEFINITION
       type Query { secret: String @requiresScopes(scopes: [["a"]]) }`,
    ],
    [
      '@policy declared in a federation 1 subgraph',
      `directive @policy(policies: [[String!]!]!) on OBJECT | FIELD_DEFINITION
       type Query { secret: String @policy(policies: [["a"]]) }`,
    ],
    [
      'a rule declared under another case',
      `${federation('"@key"')}directive @requiresscopes(scopes: [[String!]!]!) on FIELD_DEFINITION
       type Query { secret: String @requiresscopes(scopes: [["a"]]) }`,
    ],
  ])('%s: composition would drop it in silence', async (_about, sdl) => {
    const { code, stderr, written } = await compose({ a: sdl }, { ALLOW_UNCLASSIFIED: 'true' });
    expect(stderr).toContain('[RULE_DROPPED]');
    expect(code).toBe(1);
    expect(written).toBe('what was there before');
  });

  test.each([
    ['a misspelt import', `${federation('"@requireScopes"')}type Query { a: String }`],
    [
      'a rule of a later federation than the linked one',
      `${federation('"@requiresScopes"', 'v2.3')}type Query { a: String @requiresScopes(scopes: [["a"]]) }`,
    ],
    ['a rule without any import', `${federation('"@key"')}type Query { a: String @authenticated }`],
  ])('%s', async (_about, sdl) => {
    const { code, stderr, written } = await compose({ a: sdl }, { ALLOW_UNCLASSIFIED: 'true' });
    expect(stderr).toMatch(/^\[[A-Z_]+\] /);
    expect(code).toBe(1);
    expect(written).toBe('what was there before');
  });

  test('@readsField that is not composed', async () => {
    const sdl = readsField.replace('@composeDirective(name: "@readsField")', '');
    await expectRefused(
      {
        a: `${sdl}type Query @authenticated { b(c: String @readsField(coordinate: "Query.d")): String d: String }`,
      },
      'READS_DROPPED',
    );
  });

  test('unclassified fields, unless ALLOW_UNCLASSIFIED=true', async () => {
    const sdls = { a: `${access}type Query { open: String secret: String @authenticated }` };
    expect(await expectRefused(sdls, 'FIELD_UNCLASSIFIED')).toContain('Query.open');
    await folder?.remove();
    expect((await compose(sdls, { ALLOW_UNCLASSIFIED: 'true' })).code).toBe(0);
  });

  test('a restricted field that is non-null, and an input without its guard', async () => {
    const stderr = await expectRefused(
      {
        a: `${access}type Query @authenticated { faits(auteur: String): [Fait] }
          type Fait @authenticated @key(fields: "id") {
            id: ID! @requiresScopes(scopes: [["cle"]])
            lieu: String! @requiresScopes(scopes: [["lieu"]])
            auteur: String @requiresScopes(scopes: [["auteur"]])
          }`,
      },
      'FIELD_MUST_BE_NULLABLE',
      'INPUT_UNGUARDED',
    );
    expect(stderr).toContain('Fait.lieu');
    expect(stderr).not.toContain('Fait.id');
  });

  test('what composition refuses, with its codes, all at once', async () => {
    const stderr = await expectRefused(
      {
        a: `${access}type Query @authenticated { x: X } type X @authenticated { one: String two: Int }`,
        b: `${access}type X @authenticated { one: String two: String }`,
      },
      'INVALID_FIELD_SHARING',
    );
    expect(stderr.match(/\[INVALID_FIELD_SHARING\]/g)).toHaveLength(2);
  });

  test('an unprotected @requires on a protected field', async () => {
    const imports = '"@key", "@requires", "@external", "@authenticated", "@requiresScopes"';
    await expectRefused(
      {
        a: `${federation(imports)}type Query @authenticated { p: P } type P @key(fields: "id") @authenticated { id: ID! nir: String @requiresScopes(scopes: [["nir"]]) }`,
        b: `${federation(imports)}type P @key(fields: "id") @authenticated { id: ID! nir: String @external age: Int @requires(fields: "nir") @authenticated }`,
      },
      'MISSING_TRANSITIVE_AUTH_REQUIREMENTS',
    );
  });

  test('SDL that is none, with the place of the fault, in every subgraph', async () => {
    const stderr = await expectRefused({ a: 'type Query {\n  a: }', b: 'typ' }, 'INVALID_GRAPHQL');
    expect(stderr).toMatch(/\[a\] .*a\.graphql:2:6/);
    expect(stderr).toMatch(/\[b\] .*b\.graphql:1:1/);
  });

  test.each([
    ['there is no such file', null],
    ['at least one subgraph', 'subgraphs: {}'],
    ['2:6: subgraph "a" needs a routing_url', 'subgraphs:\n  a: { schema: { file: ./x.graphql } }'],
    ['schema.file', 'subgraphs: { a: { routing_url: http://a.test, schema: {} } }'],
    [
      'routing_url of subgraph "a": a URL of the kind "ftp:" is given; expected an http(s) URL',
      'subgraphs: { a: { routing_url: "ftp://a.test/x", schema: { file: x.graphql } } }',
    ],
    [
      'routing_url of subgraph "a": no URL is given',
      'subgraphs: { a: { routing_url: /graphql, schema: { file: x.graphql } } }',
    ],
    [
      'subgraph "a" needs a routing_url',
      'subgraphs: { a: { routing_url: "", schema: { file: x.graphql } } }',
    ],
    [
      'schema.subgraph_url of subgraph "a": a URL of the kind "ftp:" is given',
      'subgraphs: { a: { routing_url: http://a.test, schema: { subgraph_url: ftp://a.test/x } } }',
    ],
    [
      'routing_url of subgraph "a": a URL of the kind "ftp:" is given',
      'subgraphs: { a: { schema: { subgraph_url: ftp://a.test/x } } }',
    ],
    [
      'there is no such file',
      'subgraphs: { a: { routing_url: http://a.test, schema: { file: no.graphql } } }',
    ],
    ['mapping', 'subgraphs: { a: 3 }'],
  ])('a configuration fault: %s', async (message, config) => {
    folder = await temporaryFolder({});
    if (config !== null) await writeFile(folder.path('c.yaml'), config);
    const { code, stderr } = await run('schema', [
      'compose',
      '--config',
      folder.path('c.yaml'),
      '--output',
      folder.path('o.graphql'),
    ]);
    expect(stderr).toContain(message);
    expect(code).toBe(1);
  });

  test('a value of ALLOW_UNCLASSIFIED that is neither true nor false', async () => {
    const { code, stderr } = await compose(rule('@authenticated'), { ALLOW_UNCLASSIFIED: 'yes' });
    expect(stderr).toContain('ALLOW_UNCLASSIFIED');
    expect(code).toBe(1);
  });

  test('an output that cannot be written', async () => {
    folder = await temporaryFolder({
      'a.graphql': `${access}type Query @authenticated { a: String }`,
      'c.yaml': configOf(['a']),
    });
    const output = folder.path('a.graphql/out.graphql');
    const { code, stderr } = await run('schema', [
      'compose',
      '--config',
      folder.path('c.yaml'),
      '--output',
      output,
    ]);
    expect(stderr).toContain('[OUTPUT_NOT_WRITTEN]');
    expect(code).toBe(1);
  });
});

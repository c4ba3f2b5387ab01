import { composeServices } from '@apollo/composition';
import { expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { composeSupergraph } from '../../../schema/compose/compose-supergraph.js';
import { cacheableFields } from '../../../schema/rules/cacheable-fields.js';
import { readRules } from '../../../schema/rules/read-rules.js';

const links = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9",
    import: ["@key", "@authenticated", "@requiresScopes", "@policy", "@composeDirective"])
  @link(url: "https://passerelle.example/rowRuled/v1.0", import: ["@rowRuled"])
  @link(url: "https://passerelle.example/cacheControl/v1.0", import: ["@cacheControl"])
  @composeDirective(name: "@rowRuled")
  @composeDirective(name: "@cacheControl")
directive @rowRuled(owner: String!) repeatable on OBJECT
directive @cacheControl(maxAge: Int!) on FIELD_DEFINITION
`;
const query = 'type Query { communes: [Commune] @authenticated }';

function compose(commune: string): ReturnType<typeof composeSupergraph> {
  return composed(`${links}${query}${commune}`);
}

function composed(sdl: string): ReturnType<typeof composeSupergraph> {
  const ville = { name: 'ville', url: 'http://127.0.0.1:1/', sdl, document: parse(sdl) };
  return composeSupergraph([ville], { allowUnclassified: false });
}

function codes(commune: string): readonly string[] {
  const result = compose(commune);
  return 'faults' in result ? result.faults.map(({ code }) => code) : [];
}

it('takes what every signatory reads alike', () => {
  const result = compose(`type Commune @key(fields: "code") @authenticated {
    code: ID! @cacheControl(maxAge: 3600) nom: String! @cacheControl(maxAge: 60) maire: String }`);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  const document = parse(result.supergraph.sdl);
  const { rules } = readRules(document);
  expect(Object.fromEntries(cacheableFields(document, rules))).toEqual({
    'Commune.code': 3_600,
    'Commune.nom': 60,
  });
});

it.each([
  [
    'a field that needs a scope',
    '@authenticated { code: ID! nom: String @requiresScopes(scopes: [["a"]]) @cacheControl(maxAge: 60) }',
  ],
  [
    'a field that needs a policy',
    '@authenticated { code: ID! nom: String @policy(policies: [["a"]]) @cacheControl(maxAge: 60) }',
  ],
  [
    'a field of a type that needs a scope',
    '@requiresScopes(scopes: [["a"]]) { code: ID! nom: String @cacheControl(maxAge: 60) }',
  ],
  [
    'a field whose value needs a scope',
    '@authenticated { code: ID! nom: Nom @cacheControl(maxAge: 60) } scalar Nom @requiresScopes(scopes: [["a"]])',
  ],
  [
    'a field whose value of a list of codes needs a policy',
    '@authenticated { code: ID! nom: Nom @cacheControl(maxAge: 60) } enum Nom @policy(policies: [["a"]]) { A }',
  ],
  [
    'a field of a type whose rows have rules',
    '@authenticated @rowRuled(owner: "ville") { code: ID! nom: String @cacheControl(maxAge: 60) }',
  ],
])('refuses %s, and takes it from nobody', (_, body) => {
  const commune = `type Commune @key(fields: "code") ${body}`;
  expect(codes(commune)).toEqual(['CACHE_CONTROL_PROTECTED']);
  // A supergraph that somebody else composed says so all the same.
  const written = parse(
    `schema @link(url: "https://specs.apollo.dev/link/v1.0")
      @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
      @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY)
      @link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)
      @link(url: "https://passerelle.example/rowRuled/v1.0", import: ["@rowRuled"])
      @link(url: "https://passerelle.example/cacheControl/v1.0", import: ["@cacheControl"]) { query: Query }
    ${query}${commune}`,
  );
  expect(cacheableFields(written, readRules(written).rules).size).toBe(0);
});

it.each([
  ['no time', 'nom: String @cacheControl(maxAge: 0)'],
  ['more than an hour', 'nom: String @cacheControl(maxAge: 3601)'],
  ['a field with arguments', 'nom(langue: String): String @cacheControl(maxAge: 60)'],
  ['a list', 'nom: [String!] @cacheControl(maxAge: 60)'],
  ['an object', 'nom: Commune @cacheControl(maxAge: 60)'],
])('refuses %s', (_, field) => {
  expect(codes(`type Commune @key(fields: "code") @authenticated { code: ID! ${field} }`)).toEqual([
    'CACHE_CONTROL_INVALID',
  ]);
});

it('refuses a field that several subgraphs serve, of which one speaks, and takes it from nobody', () => {
  const shared = (directive: string): string => `${links.replace('"@key"', '"@key", "@shareable"')}
    ${directive === '' ? '' : query}
    type Commune @key(fields: "code") @authenticated { code: ID! nom: String @shareable ${directive} }`;
  const documents = [shared('@cacheControl(maxAge: 60)'), shared('')].map((sdl, place) => ({
    name: `partenaire${place}`,
    url: `http://127.0.0.1:${place + 1}/`,
    sdl,
    document: parse(sdl),
  }));
  const { faults } = composeSupergraph(documents, { allowUnclassified: false }) as {
    faults: readonly { code: string }[];
  };
  expect(faults.map(({ code }) => code)).toEqual(['CACHE_CONTROL_INVALID']);
  const { supergraphSdl = '' } = composeServices(
    documents.map(({ name, url, document }) => ({ name, url, typeDefs: document })),
  );
  const composedAlone = parse(supergraphSdl);
  expect(cacheableFields(composedAlone, readRules(composedAlone).rules).size).toBe(0);
});

it('refuses what composition would drop', () => {
  const { faults } =
    composed(`${links.replace('@composeDirective(name: "@cacheControl")', '')}${query}
    type Commune @key(fields: "code") @authenticated { code: ID! nom: String @cacheControl(maxAge: 60) }`) as {
      faults: readonly { code: string }[];
    };
  expect(faults.map(({ code }) => code)).toEqual(['CACHE_CONTROL_DROPPED']);
});

import { describe, expect, test } from '@jest/globals';
import { composeSubgraphs, subgraphsOf } from '../../harness/compose-subgraphs.js';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@interfaceObject", "@authenticated", "@requiresScopes", "@policy"])\n`;

function protectedCoordinates(subgraphs: Record<string, string>): string[] {
  const sdls = Object.entries(subgraphs).map(([name, sdl]) => [name, link + sdl] as const);
  const composed = composeSubgraphs(subgraphsOf(new Map(sdls)));
  if (Array.isArray(composed)) throw new Error(composed.join());
  return [...composed.rules.types.keys(), ...composed.rules.fields.keys()].sort();
}

/** What composition copies onto interfaces must be recognised, or open implementers would close. */
describe('rules that composition copies onto interfaces', () => {
  test('stay with their implementers along chains of interfaces', () => {
    expect(
      protectedCoordinates({
        a: `type Query { t: [Thing] }
          interface Thing { id: ID!, c: String }
          interface Item implements Thing { id: ID!, c: String, d: Int }
          type Book implements Item & Thing { id: ID!, c: String @requiresScopes(scopes: [["b", "a"], ["a"]]), d: Int @authenticated }
          type Codex implements Item & Thing @policy(policies: [["p"]]) { id: ID!, c: String @requiresScopes(scopes: [["c"], ["d", "c"]]), d: Int }
          type Other implements Thing { id: ID!, c: String @policy(policies: [["z"], ["y"]]) }
          type Free implements Thing { id: ID!, c: String }`,
      }),
    ).toEqual(['Book.c', 'Book.d', 'Codex', 'Codex.c', 'Other.c']);
  });

  test('stay there when two subgraphs add to the same field', () => {
    expect(
      protectedCoordinates({
        a: `type Query { t: [Item] }
          interface Item { id: ID!, c: String }
          type Book implements Item @key(fields: "id") { id: ID!, c: String @shareable @requiresScopes(scopes: [["a"], ["b"]]) }
          type Codex implements Item @key(fields: "id") { id: ID!, c: String }`,
        b: `type Book @key(fields: "id") { id: ID!, c: String @shareable @requiresScopes(scopes: [["c"], ["a", "d"]]) }`,
      }),
    ).toEqual(['Book.c']);
  });

  test('hold on every implementer when they come from @interfaceObject', () => {
    expect(
      protectedCoordinates({
        a: `type Query { t: [Item] }
          interface Item @key(fields: "id") { id: ID!, c: String }
          type Book implements Item @key(fields: "id") { id: ID! @authenticated, c: String }
          type Codex implements Item @key(fields: "id") { id: ID!, c: String }`,
        b: `type Item @interfaceObject @key(fields: "id") { id: ID!, r: Int @requiresScopes(scopes: [["r"]]), q: Int }`,
        c: `type Item @interfaceObject @key(fields: "id") { id: ID!, s: Int @authenticated }`,
      }),
    ).toEqual(['Book.id', 'Book.r', 'Book.s', 'Codex.r', 'Codex.s']);
  });
});

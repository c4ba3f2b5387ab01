import { describe, expect, it } from '@jest/globals';
import { composeSubgraphs } from '../../harness/compose-subgraphs.js';

const link = (imports: string, more = '') => `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
  ${imports} ${more}
directive @rowRuled(owner: String!) repeatable on OBJECT
`;
const linked = '@link(url: "https://passerelle.example/rowRuled/v1.0", import: ["@rowRuled"])';
const composed = '@composeDirective(name: "@rowRuled")';

/** Codes of the faults, or the sorted lines of the supergraph that bear the directive. */
function composedOf(owner: string, referrer: string): readonly string[] {
  const url = 'http://127.0.0.1/graphql';
  const result = composeSubgraphs([
    { name: 'owner', url, sdl: owner },
    { name: 'referrer', url, sdl: link(linked, composed) + referrer },
  ]);
  if (Array.isArray(result)) return result;
  return [...result.supergraphSdl.matchAll(/^ +(@rowRuled\(.*\))$/gm)].map(([, line = '']) => line);
}

const stub =
  'type Query { case: Case } type Case @key(fields: "id", resolvable: false) { id: ID! }';
const ruled = (key: string, owner = 'owner') =>
  `type Query { cases: [Case] } type Case ${key} @rowRuled(owner: "${owner}") { id: ID! }`;

describe('a type declared row-ruled', () => {
  it('is so in the supergraph', () => {
    expect(composedOf(link(linked, composed) + ruled('@key(fields: "id")'), stub)).toEqual([
      '@rowRuled(owner: "owner")',
    ]);
  });

  it('is refused where composition would drop the directive', () => {
    expect(composedOf(link(linked) + ruled('@key(fields: "id")'), stub)).toContain('RULE_DROPPED');
    expect(composedOf(link('') + ruled('@key(fields: "id")'), stub)).toContain('RULE_DROPPED');
  });

  it('is refused where a subgraph speaks for another', () => {
    const foreign = link(linked, composed) + ruled('@key(fields: "id")', 'referrer');
    expect(composedOf(foreign, stub)).toContain('ROW_RULED_BY_ANOTHER');
  });

  it('is refused where others refer to it and nobody can ask about it', () => {
    const closed = link(linked, composed) + ruled('@key(fields: "id", resolvable: false)');
    expect(composedOf(closed, stub)).toContain('ROW_RULED_WITHOUT_KEY');
  });
});

import { describe, expect, it } from '@jest/globals';
import { parseDeployment } from '../../../schema/process/deployment.js';

/** What is wrong with such a file, or where everybody is. */
function read(text: string): unknown {
  const parsed = parseDeployment(text);
  return 'faults' in parsed
    ? parsed.faults
    : {
        urls: Object.fromEntries(parsed.deployment.urls),
        operators: Object.fromEntries(
          [...parsed.deployment.operators].map(([name, places]) => [
            name,
            Object.fromEntries(places),
          ]),
        ),
      };
}

describe('a deployment file', () => {
  it('says where a subgraph is, or each of its operators', () => {
    const yaml = `subgraphs:
  ville: { url: http://ville/graphql }
  bailleurs:
    operateurs:
      a: { url: http://a/graphql }
      b: { url: https://b/graphql }`;
    const expected = {
      urls: { ville: 'http://ville/graphql' },
      operators: { bailleurs: { a: 'http://a/graphql', b: 'https://b/graphql' } },
    };
    expect(read(yaml)).toEqual(expected);
    expect(
      read(
        JSON.stringify({
          subgraphs: {
            ville: { url: 'http://ville/graphql' },
            bailleurs: {
              operateurs: { a: { url: 'http://a/graphql' }, b: { url: 'https://b/graphql' } },
            },
          },
        }),
      ),
    ).toEqual(expected);
  });

  it.each([
    ['', '1:1: the file must be a mapping with subgraphs or emetteurs'],
    ['emetteurs: { x: { url: y } }', 'emetteurs.x has no url: expected ca or cert or key'],
    ['subgraphs: [a]', '1:12: subgraphs must be a mapping'],
    [
      'subgraphs: { a: {} }',
      '1:17: "a" needs one of url (one operates it) and operateurs (several do)',
    ],
    ['subgraphs: { a: { adresse: x } }', 'subgraphs.a has no adresse: expected url or operateurs'],
    ['subgraphs: { a: { url: ftp://x } }', 'a: '],
    ['subgraphs: { a: { operateurs: { b: {} } } }', 'a/b: no address is given'],
    [
      'subgraphs: { a: { operateurs: { b: { url: http://x/ }, c: { url: http://x } } } }',
      'a/c is where a/b is: each has its own',
    ],
  ])('%s is refused', (text, fault) => {
    const faults = read(text);
    expect(Array.isArray(faults)).toBe(true);
    expect(String(faults)).toContain(fault);
  });
});

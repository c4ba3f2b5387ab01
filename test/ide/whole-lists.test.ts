import { describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { readPage, totalOf, unfinishedLists, withRows } from '../../ide/src/graphql/whole-lists.js';

const same = (text: string): string => print(parse(text));

describe('a list that goes on', () => {
  const data = { proches: { totalCount: 3, nodes: [{ id: '1' }] } };

  it('is asked for alone, from a cursor on, with what it needs of the question', () => {
    const query = `
      query Q($bailleur: String!, $n: Int, $autre: ID!) {
        proches: incidents(first: $n, filtre: { bailleur: $bailleur }, tri: DATE_DESC) { totalCount nodes { ...Ligne } }
        residence(id: $autre) { nom }
      }
      query Autre { moi { id } }
      fragment Ligne on Incident { id }
      fragment Jamais on Commune { nom }`;
    const [list, ...others] = unfinishedLists(query, 'Q', data);
    expect(others).toEqual([]);
    expect(list?.key).toBe('proches');
    expect(same(list?.query ?? '')).toBe(
      same(`
        query Q($bailleur: String!, $passerelleApres: String) {
          proches: incidents(filtre: { bailleur: $bailleur }, tri: DATE_DESC, first: 100, after: $passerelleApres) {
            totalCount nodes { ...Ligne } passerellePage: pageInfo { hasNextPage endCursor }
          }
        }
        fragment Ligne on Incident { id }`),
    );
  });

  it('is one whose answer does not say that it ends', () => {
    const query = '{ incidents { nodes { id } } }';
    const asked = (connection: object) =>
      unfinishedLists(query, null, { incidents: connection }).length;
    expect(asked({ nodes: [{ id: '1' }] })).toBe(1);
    expect(asked({ nodes: [{ id: '1' }], pageInfo: { hasNextPage: true } })).toBe(1);
    expect(asked({ nodes: [{ id: '1' }], pageInfo: { hasNextPage: false } })).toBe(0);
    expect(asked({ nodes: [{ id: '1' }], totalCount: 1 })).toBe(0);
    expect(asked({ nom: 'Poitiers' })).toBe(0);
  });

  it('is never a list of acts', () => {
    expect(
      unfinishedLists('mutation { agir { nodes { id } } }', null, { agir: { nodes: [1] } }),
    ).toEqual([]);
  });
});

describe('a page', () => {
  it('says where the next one starts, and nothing where it cannot be read', () => {
    const page = (hasNextPage: boolean) => ({
      incidents: { edges: [1, 2], passerellePage: { hasNextPage, endCursor: 'c' } },
    });
    expect(readPage(page(true), 'incidents')).toEqual({ rows: [1, 2], next: 'c' });
    expect(readPage(page(false), 'incidents')).toEqual({ rows: [1, 2], next: null });
    expect(readPage({ incidents: null }, 'incidents')).toBeNull();
    expect(readPage(null, 'incidents')).toBeNull();
  });

  it('takes its rows to the others, and the answer says whether they are all', () => {
    const data = { incidents: { totalCount: 2, nodes: [1] }, moi: 1 };
    expect(withRows(data, 'incidents', [1, 2], true)).toEqual({
      incidents: {
        totalCount: 2,
        nodes: [1, 2],
        pageInfo: { hasNextPage: false, hasPreviousPage: false },
      },
      moi: 1,
    });
  });

  it('tells how many it has in all, where the answer counted them', () => {
    expect(totalOf({ proches: { totalCount: 3, nodes: [] } }, 'proches')).toBe(3);
    expect(totalOf({ proches: { nodes: [] } }, 'proches')).toBeNull();
    expect(totalOf({ proches: null }, 'proches')).toBeNull();
  });
});

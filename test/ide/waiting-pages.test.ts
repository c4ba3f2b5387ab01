import { describe, expect, it } from '@jest/globals';
import type { CaseType } from '../../ide/src/acts/case-types.js';
import { caseOf, oldestOf, toReadOn, type WaitingPages } from '../../ide/src/acts/waiting-pages.js';

const kind = (list: string, order: string | null) => ({ list, order }) as CaseType;

/** Cases of one kind that have waited since these days. */
function pages(
  list: string,
  days: readonly (string | null)[],
  after: string | null = null,
  order: string | null = 'ANCIENNETE',
): WaitingPages {
  const of = kind(list, order);
  return {
    of,
    cases: days.map((statutDepuis, at) => caseOf(of, { id: `${list}${at}`, statutDepuis })),
    after,
  };
}

const ids = (lists: readonly WaitingPages[]) => oldestOf(lists).map(({ id }) => id);

describe('what waits, of several lists', () => {
  it('is one list, the longest waiting first', () => {
    const lists = [pages('a', ['2026-01-01', '2026-03-01', null]), pages('b', ['2026-02-01'])];
    expect(ids(lists)).toEqual(['a0', 'b0', 'a1', 'a2']);
    expect(toReadOn(lists)).toEqual([]);
  });

  it('ends where an unread case could have waited longer', () => {
    const long = pages('a', ['2024-01-01', '2024-02-01'], 'cursor');
    const short = pages('b', ['2023-01-01', '2024-02-01', '2026-01-01']);
    expect(ids([long, short])).toEqual(['b0', 'a0', 'a1', 'b1']);
    // Nor does one of which nobody knows since when it waits open the rest.
    const unknown = pages('a', ['2024-01-01', '2024-02-01', null], 'cursor');
    expect(ids([unknown, short])).toEqual(['b0', 'a0', 'a1', 'b1']);
    const readOn = pages('a', ['2024-01-01', '2024-02-01', '2025-01-01']);
    expect(ids([readOn, short])).toEqual(['b0', 'a0', 'a1', 'b1', 'a2', 'b2']);
  });

  it('is read on where it was read least far', () => {
    const behind = pages('a', ['2024-01-01'], 'cursor');
    const ahead = pages('b', ['2025-01-01'], 'cursor');
    const whole = pages('c', ['2023-01-01']);
    expect(toReadOn([ahead, behind, whole])).toEqual([behind]);
    // Those since nobody knows when come last.
    expect(toReadOn([pages('d', [null], 'cursor'), ahead])).toEqual([ahead]);
    expect(toReadOn([pages('d', [null], 'cursor'), whole])).toHaveLength(1);
  });

  it('is read on, and held back by nothing, where a list has another order', () => {
    const other = pages('a', ['2023-05-01', '2023-01-01'], 'cursor', null);
    const lists = [
      other,
      pages('b', ['2024-01-01', '2025-01-01'], 'cursor'),
      pages('c', ['2026-01-01']),
    ];
    expect(ids(lists)).toEqual(['a1', 'a0', 'b0', 'b1']);
    expect(toReadOn(lists).map(({ of }) => of.list)).toEqual(['a', 'b']);
  });
});

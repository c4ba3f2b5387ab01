import { describe, expect, it } from '@jest/globals';
import { PageShares } from '../../../../gateway/engine/merging/page-shares.js';

function learned(...pages: readonly (readonly [number, number])[]): PageShares {
  const shares = new PageShares();
  for (const [left, right] of pages) {
    shares.learn(
      'list',
      new Map([
        ['left', left],
        ['right', right],
      ]),
    );
  }
  return shares;
}

describe('how many rows of a page an operator is asked for', () => {
  it('is all of them where nothing is known', () => {
    expect(new PageShares().sizeFor('list', 'left', 20)).toBe(20);
    expect(learned([0, 0]).sizeFor('list', 'left', 20)).toBe(20);
    expect(learned([10, 10]).sizeFor('another list', 'left', 20)).toBe(20);
  });

  it('is its likely part and a margin, and never more than the page', () => {
    const shares = learned([10, 10]);
    expect(shares.sizeFor('list', 'left', 20)).toBe(17);
    expect(shares.sizeFor('list', 'left', 100)).toBe(64);
    expect(shares.sizeFor('list', 'left', 2)).toBe(2);
    expect(learned([20, 0]).sizeFor('list', 'left', 20)).toBe(20);
  });

  it('is one row where it had none', () => {
    const shares = learned([20, 0]);
    expect(shares.sizeFor('list', 'right', 20)).toBe(1);
    expect(shares.sizeFor('list', 'nobody heard of', 20)).toBe(1);
  });

  it('follows what comes', () => {
    const shares = learned([20, 0], ...Array<readonly [number, number]>(10).fill([0, 20]));
    expect(shares.sizeFor('list', 'right', 20)).toBe(20);
    expect(shares.sizeFor('list', 'left', 20)).toBeLessThan(7);
  });

  it.each([0, -1, 101, 1_000_000, 2.5, Number.NaN])(
    'is what its caller wrote where that is no page (%s)',
    (limit) => {
      expect(learned([10, 10]).sizeFor('list', 'left', limit)).toBe(limit);
    },
  );
});

import { expect, it } from '@jest/globals';
import { countEach, type Counted } from '../../../subgraphs/kit/counted.js';
import { tooSlow } from '../../../subgraphs/kit/statements/statement-errors.js';

/** Counts lists of these lengths; each statement takes so many milliseconds for ten thousand rows. */
async function counted(
  lengths: readonly number[],
  cost: number,
  deadline = Infinity,
): Promise<{ readonly told: readonly Counted[]; readonly limits: readonly number[] }> {
  let now = 0;
  const limits: number[] = [];
  const told = await countEach(
    lengths,
    (asked, limit) => {
      limits.push(limit);
      const found = asked.map((length) => Math.min(length, limit));
      const took = (Math.max(...found) / 10_000) * cost;
      now += took;
      return took > deadline ? Promise.reject(tooSlow()) : Promise.resolve(found);
    },
    () => now,
  );
  return { told, limits };
}

it('counts to ten thousand exactly, whatever it costs, by one statement', async () => {
  const { told, limits } = await counted([0, 9_999, 10_000], 4_000);
  expect(told.map(({ total, minimum }) => [total, minimum])).toEqual([
    [0, 0],
    [9_999, 9_999],
    [10_000, 10_000],
  ]);
  expect(limits).toEqual([10_001]);
});

it('counts further where that costs little', async () => {
  const { told, limits } = await counted([30_000, 3], 5);
  expect(told).toEqual([
    { total: 30_000, minimum: 30_000 },
    { total: 3, minimum: 3 },
  ]);
  expect(limits).toHaveLength(2);
});

it('says how many there are at least where it would cost too much', async () => {
  expect((await counted([800_000], 5)).told).toEqual([{ total: null, minimum: 110_000 }]);
  const slow = await counted([800_000, 7], 50);
  expect(slow.told).toEqual([
    { total: null, minimum: 10_000 },
    { total: 7, minimum: 7 },
  ]);
  expect(slow.limits).toEqual([10_001]);
});

it('knows what it counted before the deadline of a statement', async () => {
  expect((await counted([800_000], 20, 10)).told).toEqual([{ total: null, minimum: 0 }]);
  expect((await counted([800_000], 10, 11)).told).toEqual([{ total: null, minimum: 10_000 }]);
});

it('hides no other fault', async () => {
  const failing = countEach([1], () => Promise.reject(new Error('broken')));
  await expect(failing).rejects.toThrow('broken');
});

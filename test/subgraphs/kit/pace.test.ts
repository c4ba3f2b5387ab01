import { describe, expect, it } from '@jest/globals';
import { Pace } from '../../../subgraphs/kit/pace.js';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

describe('the rows of a large answer', () => {
  it('come in their order, the first at once', async () => {
    const paced = new Pace().of(numbers(1_200));
    expect(paced.filter((item) => typeof item === 'number')).toEqual(numbers(500));
    expect(await Promise.all(paced.map((item) => Promise.resolve(item)))).toEqual(numbers(1_200));
  });

  it('let others in between, counted over all lists of the request', async () => {
    const pace = new Pace();
    const seen: string[] = [];
    const lists = [pace.of(numbers(400)), pace.of(numbers(400)), pace.of(numbers(400))];
    const done = lists.flat().map(async (item, place) => {
      await item;
      if (place % 100 === 99) seen.push(String(place + 1));
    });
    setImmediate(() => seen.push('another'));
    await Promise.all(done);
    expect(seen.indexOf('another')).toBe(5);
    expect(seen).toHaveLength(13);
  });
});

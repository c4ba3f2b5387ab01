import { describe, expect, it } from '@jest/globals';
import { PlanningBusy, PlanningQueue } from '../../../../gateway/engine/planning/planning-queue.js';

const nobody: ReadonlySet<string> = new Set();

function queueAt(clock: { now: number }): PlanningQueue<string> {
  return new PlanningQueue(() => clock.now, {
    perSignatory: 3,
    total: 5,
    budget: 1_000,
    refill: 0.5,
  });
}

function order(queue: PlanningQueue<string>): readonly string[] {
  const items: string[] = [];
  for (let next = queue.next(nobody); next; next = queue.next(nobody)) items.push(next.item);
  return items;
}

function busy(ask: () => void): PlanningBusy {
  try {
    ask();
  } catch (error) {
    if (error instanceof PlanningBusy) return error;
  }
  throw new Error('was not refused');
}

describe('the planning queue', () => {
  it('takes each signatory in turn, however many operations one of them has', () => {
    const queue = queueAt({ now: 0 });
    for (const item of ['a1', 'a2', 'a3']) queue.add('a', item);
    queue.add('b', 'b1');
    queue.add('c', 'c1');
    expect(order(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'a3']);
  });

  it('puts who was served last behind those who come later', () => {
    const queue = queueAt({ now: 0 });
    queue.add('a', 'a1');
    queue.add('a', 'a2');
    expect(queue.next(nobody)?.item).toBe('a1');
    queue.add('b', 'b1');
    expect(order(queue)).toEqual(['b1', 'a2']);
  });

  it('takes no second operation of a signatory while one is being planned', () => {
    const queue = queueAt({ now: 0 });
    queue.add('a', 'a1');
    expect(queue.next(new Set(['a']))).toBeNull();
    expect(queue.hasNext(new Set(['a']))).toBe(false);
    queue.add('b', 'b1');
    expect(queue.next(new Set(['a']))?.item).toBe('b1');
  });

  it('is bounded for each signatory, and for all', () => {
    const queue = queueAt({ now: 0 });
    for (const item of ['a1', 'a2', 'a3']) queue.add('a', item);
    const refused = busy(() => {
      queue.add('a', 'a4');
    });
    expect(refused).toMatchObject({ reason: 'queue' });
    expect(refused.retryAfter).toBeGreaterThanOrEqual(1);
    queue.add('b', 'b1');
    queue.add('b', 'b2');
    expect(
      busy(() => {
        queue.add('c', 'c1');
      }).reason,
    ).toBe('queue');
    expect(queue.length).toBe(5);
  });

  it('refuses who has used its planning time, until that has grown again', () => {
    const clock = { now: 0 };
    const queue = queueAt(clock);
    queue.add('a', 'a1');
    expect(queue.spend('a', 3_000)).toEqual(['a1']);
    expect(queue.length).toBe(0);
    // 2,000 ms too many, half a millisecond regained in each.
    expect(
      busy(() => {
        queue.add('a', 'a2');
      }),
    ).toMatchObject({ reason: 'budget', retryAfter: 4 });
    queue.add('b', 'b1');
    clock.now = 4_000;
    queue.add('a', 'a2');
    expect(order(queue)).toEqual(['a2', 'b1']);
  });

  it('saves up no more than its bound', () => {
    const clock = { now: 0 };
    const queue = queueAt(clock);
    queue.spend('a', 0);
    clock.now = 1e9;
    queue.spend('a', 1_001);
    expect(
      busy(() => {
        queue.add('a', 'a1');
      }).reason,
    ).toBe('budget');
  });
});

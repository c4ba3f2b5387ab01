import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BudgetStore } from '../../../gateway/http/budget-store.js';
import { Budgets } from '../../../gateway/http/budgets.js';
import { describeOnRedis, RedisServer } from '../../harness/redis.js';

/** Whole again a second after the first spending. */
const size = { burst: 1_000, perSecond: 1_000 };
const slow = { burst: 1_000, perSecond: 100 };
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

function behaveAsBudgets(open: (size: { burst: number; perSecond: number }) => Promise<Budgets>) {
  it('are spent, and come back over time', async () => {
    const budgets = await open(size);
    expect(await budgets.spend('a', ['x'], 900)).toBe(0);
    expect(await budgets.spend('a', ['x'], 300)).toBe(1);
    // What was refused was not taken.
    expect(await budgets.spend('a', ['x'], 100)).toBe(0);
    await pause(1_100);
    expect(await budgets.spend('a', ['x'], 1_000)).toBe(0);
    expect(await budgets.spend('a', ['x'], 1)).toBe(1);
  });

  it('are nobody else’s, and nowhere else’s', async () => {
    const budgets = await open(slow);
    expect(await budgets.spend('a', ['x'], 1_000)).toBe(0);
    expect(await budgets.spend('a', ['x'], 1)).toBeGreaterThan(0);
    expect(await budgets.spend('b', ['x'], 1_000)).toBe(0);
    expect(await budgets.spend('a', ['y'], 1_000)).toBe(0);
  });

  it('of all that one asks are twice as large, whichever subgraphs it asks', async () => {
    const budgets = await open(slow);
    for (const name of ['x', 'y']) expect(await budgets.spend('a', [name], 1_000)).toBe(0);
    expect(await budgets.spend('a', ['z'], 1)).toBeGreaterThan(0);
    expect(await budgets.spend('a', [], 1)).toBeGreaterThan(0);
  });

  it('are spent everywhere or nowhere', async () => {
    const budgets = await open(slow);
    expect(await budgets.spend('a', ['x'], 900)).toBe(0);
    expect(await budgets.spend('a', ['x', 'y'], 900)).toBeGreaterThan(0);
    expect(await budgets.spend('a', ['y'], 1_000)).toBe(0);
  });

  it('pay as a whole for what costs more than they hold', async () => {
    const budgets = await open(slow);
    expect(await budgets.spend('a', ['x'], Infinity)).toBe(0);
    expect(await budgets.spend('a', ['x'], Infinity)).toBe(10);
  });

  it('are spent faster by one large operation than by the same in parts', async () => {
    const budgets = await open({ burst: 100_000, perSecond: 100 });
    expect(await budgets.spend('a', ['x'], 50_000)).toBe(0);
    expect(await budgets.spend('a', ['x'], 1)).toBeGreaterThan(0);
    for (let part = 0; part < 5; part += 1) {
      expect(await budgets.spend('a', ['y'], 10_000)).toBe(0);
    }
    expect(await budgets.spend('a', ['y'], 10_000)).toBe(0);
  });

  it('are not overdrawn by those who ask at once', async () => {
    const budgets = await open(slow);
    const waits = await Promise.all(
      Array.from({ length: 40 }, () => Promise.resolve(budgets.spend('a', ['x'], 100))),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
  });
}

describe('budgets of one process', () => {
  behaveAsBudgets((wanted) => Promise.resolve(new Budgets(wanted)));

  it('of size 0 bound nothing', async () => {
    expect(await new Budgets({ burst: 0, perSecond: 1 }).spend('a', ['x'], 1e9)).toBe(0);
  });
});

describeOnRedis('budgets in a store', () => {
  let server: RedisServer;
  let stores: BudgetStore[];
  let said: string[];

  beforeAll(async () => {
    server = await RedisServer.start();
  });
  beforeEach(async () => {
    stores = [];
    said = [];
    await server.kill();
    await server.restart();
  });
  afterEach(() => {
    for (const store of stores) store.close();
  });
  afterAll(async () => {
    await server.stop();
  });

  async function open(wanted: { burst: number; perSecond: number }): Promise<Budgets> {
    const store = await BudgetStore.open(server.url, wanted, {
      onLost: (reason) => said.push(`lost: ${reason}`),
      onFound: () => said.push('found'),
    });
    stores.push(store);
    await until(() => store.isUsable);
    return new Budgets(wanted, store);
  }

  async function until(holds: () => boolean): Promise<void> {
    for (let attempt = 0; attempt < 400 && !holds(); attempt += 1) await pause(20);
    expect(holds()).toBe(true);
  }

  behaveAsBudgets(open);

  it('are shared by replicas', async () => {
    const [first, second] = [await open(slow), await open(slow)];
    expect(await first.spend('a', ['x'], 900)).toBe(0);
    expect(await second.spend('a', ['x'], 200)).toBeGreaterThan(0);
    expect(await second.spend('a', ['x'], 100)).toBe(0);
    expect(await first.spend('a', ['x'], 1)).toBeGreaterThan(0);
  });

  it('are kept in memory while the store is down, and shared again after', async () => {
    const budgets = await open(slow);
    await server.kill();
    expect(await budgets.spend('a', ['x'], 1_000)).toBe(0);
    expect(await budgets.spend('a', ['x'], 1)).toBeGreaterThan(0);
    await server.restart();
    await until(() => said.includes('found'));
    expect(await budgets.spend('a', ['x'], 1)).toBe(0);
    expect(said.filter((line) => line.startsWith('lost'))).toHaveLength(1);
    expect(said.join()).not.toContain('127.0.0.1');
  });

  it('keep nobody waiting for a store that hangs', async () => {
    const budgets = await open(slow);
    server.signal('SIGSTOP');
    // Whoever waited for it would wait until it goes on, below.
    expect(await budgets.spend('a', ['x'], 1_000)).toBe(0);
    expect(await budgets.spend('a', ['x'], 1)).toBeGreaterThan(0);
    expect(said).toHaveLength(1);
    server.signal('SIGCONT');
    await until(() => said.includes('found'));
    expect(await budgets.spend('b', ['x'], 1_000)).toBe(0);
  });
});

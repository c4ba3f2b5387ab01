import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { BudgetLedger, BudgetSize, Payment } from './budget-ledger.js';
import type { BudgetStore } from './budget-store.js';
import { BudgetsInMemory } from './budgets-in-memory.js';

/** A cost up to which operations pay at a subgraph what they ask for. */
const usual = 10_000;

/** One large operation harms others more than the same in small ones: nothing gets in between. */
function priceAtSubgraph(cost: number): number {
  return cost <= usual ? cost : Math.ceil(cost ** 2 / usual);
}

/**
 * Budgets of cost that refill over time: one of each signatory at each subgraph, and one of twice that
 * size for all it asks. Whoever spends faster waits alone: nobody's budget is another's.
 */
export class Budgets {
  private readonly own: BudgetsInMemory;

  /** @param store which replicas share; null: this process keeps its own. */
  constructor(
    private readonly size: BudgetSize,
    private readonly store: BudgetStore | null = null,
  ) {
    this.own = new BudgetsInMemory(size);
  }

  /**
   * Takes the cost from each of the budgets, or from none. What costs more than a whole budget is
   * paid with a whole one.
   * @returns seconds until it can be paid; 0: it is.
   */
  spend(signataire: string, subgraphs: readonly string[], cost: number): number | Promise<number> {
    const { burst } = this.size;
    if (burst === 0) return 0;
    const payment = {
      signataire,
      subgraphs,
      price: Math.min(cost, burst),
      priceAtSubgraph: Math.min(priceAtSubgraph(cost), burst),
    };
    const { store } = this;
    return store?.isUsable ? this.payShared(store, payment) : seconds(this.own.pay(payment));
  }

  private async payShared(store: BudgetStore, payment: Payment): Promise<number> {
    try {
      return seconds(await pay(store.ledger, payment));
    } catch (error) {
      store.failed(error);
      return seconds(this.own.pay(payment));
    }
  }
}

/** @returns milliseconds until it can be paid; 0: it is. */
async function pay(
  { total, atSubgraph }: BudgetLedger,
  { signataire, subgraphs, price, priceAtSubgraph }: Payment,
): Promise<number> {
  const accounts = [
    { limiter: total, key: signataire, price },
    ...subgraphs.map((name) => ({
      limiter: atSubgraph,
      key: `${signataire}/${name}`,
      price: priceAtSubgraph,
    })),
  ];
  // Looked at before anything is taken. Giving back what was taken in vain would be a gift where a
  // new window has begun meanwhile.
  const waits = await Promise.all(
    accounts.map(async ({ limiter, key, price }) => {
      const spent = await limiter.get(key);
      const fits = spent === null || spent.consumedPoints + price <= limiter.points;
      return fits ? 0 : spent.msBeforeNext;
    }),
  );
  const wait = Math.max(...waits);
  if (wait > 0) return wait;
  return Math.max(
    ...(await Promise.all(accounts.map(({ limiter, key, price }) => take(limiter, key, price)))),
  );
}

/** @returns milliseconds to wait, where others have spent it since it was looked at. */
async function take(limiter: RateLimiterAbstract, key: string, price: number): Promise<number> {
  try {
    await limiter.consume(key, price);
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, refused.msBeforeNext);
    throw refused;
  }
}

function seconds(milliseconds: number): number {
  return Math.ceil(milliseconds / 1_000);
}

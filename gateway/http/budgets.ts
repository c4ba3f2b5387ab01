import { RateLimiterMemory, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { windowOf, type BudgetLedger, type BudgetSize } from './budget-ledger.js';
import type { BudgetStore } from './budget-store.js';

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
  private readonly own: BudgetLedger;

  /** @param store which replicas share; null: this process keeps its own. */
  constructor(
    private readonly size: BudgetSize,
    private readonly store: BudgetStore | null = null,
  ) {
    const { burst } = size;
    const duration = windowOf(size);
    this.own = {
      total: new RateLimiterMemory({ points: 2 * burst, duration }),
      atSubgraph: new RateLimiterMemory({ points: burst, duration }),
    };
  }

  /**
   * Takes the cost from each of the budgets, or from none. What costs more than a whole budget is
   * paid with a whole one.
   * @returns seconds until it can be paid; 0: it is.
   */
  spend(signataire: string, subgraphs: readonly string[], cost: number): number | Promise<number> {
    return this.size.burst === 0 ? 0 : this.take(signataire, subgraphs, cost);
  }

  private async take(
    signataire: string,
    subgraphs: readonly string[],
    cost: number,
  ): Promise<number> {
    const { burst } = this.size;
    const payment = {
      signataire,
      subgraphs,
      price: Math.min(cost, burst),
      priceAtSubgraph: Math.min(priceAtSubgraph(cost), burst),
    };
    const { store } = this;
    if (store?.isUsable) {
      try {
        return await pay(store.ledger, payment);
      } catch (error) {
        store.failed(error);
      }
    }
    return pay(this.own, payment);
  }
}

interface Payment {
  readonly signataire: string;
  readonly subgraphs: readonly string[];
  readonly price: number;
  readonly priceAtSubgraph: number;
}

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
  if (Math.max(...waits) > 0) return seconds(waits);
  return seconds(
    await Promise.all(accounts.map(({ limiter, key, price }) => take(limiter, key, price))),
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

function seconds(milliseconds: readonly number[]): number {
  return Math.ceil(Math.max(...milliseconds) / 1_000);
}

import type { RateLimiterAbstract } from 'rate-limiter-flexible';

/** What one signatory may spend at one subgraph, and how fast it comes back. */
export interface BudgetSize {
  /** In units of cost (`measureOperation`); 0: no budget is kept. */
  readonly burst: number;
  readonly perSecond: number;
}

/** What one operation takes, from all budgets concerned or from none. No price is more than a budget. */
export interface Payment {
  readonly signataire: string;
  readonly subgraphs: readonly string[];
  readonly price: number;
  /** From the budget at each of the subgraphs. */
  readonly priceAtSubgraph: number;
}

/** What has been spent, by signatory and by signatory and subgraph, where replicas share it. */
export interface BudgetLedger {
  readonly total: RateLimiterAbstract;
  readonly atSubgraph: RateLimiterAbstract;
}

/** Seconds after which a budget that was begun is whole again. */
export function windowOf({ burst, perSecond }: BudgetSize): number {
  return Math.max(1, Math.ceil(burst / perSecond));
}

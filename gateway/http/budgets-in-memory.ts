import { windowOf, type BudgetSize, type Payment } from './budget-ledger.js';

/** In units of cost, since its window began. */
interface Account {
  spent: number;
  /** Whole again then, in milliseconds. */
  until: number;
}

/**
 * What was spent in this process. As in the store, an account's window begins with the first spending.
 * Nothing is waited for, so that nobody gets in between looking and taking.
 */
export class BudgetsInMemory {
  /** As many as signatories, and subgraphs of each. */
  private readonly accounts = new Map<string, Account>();
  private readonly burst: number;
  private readonly window: number;

  constructor(
    size: BudgetSize,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.burst = size.burst;
    this.window = windowOf(size) * 1_000;
  }

  /** @returns milliseconds until it can be paid; 0: it is. */
  pay({ signataire, subgraphs, price, priceAtSubgraph }: Payment): number {
    const { burst } = this;
    const total = this.of(signataire);
    let wait = this.waitFor(total, price, 2 * burst);
    const atSubgraphs = subgraphs.map((name) => this.of(`${signataire}/${name}`));
    for (const account of atSubgraphs) {
      wait = Math.max(wait, this.waitFor(account, priceAtSubgraph, burst));
    }
    if (wait > 0) return wait;
    this.take(total, price);
    for (const account of atSubgraphs) this.take(account, priceAtSubgraph);
    return 0;
  }

  private of(name: string): Account {
    let account = this.accounts.get(name);
    if (!account) {
      account = { spent: 0, until: 0 };
      this.accounts.set(name, account);
    }
    return account;
  }

  private waitFor({ spent, until }: Account, price: number, budget: number): number {
    const left = until - this.now();
    return left <= 0 || spent + price <= budget ? 0 : left;
  }

  private take(account: Account, price: number): void {
    const time = this.now();
    if (account.until <= time) {
      account.spent = 0;
      account.until = time + this.window;
    }
    account.spent += price;
  }
}

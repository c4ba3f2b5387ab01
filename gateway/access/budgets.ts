/** What one signatory may spend at once, and what comes back to it per second. */
export interface BudgetSize {
  /** In units of cost (`measureOperation`); 0: no budget is kept. */
  readonly burst: number;
  readonly perSecond: number;
}

interface Account {
  left: number;
  at: number;
}

/**
 * Budgets of cost that refill over time: one of each signatory at each subgraph, and one of twice that
 * size for all it asks. Whoever spends faster waits alone: nobody's budget is another's.
 */
export class Budgets {
  private readonly accounts = new Map<string, Account>();

  constructor(
    private readonly size: BudgetSize,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Takes the cost from each of the budgets, or from none. What costs more than a whole budget is
   * paid with a whole one.
   * @returns seconds until it can be paid; 0: it is.
   */
  spend(signataire: string, subgraphs: Iterable<string>, cost: number): number {
    const { burst, perSecond } = this.size;
    if (burst === 0) return 0;
    const price = Math.min(cost, burst);
    const time = this.now();
    const total = this.account(signataire, 2, time);
    let wait = (price - total.left) / (2 * perSecond);
    const accounts = [total];
    for (const subgraph of subgraphs) {
      const account = this.account(`${signataire}\n${subgraph}`, 1, time);
      wait = Math.max(wait, (price - account.left) / perSecond);
      accounts.push(account);
    }
    if (wait > 0) return Math.ceil(wait);
    for (const account of accounts) account.left -= price;
    return 0;
  }

  /** Signatories and subgraphs are few: the accounts need no bound. */
  private account(name: string, share: number, time: number): Account {
    const burst = share * this.size.burst;
    let account = this.accounts.get(name);
    if (!account) {
      account = { left: burst, at: time };
      this.accounts.set(name, account);
    }
    const back = (Math.max(0, time - account.at) / 1_000) * share * this.size.perSecond;
    account.left = Math.min(burst, account.left + back);
    account.at = time;
    return account;
  }
}

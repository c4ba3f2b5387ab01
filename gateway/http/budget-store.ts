import type { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { windowOf, type BudgetLedger, type BudgetSize } from './budget-ledger.js';

/** Told once when the store is lost and once when it is found again. */
export interface StoreReports {
  /** @param reason of the client or the system, without the address: that may hold a password. */
  readonly onLost: (reason: string) => void;
  readonly onFound: () => void;
}

/** A request that the store answers later than this is counted in memory, in milliseconds. */
const longestAnswer = 500;
const connectTimeout = 2_000;
const longestPause = 2_000;

/** Spendings kept in a Redis-compatible store, so that replicas share each signatory's budgets. */
export class BudgetStore {
  readonly ledger: BudgetLedger;
  private lost = false;

  /** @param url `redis://` or `rediss://`. Need not be reachable: it is tried again and again. */
  static async open(url: string, size: BudgetSize, reports: StoreReports): Promise<BudgetStore> {
    const { Redis } = await import('ioredis');
    const client = new Redis(url, {
      connectTimeout,
      commandTimeout: longestAnswer,
      retryStrategy: (attempt) => Math.min(100 * attempt, longestPause),
      // What cannot be asked at once is counted in memory: nothing may wait, or be counted later.
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
    });
    return new BudgetStore(client, size, reports);
  }

  private constructor(
    private readonly client: Redis,
    size: BudgetSize,
    private readonly reports: StoreReports,
  ) {
    const shared = {
      storeClient: client,
      rejectIfRedisNotReady: true,
      duration: windowOf(size),
    };
    const keyPrefix = 'passerelle:budget';
    this.ledger = {
      total: new RateLimiterRedis({ ...shared, keyPrefix, points: 2 * size.burst }),
      atSubgraph: new RateLimiterRedis({ ...shared, keyPrefix, points: size.burst }),
    };
    client.on('error', (error: NodeJS.ErrnoException) => {
      this.lose(error.code ?? error.name);
    });
    client.on('close', () => {
      this.lose('closed');
    });
    client.on('ready', () => {
      if (this.lost) reports.onFound();
      this.lost = false;
    });
  }

  get isUsable(): boolean {
    return this.client.status === 'ready';
  }

  /** A store that hangs is left at once, and used again when a new connection is answered. */
  failed(error: unknown): void {
    this.lose((error as Error).name);
    if (this.isUsable) this.client.disconnect(true);
  }

  close(): void {
    // Left, not lost.
    this.lost = true;
    this.client.disconnect();
  }

  private lose(reason: string): void {
    if (this.lost) return;
    this.lost = true;
    this.reports.onLost(reason);
  }
}

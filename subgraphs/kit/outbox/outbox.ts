import { randomUUID } from 'node:crypto';
import { In, LessThanOrEqual, type EntityManager } from 'typeorm';
import { isSqlite } from '../is-sqlite.js';
import type { WriteQueue } from '../write-queue.js';
import { OutgoingNotification } from './outgoing-notification.js';
import { signedHeaders } from './signature.js';
import type { Subscriber, Subscribers } from './subscribers.js';

const batch = 50;
const second = 1_000;
/** How long one process has to deliver what it took before another may. */
const lease = 60 * second;
const answerWithin = 5 * second;
const firstWait = 5 * second;
const longestWait = 3_600 * second;

/** What has not been taken yet. */
interface Waiting {
  readonly count: number;
  readonly oldest: Date | null;
}

/** A notification that was sent; `failure` is null where its addressee took it. */
interface Sent {
  readonly notification: OutgoingNotification;
  readonly failure: string | null;
}

/** How long to wait after so many failures: doubled each time, an hour at most. */
export function waitAfter(failures: number): number {
  return Math.min(firstWait * 2 ** (failures - 1), longestWait);
}

/**
 * Tells signatories that something of theirs changed. What is to be told is written in the act's own
 * transaction and taken out only once its addressee has said 2xx: at least once, whenever a process
 * ends. The same id again is the same notification.
 */
export class Outbox {
  private readonly failing = new Set<string>();
  private last: Waiting = { count: 0, oldest: null };

  /** @param source name of the subgraph. */
  constructor(
    private readonly source: string,
    private readonly subscribers: Subscribers,
    private readonly writes: WriteQueue,
    private readonly warn: (message: string) => void,
  ) {}

  /** Writes what is to be told, in the transaction of `manager`. Who has not subscribed is not told. */
  async put(manager: EntityManager, addressees: readonly string[], now: Date): Promise<void> {
    const told = [...new Set(addressees)].filter((signataire) => this.subscribers.has(signataire));
    if (told.length === 0) return;
    await manager.insert(
      OutgoingNotification,
      told.map((destinataireId) => ({
        id: randomUUID(),
        destinataireId,
        le: now,
        essais: 0,
        prochainEssai: now,
      })),
    );
  }

  /** What was left at the end of the last `deliver`. */
  get waiting(): Waiting {
    return this.last;
  }

  /** Sends what is due, once each. Any number of processes may run it at once. */
  async deliver(now: Date): Promise<void> {
    for (;;) {
      const taken = await this.take(now);
      const sent = await Promise.all(taken.map((notification) => this.send(notification, now)));
      await this.settle(sent, now);
      if (taken.length < batch) break;
    }
    this.last = await this.writes.run(async (manager) => {
      const oldest = await manager.find(OutgoingNotification, { order: { le: 'ASC' }, take: 1 });
      return {
        count: await manager.count(OutgoingNotification),
        oldest: oldest[0]?.le ?? null,
      };
    });
  }

  private take(now: Date): Promise<OutgoingNotification[]> {
    return this.writes.run(async (manager) => {
      const due = await manager.find(OutgoingNotification, {
        where: { prochainEssai: LessThanOrEqual(now) },
        order: { prochainEssai: 'ASC' },
        take: batch,
        ...(isSqlite(manager.dataSource.options)
          ? {}
          : { lock: { mode: 'pessimistic_write' as const, onLocked: 'skip_locked' as const } }),
      });
      for (const { id, essais } of due) {
        const leased = { essais: essais + 1, prochainEssai: new Date(now.getTime() + lease) };
        await manager.update(OutgoingNotification, { id }, leased);
      }
      return due;
    });
  }

  private async send(notification: OutgoingNotification, now: Date): Promise<Sent> {
    const subscriber = this.subscribers.get(notification.destinataireId);
    // Who has subscribed no more has nothing to be told.
    const failure = subscriber ? await this.post(subscriber, notification, now) : null;
    return { notification, failure };
  }

  /** One transaction for all: while it is written, no answer is waited for. */
  private async settle(sent: readonly Sent[], now: Date): Promise<void> {
    if (sent.length === 0) return;
    const delivered = sent.filter(({ failure }) => failure === null);
    const failed = sent.filter(({ failure }) => failure !== null);
    await this.writes.run(async (manager) => {
      await manager.delete(OutgoingNotification, {
        id: In(delivered.map(({ notification }) => notification.id)),
      });
      for (const { notification } of failed) {
        const prochainEssai = new Date(now.getTime() + waitAfter(notification.essais + 1));
        await manager.update(OutgoingNotification, { id: notification.id }, { prochainEssai });
      }
    });
    for (const { notification, failure } of sent) this.tell(notification.destinataireId, failure);
  }

  /** null: it was taken. */
  private async post(
    { url, secret }: Subscriber,
    { id, le }: OutgoingNotification,
    now: Date,
  ): Promise<string | null> {
    const body = JSON.stringify({ id, source: this.source, le: le.toISOString() });
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: signedHeaders(secret, id, body, now),
        body,
        // Elsewhere nobody has agreed to be told.
        redirect: 'error',
        signal: AbortSignal.timeout(answerWithin),
      });
      await response.body?.cancel();
      return response.ok ? null : `HTTP ${String(response.status)}`;
    } catch (error) {
      return error instanceof Error ? error.name : 'unreachable';
    }
  }

  /** One line when it begins, one when it is over. */
  private tell(signataire: string, failure: string | null): void {
    if (failure === null && this.failing.delete(signataire)) {
      this.warn(`notifications are delivered to ${signataire} again`);
    } else if (failure !== null && !this.failing.has(signataire)) {
      this.failing.add(signataire);
      this.warn(`notifications to ${signataire} wait: ${failure}; they are sent again later`);
    }
  }
}

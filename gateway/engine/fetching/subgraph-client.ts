import { createSecureContext, type SecureContext } from 'node:tls';
import { largestSubgraphRequest } from '../../../schema/contract/request-size.js';
import { leastTls } from '../../../schema/process/tls-files.js';
import type { AnswerBounds } from './answer-bounds.js';
import { Attempt, type Inflight, type RawAnswer } from './attempt.js';
import { ConnectionPool } from './connection-pool.js';
import { ConnectFault } from './connection.js';
import {
  isTooMuch,
  parseAnswer,
  refusedInput,
  SubgraphFailure,
  type SubgraphAnswer,
} from './subgraph-answer.js';

/** How one subgraph is spoken to. Times in milliseconds, sizes in bytes. */
export interface SubgraphLimits {
  readonly connections: number;
  readonly connectTimeout: number;
  /** How long a request waits for a free connection: beyond it the partner is taken for hung. */
  readonly waitTimeout: number;
  /** From sending a request to its last byte, retries included. */
  readonly deadline: number;
  readonly maxResponseSize: number;
  /** Further attempts for a query whose connection failed or that met 502, 503 or 504. */
  readonly retries: number;
  /** Failures in a row that open the circuit, and how long it stays open. */
  readonly breakerThreshold: number;
  readonly breakerPause: number;
}

export const defaultSubgraphLimits: SubgraphLimits = {
  connections: 64,
  connectTimeout: 1_500,
  waitTimeout: 1_000,
  deadline: 10_000,
  maxResponseSize: 32 * 1024 * 1024,
  retries: 2,
  breakerThreshold: 8,
  breakerPause: 2_000,
};

/** Connections to one subgraph, requests that wait for one, and whether its circuit is open. */
export interface SubgraphConnections {
  readonly subgraph: string;
  readonly open: number;
  readonly idle: number;
  readonly waiting: number;
  readonly circuitOpen: boolean;
}

/** By name of a subgraph, or of one of its operators (`bailleurs/ekidom`): the context of now. */
export type SecureContextOf = (name: string) => SecureContext;

/** Believes the authorities of this system, and shows no certificate. */
export const bySystem: SecureContextOf = () => createSecureContext({ minVersion: leastTls });

interface SentRequest {
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly lines: string;
  readonly expires: number;
  readonly bounds: AnswerBounds | null;
  /** On a connection made for it. */
  readonly fresh: boolean;
}

/**
 * One subgraph over a pool of keep-alive connections: attempts, deadline, circuit breaker, and what
 * counts as an answer.
 */
export class SubgraphClient {
  private readonly pool: ConnectionPool;
  private readonly path: string;
  private readonly host: string;
  private readonly heads = new WeakMap<Readonly<Record<string, string>>, string>();
  private readonly attempts = new Set<Attempt>();
  private sweeper: NodeJS.Timeout | null = null;
  private failuresInARow = 0;
  private openUntil = 0;
  private closed = false;

  /** @param secureContextOf by which new connections to an https address are secured. */
  constructor(
    readonly name: string,
    url: string,
    private readonly limits: SubgraphLimits = defaultSubgraphLimits,
    secureContextOf: SecureContextOf = bySystem,
    private readonly now: () => number = Date.now,
  ) {
    const { protocol, host, hostname, port, pathname, search } = new URL(url);
    const secure = protocol === 'https:';
    this.path = pathname + search;
    this.host = host;
    this.pool = new ConnectionPool(
      {
        secureContext: secure ? () => secureContextOf(name) : null,
        // An IPv6 address stands in brackets in a URL, and nowhere else.
        host: hostname.replace(/^\[|\]$/g, ''),
        port: port === '' ? (secure ? 443 : 80) : Number(port),
        connectTimeout: limits.connectTimeout,
        waitTimeout: limits.waitTimeout,
        maxResponseSize: limits.maxResponseSize,
      },
      limits.connections,
      now,
    );
  }

  /**
   * Posts one GraphQL request body.
   * @param bounds of the answer; null: its size alone is bounded.
   * @param lines of the head, each with its end, that this request has beside its headers.
   * @throws SubgraphFailure whatever goes wrong.
   */
  async request(
    body: string | Buffer,
    headers: Readonly<Record<string, string>>,
    idempotent: boolean,
    inflight: Inflight,
    bounds: AnswerBounds | null = null,
    lines = '',
  ): Promise<SubgraphAnswer> {
    const time = this.now();
    if (this.openUntil > time) throw new SubgraphFailure(this.name, 'circuit-open');
    // One request tries whether the subgraph is back; the others wait for what becomes of it.
    if (this.openUntil > 0) this.openUntil = time + this.limits.breakerPause;
    const expires = this.now() + this.limits.deadline;
    for (let attempt = 0; ; attempt += 1) {
      try {
        const sent = { body, headers, lines, expires, bounds, fresh: !idempotent };
        const { status, text } = await this.send(sent, inflight);
        const answer = parseAnswer(this.name, status, text, bounds?.mask.exact);
        this.failuresInARow = 0;
        this.openUntil = 0;
        return answer;
      } catch (error) {
        const failure =
          error instanceof SubgraphFailure
            ? error
            : new SubgraphFailure(this.name, 'unreachable', { cause: error });
        const pause = 20 * 2 ** attempt * (0.5 + Math.random());
        // What was never sent can't have been done.
        const unsent = failure.cause instanceof ConnectFault;
        // A subgraph that hangs up in the middle of what is too large for it is not out of order.
        const tooLarge = Buffer.byteLength(body) > largestSubgraphRequest;
        if (tooLarge && failure.reason === 'unreachable' && !unsent) return refusedInput(413);
        const worthRetrying =
          (idempotent || unsent) &&
          !this.closed &&
          attempt < this.limits.retries &&
          (failure.reason === 'unreachable' || failure.passing) &&
          this.now() + pause < expires;
        if (!worthRetrying) {
          this.recordFailure(failure);
          if (isTooMuch(failure)) return refusedInput(failure.status ?? 413);
          throw failure;
        }
        await this.waitUnlessAborted(pause, inflight);
      }
    }
  }

  connections(): SubgraphConnections {
    const { open, idle, waiting } = this.pool.counts();
    const { name } = this;
    return { subgraph: name, open, idle, waiting, circuitOpen: this.openUntil > this.now() };
  }

  close(): void {
    this.closed = true;
    if (this.sweeper) clearInterval(this.sweeper);
    this.pool.close();
  }

  /** @throws SubgraphFailure when the caller goes away meanwhile. */
  private waitUnlessAborted(milliseconds: number, inflight: Inflight): Promise<void> {
    return new Promise((resolve, reject) => {
      const handle = {
        abort: (): void => {
          clearTimeout(timer);
          inflight.delete(handle);
          reject(new SubgraphFailure(this.name, 'aborted'));
        },
      };
      const timer = setTimeout(() => {
        inflight.delete(handle);
        resolve();
      }, milliseconds);
      inflight.add(handle);
    });
  }

  private recordFailure(failure: SubgraphFailure): void {
    if (failure.reason === 'aborted' || failure.reason === 'busy') return;
    if (!failure.outOfOrder) {
      this.failuresInARow = 0;
      this.openUntil = 0;
      return;
    }
    this.failuresInARow += 1;
    if (this.failuresInARow >= this.limits.breakerThreshold) {
      this.openUntil = this.now() + this.limits.breakerPause;
      // The first request after the pause is the trial: one more failure opens the circuit again.
      this.failuresInARow = this.limits.breakerThreshold - 1;
    }
  }

  private send(
    { body, headers, lines, expires, bounds, fresh }: SentRequest,
    inflight: Inflight,
  ): Promise<RawAnswer> {
    // A head that cannot be written throws before anything is under way.
    const size = Buffer.byteLength(body);
    const head = `${this.headFor(headers)}${size}\r\n${lines}\r\n`;
    const sent = typeof body === 'string' && size !== body.length ? Buffer.from(body) : body;
    const attempt = new Attempt(this.name, head, sent, bounds, expires, this.attempts, inflight);
    this.watch();
    attempt.pending = this.pool.send(attempt, fresh);
    return attempt.answer;
  }

  /** The request's head up to its length. The same headers serve many requests. */
  private headFor(headers: Readonly<Record<string, string>>): string {
    let head = this.heads.get(headers);
    if (head === undefined) {
      const lines = Object.entries({
        ...headers,
        host: this.host,
        connection: 'keep-alive',
        // The parser reads no other.
        'accept-encoding': 'identity',
      });
      for (const [name, value] of lines) {
        if (!/^[\w-]+$/.test(name) || !/^[\t\x20-\x7e]*$/.test(value)) {
          throw new Error(`the header ${JSON.stringify(name)} cannot be sent`);
        }
      }
      const text = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
      head = `POST ${this.path} HTTP/1.1\r\n${text}content-length: `;
      this.heads.set(headers, head);
    }
    return head;
  }

  /** One coarse timer for all requests of the subgraph: a timer each would cost more than it guards. */
  private watch(): void {
    if (this.sweeper) return;
    this.sweeper = setInterval(() => {
      const time = this.now();
      for (const open of this.attempts) if (open.expires <= time) open.expire();
      if (this.attempts.size === 0 && this.sweeper) {
        clearInterval(this.sweeper);
        this.sweeper = null;
      }
    }, 50);
    this.sweeper.unref();
  }
}

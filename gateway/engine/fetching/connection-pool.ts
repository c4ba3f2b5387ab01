import type { AnswerBounds } from './answer-bounds.js';
import { Connection, type Exchange, type Origin } from './connection.js';

/** A request that was handed in; it can be given up at any time. */
export interface Pending {
  /** The exchange fails for this reason, unless it is over. */
  abort(reason: Error): void;
}

/** A request from the hand-in to its end, as its connection and who handed it in see it. */
class Ticket implements Exchange, Pending {
  connection: Connection | null = null;
  over = false;
  readonly head: string;
  readonly body: string | Buffer;
  readonly bounds: AnswerBounds | null;

  /**
   * @param fresh only a connection that carried nothing yet: its server can't be about to close it.
   * @param onGivenUp told where it is given up before any connection carried it.
   */
  constructor(
    private readonly exchange: Exchange,
    readonly fresh: boolean,
    readonly expires: number,
    private readonly onGivenUp: (ticket: Ticket) => void,
  ) {
    this.head = exchange.head;
    this.body = exchange.body;
    this.bounds = exchange.bounds ?? null;
  }

  onAnswer(status: number, text: string): void {
    this.over = true;
    this.exchange.onAnswer(status, text);
  }

  onFailure(error: Error): void {
    this.over = true;
    this.exchange.onFailure(error);
  }

  abort(reason: Error): void {
    if (this.over) return;
    if (this.connection) {
      this.connection.destroy(reason);
      return;
    }
    this.onGivenUp(this);
    this.onFailure(reason);
  }
}

/** Every connection is taken, and none became free for as long as it is worth waiting. */
export class BusyFault extends Error {
  override readonly name = 'BusyFault';
}

/** The connections to one origin. Requests beyond their number wait for their turn. */
export class ConnectionPool {
  private readonly idle: Connection[] = [];
  private readonly open = new Set<Connection>();
  private readonly waiting: Ticket[] = [];
  private patience: NodeJS.Timeout | null = null;
  /** When something last ended or began here: while all hang, nothing does. */
  private moved: number;
  private closed = false;

  constructor(
    private readonly origin: Origin,
    private readonly most: number,
    private readonly now: () => number,
  ) {
    this.moved = now();
  }

  /** @param fresh for what must not be sent twice: on a connection made for it. */
  send(exchange: Exchange, fresh = false): Pending {
    const time = this.now();
    const { waitTimeout } = this.origin;
    const ticket = new Ticket(exchange, fresh, time + waitTimeout, this.onGivenUp);
    if (this.closed) {
      ticket.abort(new Error('closed'));
      return ticket;
    }
    const connection = this.connectionFor(ticket);
    if (connection) {
      this.moved = time;
      start(connection, ticket);
    } else if (time - this.moved >= waitTimeout) {
      // All have hung for as long as anybody would wait: nobody waits for them any more.
      ticket.abort(new BusyFault('every connection hangs'));
    } else {
      this.wait(ticket);
    }
    return ticket;
  }

  counts(): { readonly open: number; readonly idle: number; readonly waiting: number } {
    return { open: this.open.size, idle: this.idle.length, waiting: this.waiting.length };
  }

  close(): void {
    this.closed = true;
    if (this.patience) clearTimeout(this.patience);
    const reason = new Error('closed');
    for (const ticket of this.waiting.splice(0)) {
      ticket.onFailure(reason);
    }
    for (const connection of [...this.open]) connection.destroy(reason);
  }

  private readonly onGivenUp = (ticket: Ticket): void => {
    const place = this.waiting.indexOf(ticket);
    if (place >= 0) this.waiting.splice(place, 1);
  };

  private connectionFor({ fresh }: Ticket): Connection | null {
    if (!fresh) return this.takeIdle() ?? this.connect();
    // The longest idle gives its place.
    if (this.open.size >= this.most) this.idle[0]?.destroy(new Error('its place was needed'));
    return this.connect();
  }

  private wait(ticket: Ticket): void {
    this.waiting.push(ticket);
    this.patience ??= setTimeout(() => {
      this.patience = null;
      this.turnAway();
    }, this.origin.waitTimeout).unref();
  }

  /** Who waited too long: all connections are held by requests that get no answer. */
  private turnAway(): void {
    const time = this.now();
    while (this.waiting[0] && this.waiting[0].expires <= time) {
      const ticket = this.waiting.shift() as Ticket;
      ticket.onFailure(new BusyFault('no connection is free'));
    }
    const [next] = this.waiting;
    if (!next || this.closed) return;
    this.patience ??= setTimeout(
      () => {
        this.patience = null;
        this.turnAway();
      },
      Math.max(20, next.expires - time),
    ).unref();
  }

  private takeIdle(): Connection | null {
    for (;;) {
      // The last used first: the others grow old and are closed.
      const connection = this.idle.pop();
      if (!connection) return null;
      if (connection.usable) return connection;
      connection.destroy(new Error('idle for too long'));
    }
  }

  private connect(): Connection | null {
    if (this.open.size >= this.most) return null;
    const connection = new Connection(
      this.origin,
      this.now,
      (idle) => {
        this.moved = this.now();
        const [next] = this.waiting;
        if (!next) {
          this.idle.push(idle);
        } else if (next.fresh) {
          // Its end makes room for a new one, which goes to the first who waits.
          idle.destroy(new Error('its place was needed'));
        } else {
          this.waiting.shift();
          start(idle, next);
        }
      },
      (closed) => {
        this.moved = this.now();
        this.open.delete(closed);
        const place = this.idle.indexOf(closed);
        if (place >= 0) this.idle.splice(place, 1);
        if (this.waiting.length === 0 || this.closed) return;
        const fresh = this.connect();
        const next = fresh ? this.waiting.shift() : undefined;
        if (next && fresh) start(fresh, next);
      },
    );
    this.open.add(connection);
    return connection;
  }
}

function start(connection: Connection, ticket: Ticket): void {
  ticket.connection = connection;
  connection.send(ticket);
}

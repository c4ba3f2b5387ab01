import { Connection, type Exchange, type Origin } from './connection.js';

/** A request that was handed in; it can be given up at any time. */
export interface Pending {
  /** The exchange fails for this reason, unless it is over. */
  abort(reason: Error): void;
}

interface Ticket {
  readonly exchange: Exchange;
  connection: Connection | null;
  over: boolean;
}

/** The connections to one origin. Requests beyond their number wait for their turn. */
export class ConnectionPool {
  private readonly idle: Connection[] = [];
  private readonly open = new Set<Connection>();
  private readonly waiting: Ticket[] = [];
  private closed = false;

  constructor(
    private readonly origin: Origin,
    private readonly most: number,
    private readonly now: () => number,
  ) {}

  send(exchange: Exchange): Pending {
    const ticket: Ticket = { exchange, connection: null, over: false };
    const pending = {
      abort: (reason: Error): void => {
        if (ticket.over) return;
        if (ticket.connection) {
          ticket.connection.destroy(reason);
          return;
        }
        ticket.over = true;
        const place = this.waiting.indexOf(ticket);
        if (place >= 0) this.waiting.splice(place, 1);
        exchange.onFailure(reason);
      },
    };
    if (this.closed) {
      pending.abort(new Error('closed'));
      return pending;
    }
    const connection = this.takeIdle() ?? this.connect();
    if (connection) start(connection, ticket);
    else this.waiting.push(ticket);
    return pending;
  }

  close(): void {
    this.closed = true;
    const reason = new Error('closed');
    for (const ticket of this.waiting.splice(0)) {
      ticket.over = true;
      ticket.exchange.onFailure(reason);
    }
    for (const connection of [...this.open]) connection.destroy(reason);
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
        const next = this.waiting.shift();
        if (next) start(idle, next);
        else this.idle.push(idle);
      },
      (closed) => {
        this.open.delete(closed);
        const place = this.idle.indexOf(closed);
        if (place >= 0) this.idle.splice(place, 1);
        if (this.waiting.length === 0 || this.closed) return;
        const next = this.waiting.shift();
        const fresh = next ? this.connect() : null;
        if (next && fresh) start(fresh, next);
      },
    );
    this.open.add(connection);
    return connection;
  }
}

function start(connection: Connection, ticket: Ticket): void {
  ticket.connection = connection;
  const { exchange } = ticket;
  connection.send({
    head: exchange.head,
    body: exchange.body,
    onAnswer: (status, text) => {
      ticket.over = true;
      exchange.onAnswer(status, text);
    },
    onFailure: (error) => {
      ticket.over = true;
      exchange.onFailure(error);
    },
  });
}

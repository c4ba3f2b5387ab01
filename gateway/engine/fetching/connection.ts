import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext } from 'node:tls';
import type { AnswerBounds } from './answer-bounds.js';
import { ResponseParser } from './response-parser.js';

/** Where and how connections are made. Times in milliseconds, sizes in bytes. */
export interface Origin {
  /** By what a connection that is made now is secured; null: plain. */
  readonly secureContext: (() => SecureContext) | null;
  readonly host: string;
  readonly port: number;
  readonly connectTimeout: number;
  /** How long a request waits for a connection to be free before it is turned away. */
  readonly waitTimeout: number;
  readonly maxResponseSize: number;
}

/** One request and who waits for its answer. Exactly one of the two is called, once. */
export interface Exchange {
  /** Up to the empty line, that included. ASCII. */
  readonly head: string;
  /** Text only where every character is ASCII. */
  readonly body: string | Buffer;
  /** null: only the answer's size is bounded. */
  readonly bounds?: AnswerBounds | null;
  onAnswer(status: number, text: string): void;
  onFailure(error: Error): void;
}

/** An idle connection is not kept longer than this, whatever its server says. */
const longestIdle = 60_000;
/** How much earlier than its server we give an idle connection up, so that none is used as it closes. */
const idleMargin = 1_000;
/** A connection is not used for longer than this: a server's address may have changed meanwhile. */
const longestLife = 60_000;
const bufferSize = 64 * 1024;

/** The connection was never made: nothing was sent, and nothing can have been done. */
export class ConnectFault extends Error {
  override readonly name = 'ConnectFault';
}

/**
 * One keep-alive connection that carries one request at a time. Reads into one buffer of its own and
 * writes each request in one piece: neither streams nor queues stand between.
 */
export class Connection {
  private readonly socket: Socket;
  private readonly parser: ResponseParser;
  private exchange: Exchange | null = null;
  private idleUntil = 0;
  private connected = false;
  private closed = false;
  private readonly oldAt: number;

  /**
   * @param onIdle the response is complete and another request may be sent.
   * @param onClosed called once; a request under way has failed by then.
   */
  constructor(
    origin: Origin,
    private readonly now: () => number,
    private readonly onIdle: (connection: Connection) => void,
    private readonly onClosed: (connection: Connection) => void,
  ) {
    this.parser = new ResponseParser(origin.maxResponseSize);
    this.oldAt = now() + longestLife;
    const { host, port } = origin;
    const onread = {
      buffer: Buffer.allocUnsafeSlow(bufferSize),
      callback: (size: number, buffer: Uint8Array): boolean => {
        this.read(Buffer.from(buffer.buffer, buffer.byteOffset, size));
        return true;
      },
    };
    const secureContext = origin.secureContext?.();
    const tls = {
      host,
      port,
      onread,
      // Said here, the environment cannot turn it off (NODE_TLS_REJECT_UNAUTHORIZED).
      rejectUnauthorized: true,
      ALPNProtocols: ['http/1.1'],
      // An address is no server name.
      ...(isIP(host) === 0 && { servername: host }),
    };
    this.socket = secureContext
      ? connectTls({ ...tls, secureContext })
      : connect({ host, port, onread });
    const timer = setTimeout(() => {
      this.destroy(new Error('connecting took too long'));
    }, origin.connectTimeout);
    this.socket.once(secureContext ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      this.connected = true;
      // A request is one write: there is nothing to gather.
      this.socket.setNoDelay(true);
    });
    this.socket.on('error', (error) => {
      this.destroy(error);
    });
    this.socket.on('close', () => {
      clearTimeout(timer);
      this.closedByServer();
    });
  }

  /** Whether an idle connection can still be trusted to be open. */
  get usable(): boolean {
    return !this.closed && this.now() < this.idleUntil;
  }

  send(exchange: Exchange): void {
    this.exchange = exchange;
    this.parser.reset(exchange.bounds ?? null);
    const { socket } = this;
    const { head, body } = exchange;
    if (typeof body === 'string') {
      socket.write(head + body, 'latin1');
      return;
    }
    socket.cork();
    socket.write(head, 'latin1');
    socket.write(body);
    socket.uncork();
  }

  /** Ends it at once; the request under way fails for this reason. */
  destroy(reason: Error): void {
    if (this.closed) return;
    this.closed = true;
    this.socket.destroy();
    const { exchange } = this;
    this.exchange = null;
    exchange?.onFailure(
      this.connected ? reason : new ConnectFault(reason.message, { cause: reason }),
    );
    this.onClosed(this);
  }

  private read(chunk: Buffer): void {
    const { exchange, parser } = this;
    if (this.closed) return;
    if (!exchange) {
      this.destroy(new Error('bytes that nobody asked for'));
      return;
    }
    try {
      if (!parser.read(chunk)) return;
    } catch (error) {
      this.destroy(error instanceof Error ? error : new Error('unreadable response'));
      return;
    }
    this.complete(exchange);
  }

  private complete(exchange: Exchange): void {
    const { parser } = this;
    const { status } = parser;
    const text = parser.text();
    this.exchange = null;
    const time = this.now();
    if (parser.keepAlive && time < this.oldAt) {
      const announced = parser.idleSeconds === null ? longestIdle : parser.idleSeconds * 1_000;
      this.idleUntil = Math.min(this.oldAt, time + Math.min(longestIdle, announced - idleMargin));
      this.handBack();
    } else {
      this.destroy(new Error('not kept alive'));
    }
    exchange.onAnswer(status, text);
  }

  /**
   * A server may close right after its answer, and the next request would be lost with it. What came
   * with the answer is read in the next turn of the loop: the connection is handed back after that.
   */
  private handBack(): void {
    setImmediate(() => {
      setImmediate(() => {
        if (!this.closed) this.onIdle(this);
      });
    });
  }

  private closedByServer(): void {
    const { exchange } = this;
    if (!this.closed && exchange && this.parser.close()) this.complete(exchange);
    this.destroy(new Error('the connection was closed'));
  }
}

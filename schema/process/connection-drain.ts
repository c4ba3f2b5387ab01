import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * How long a connection may stay without a request once its server stops, in milliseconds. Longer
 * than a proxy before it keeps idle ones (deploy/nginx.conf: 1 s), so that it is the proxy that
 * closes: a connection closed from here may meet a request that is on its way.
 */
const idleGrace = 1_500;

/**
 * Ends the connections of a server that stops without failing a request: each answer from then on,
 * those under way included, is the last of its connection and says so. What Node's own `close` does
 * is too little (a busy connection stays open for ever more requests) and too much (an idle one is
 * closed though a request may be on its way).
 */
export class ConnectionDrain {
  /** By connection, its last response: a listener on each would be a good part of a small answer's cost. */
  private readonly responses = new Map<Socket, ServerResponse>();
  private draining = false;

  /** To be made before the first request. */
  constructor(private readonly server: Server) {
    server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
      if (this.draining) {
        response.shouldKeepAlive = false;
        return;
      }
      if (socket.destroyed) return;
      if (!this.responses.has(socket)) {
        socket.once('close', () => this.responses.delete(socket));
      }
      this.responses.set(socket, response);
    });
  }

  /**
   * @param close stops listening and resolves once every connection is closed.
   * @param timeout milliseconds after which connections are ended whatever happens on them.
   * @param grace milliseconds that idle connections are left to who opened them.
   */
  async end(close: () => Promise<unknown>, timeout: number, grace = idleGrace): Promise<void> {
    this.draining = true;
    for (const response of this.responses.values()) {
      if (!response.headersSent) response.shouldKeepAlive = false;
    }
    const { server } = this;
    // Connections that the system has taken for us would be reset: they are accepted first, in the turn
    // of the loop that ends before this one begins.
    const stopListening = server.close.bind(server);
    server.close = (done) => {
      setImmediate(() => stopListening(done));
      return server;
    };
    const closeIdle = server.closeIdleConnections.bind(server);
    const graceOver = performance.now() + Math.min(grace, timeout);
    // Called by `close` at once.
    server.closeIdleConnections = () => {
      if (performance.now() >= graceOver) closeIdle();
    };
    const sweeper = setInterval(() => {
      server.closeIdleConnections();
    }, 50);
    const last = setTimeout(() => {
      server.closeAllConnections();
    }, timeout);
    try {
      await close();
    } finally {
      clearInterval(sweeper);
      clearTimeout(last);
    }
  }
}

import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IssuerKey } from './issuer-world.js';

/** An issuer's key address, over HTTP, that answers as a test wants it to. */
export class KeyServer {
  requests = 0;
  private answer: (response: ServerResponse) => void = () => undefined;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(keys: readonly IssuerKey[]): Promise<KeyServer> {
    const server = createServer((_, response) => {
      started.requests += 1;
      started.answer(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const started = new KeyServer(server, `http://127.0.0.1:${port}/jwks`);
    started.shows(keys.map(({ jwk }) => jwk));
    return started;
  }

  /** Answers with a readable set of these entries. */
  shows(entries: readonly unknown[]): void {
    this.answersWith(200, JSON.stringify({ keys: entries }));
  }

  answersWith(status: number, body: string): void {
    this.answer = (response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    };
  }

  /** Takes the request and says nothing. */
  hangs(): void {
    this.answer = () => undefined;
  }

  /** Goes on answering as before, but only after so many milliseconds. */
  slowsDown(milliseconds: number): void {
    const { answer } = this;
    this.answer = (response) => void setTimeout(() => answer(response), milliseconds);
  }

  /** Sends so many megabytes, as fast as they are taken. */
  floods(megabytes: number, sent: (bytes: number) => void): void {
    this.answer = (response) => {
      const piece = Buffer.alloc(1_048_576, ' ');
      let left = megabytes;
      let bytes = 0;
      const more = (): void => {
        while (left > 0 && !response.destroyed) {
          left -= 1;
          sent((bytes += piece.length));
          if (!response.write(piece)) {
            response.once('drain', more);
            return;
          }
        }
        response.end();
      };
      response.writeHead(200, { 'content-type': 'application/json' });
      more();
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Counts its mutations; holds an answer back while it is told to. */
export class CountingSubgraph {
  static readonly sdl = 'type Query { rang: Int } type Mutation { avancer: Int }';
  private readonly server: Server;
  private held: (() => void)[] | null = null;
  mutations = 0;

  constructor() {
    this.server = createServer((incoming, response) => {
      let text = '';
      incoming.on('data', (chunk: Buffer) => (text += chunk.toString()));
      incoming.on('end', () => {
        const isMutation = text.includes('mutation');
        if (isMutation) this.mutations += 1;
        // The gateway may ask under a key of its own.
        const field = isMutation ? 'avancer' : 'rang';
        const [, key = field] = new RegExp(`(\\w+): ?${field}`).exec(text) ?? [];
        const data = { [key]: this.mutations };
        const answer = (): void => {
          response.setHeader('content-type', 'application/json').end(JSON.stringify({ data }));
        };
        if (this.held) this.held.push(answer);
        else answer();
      });
    }).listen(0, '127.0.0.1');
  }

  async listening(): Promise<void> {
    if (!this.server.listening) await new Promise((done) => this.server.once('listening', done));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/graphql`;
  }

  hold(): void {
    this.held = [];
  }

  async untilHeld(count: number): Promise<void> {
    while ((this.held?.length ?? 0) < count) await new Promise((done) => setTimeout(done, 10));
  }

  release(): void {
    const held = this.held ?? [];
    this.held = null;
    for (const answer of held) answer();
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What a faulty subgraph does with a request that it has read whole. */
export type Behaviour = (socket: Socket, request: { query: string; variables: unknown }) => void;

/** A subgraph on a bare socket: it can misbehave below HTTP. */
export class RawSubgraph {
  /** Bodies received, in order. */
  readonly requests: string[] = [];
  readonly sockets: Socket[] = [];
  behave: Behaviour = () => undefined;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}/graphql`;
  }

  /** @param port 0: any that is free. */
  static async start(port = 0): Promise<RawSubgraph> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const raw = new RawSubgraph(server, (server.address() as AddressInfo).port);
    server.on('connection', (socket) => {
      raw.sockets.push(socket);
      let bytes = Buffer.alloc(0);
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        bytes = Buffer.concat([bytes, chunk]);
        const end = bytes.indexOf('\r\n\r\n');
        if (end < 0) return;
        const length = Number(/content-length: (\d+)/.exec(bytes.toString('latin1', 0, end))?.[1]);
        if (bytes.length < end + 4 + length) return;
        const body = bytes.toString('utf8', end + 4);
        bytes = Buffer.alloc(0);
        raw.requests.push(body);
        raw.behave(socket, JSON.parse(body) as { query: string; variables: unknown });
      });
    });
    return raw;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export function http(body: string, status = '200 OK', type = 'application/json'): string {
  return `HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Answers with this body. */
export const answering =
  (body: unknown, status?: string, type?: string): Behaviour =>
  (socket) =>
    void socket.write(http(typeof body === 'string' ? body : JSON.stringify(body), status, type));

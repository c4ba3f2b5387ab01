import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the service of a signatory reaches: its issuer's token endpoint, and the gateway. */
export interface ServiceDoor {
  readonly url: string;
  /** Where the gateway is, once it is there; before, everything is 503. */
  gateway: string | null;
  /** Asked for each act: not passed on, or passed on and its answer lost; null: all goes well. */
  fault: (() => 'before' | 'after' | null) | null;
  readonly close: () => Promise<void>;
}

export const serviceSecret = 'secret-de-service-d-essai';

/** @param token the bearer token of a signatory's own service. */
export async function openServiceDoor(
  token: (signataire: string) => Promise<string>,
): Promise<ServiceDoor> {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const door: ServiceDoor = {
    url: `http://127.0.0.1:${String(port)}`,
    gateway: null,
    fault: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const [, path = '', signataire = ''] = (request.url ?? '').split('/');
    if (path === 'jetons') {
      const basic = Buffer.from(`${signataire}:${serviceSecret}`).toString('base64');
      if (request.headers.authorization !== `Basic ${basic}`) {
        response.writeHead(401).end();
        return;
      }
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ access_token: await token(signataire), expires_in: 3600 }));
      return;
    }
    const fault = door.gateway === null ? 'before' : (door.fault?.() ?? null);
    if (fault === 'before') {
      response.writeHead(503).end();
      return;
    }
    const passed = await fetch(`${door.gateway ?? ''}/graphql`, {
      method: 'POST',
      headers: {
        authorization: request.headers.authorization ?? '',
        'content-type': 'application/json',
        'x-finalite': String(request.headers['x-finalite'] ?? ''),
      },
      body: Buffer.concat(chunks),
    });
    const text = await passed.text();
    if (fault === 'after') {
      request.socket.destroy();
      return;
    }
    response.writeHead(passed.status, { 'content-type': 'application/json' });
    response.end(text);
  }
  return door;
}

import { createServer, type IncomingMessage, type Server } from 'node:http';
import { isSigned } from '../../subgraphs/kit/outbox/signature.js';
import type { Subscribers } from '../../subgraphs/kit/outbox/subscribers.js';
import type { ToDo } from './to-do.js';

/** What a signatory's service knows. */
interface Told {
  /** Distinct notifications. */
  notifications: number;
  toDo: ToDo | null;
}

const largestBody = 1_000;
/** Ids that are remembered, so that what comes again is not counted again. */
const remembered = 10_000;

/**
 * The services of several signatories, each under its own path: `POST /ekidom` tells one of them that
 * something changed, `GET /ekidom` shows what it was told and what waits for it since.
 * @param readToDo asked at each notification; where it throws the notification is to be sent again.
 */
export function createSubscriber(
  subscribers: Subscribers,
  readToDo: (signataire: string) => Promise<ToDo>,
): Server {
  const known = new Map<string, Told>();
  const seen = new Set<string>();
  for (const signataire of subscribers.keys())
    known.set(signataire, { notifications: 0, toDo: null });

  const receive = async (signataire: string, request: IncomingMessage): Promise<number> => {
    const body = await bodyOf(request);
    const secret = subscribers.get(signataire)?.secret ?? '';
    if (body === null || !isSigned(secret, request.headers, body, new Date())) return 401;
    const told = known.get(signataire);
    if (!told) return 404;
    const id = `${signataire} ${String(request.headers['webhook-id'])}`;
    if (seen.has(id)) return 204;
    try {
      told.toDo = await readToDo(signataire);
    } catch {
      return 503;
    }
    if (!seen.has(id)) told.notifications += 1;
    seen.add(id);
    for (const oldest of seen) {
      if (seen.size <= remembered) break;
      seen.delete(oldest);
    }
    return 204;
  };

  return createServer((request, response) => {
    const signataire = (request.url ?? '').slice(1);
    if (signataire === 'health/ready') {
      response.writeHead(200).end();
    } else if (!known.has(signataire)) {
      response.writeHead(404).end();
    } else if (request.method === 'POST') {
      receive(signataire, request).then(
        (status) => response.writeHead(status).end(),
        () => response.writeHead(500).end(),
      );
    } else {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(known.get(signataire)));
    }
  });
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > largestBody) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

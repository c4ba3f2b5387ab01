import { createServer, request as send, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, parse, validate, type GraphQLSchema } from 'graphql';
import { fetchTicketHeader } from '../../schema/contract/fetch-ticket.js';
import { text } from 'node:stream/consumers';

/** What one operator was asked, and what it was shown of who asks. */
export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** What the fetch ticket says; null: none came. */
  readonly ticket: Readonly<Record<string, unknown>> | null;
  readonly headers: IncomingHttpHeaders;
}

type Answer = Record<string, unknown>;

/** Stands before an operator: remembers what it is asked, and can make it fail. */
export class WatchedOperator {
  asked: Asked[] = [];
  /** The headers with the tokens. */
  readonly authorizations: string[] = [];
  /** `down`: connections are cut; `hang`: nothing is answered; else what becomes of an answer. */
  behaviour: 'down' | 'hang' | ((answer: Answer, asked: Asked) => Answer) | null = null;

  /** The version of the schema that it is at; null: the one that its process serves. */
  private older: { readonly sdl: string; readonly schema: GraphQLSchema } | null = null;

  private constructor(
    readonly url: string,
    private readonly server: Server,
  ) {}

  static async before(target: string): Promise<WatchedOperator> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const watched = new WatchedOperator(`http://127.0.0.1:${port}/graphql`, server);
    server.on('request', (incoming, outgoing) => {
      void text(incoming).then(async (body) => {
        const asked = askedOf(body, incoming.headers);
        watched.asked.push(asked);
        watched.authorizations.push(incoming.headers.authorization ?? '');
        const { behaviour } = watched;
        if (behaviour === 'hang') return;
        if (behaviour === 'down') {
          outgoing.destroy();
          return;
        }
        const refused = watched.olderAnswer(asked.query);
        if (refused) {
          outgoing.writeHead(refused.status, { 'content-type': 'application/json' });
          outgoing.end(refused.text);
          return;
        }
        const answered = await forward(target, body, incoming.headers);
        const changed = behaviour
          ? JSON.stringify(behaviour(JSON.parse(answered.text) as Answer, asked))
          : answered.text;
        outgoing.writeHead(answered.status, { 'content-type': 'application/json' });
        outgoing.end(changed);
      });
    });
    return watched;
  }

  /** Answers from now on as a process at this version of the schema does; null: as it is. */
  serveOlder(sdl: string | null): void {
    if (sdl === null) {
      this.older = null;
      return;
    }
    const keyed = [...sdl.matchAll(/^type (\w+)[^{]*@key/gm)].map(([, name]) => name).join(' | ');
    const machinery = `scalar _Any type _Service { sdl: String } union _Entity = ${keyed}
      extend type Query { _service: _Service _entities(representations: [_Any!]!): [_Entity]! }`;
    const schema = buildSchema(sdl + machinery, { assumeValidSDL: true });
    this.older = { sdl, schema };
  }

  private olderAnswer(query: string): { status: number; text: string } | null {
    if (!this.older) return null;
    const { sdl, schema } = this.older;
    if (query.includes('_service')) {
      return { status: 200, text: JSON.stringify({ data: { _service: { sdl } } }) };
    }
    const [fault] = validate(schema, parse(query));
    if (!fault) return null;
    const errors = [{ message: 'Non.', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }];
    return { status: 400, text: JSON.stringify({ errors }) };
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

function askedOf(body: string, headers: IncomingHttpHeaders): Asked {
  const { query, variables } = JSON.parse(body) as Pick<Asked, 'query' | 'variables'>;
  const ticket = headers[fetchTicketHeader];
  return {
    query,
    variables,
    claims: claimsOf(headers.authorization ?? ''),
    ticket: typeof ticket === 'string' ? claimsOf(ticket) : null,
    headers,
  };
}

function claimsOf(token: string): Asked['claims'] {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return JSON.parse(payload) as Asked['claims'];
}

function forward(
  target: string,
  body: string,
  sent: IncomingHttpHeaders,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { ...sent, 'content-length': Buffer.byteLength(body) };
    const outgoing = send(target, { method: 'POST', headers }, (response) => {
      text(response).then(
        (answer) => resolve({ status: response.statusCode ?? 0, text: answer }),
        reject,
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

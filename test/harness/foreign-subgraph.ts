import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { foreignSchema, type Fault } from './foreign-schema.js';
import { requireAnnounced } from './foreign-ticket.js';
import { buildSchema, graphql, GraphQLError, parse, validate, type GraphQLSchema } from 'graphql';

/**
 * A partner's subgraph as somebody without the kit would write it: node's own HTTP server, graphql
 * and jose. `faults` breaks it in one way or another, so that the conformance run can be tried.
 */

const machinery = /* GraphQL */ `
  scalar _Any
  type _Service {
    sdl: String
  }
  union _Entity = Dossier
  directive @link(url: String!, import: [String!]) repeatable on SCHEMA
  directive @key(fields: String!) repeatable on OBJECT
  directive @authenticated on OBJECT | FIELD_DEFINITION
  directive @requiresScopes(scopes: [[String!]!]!) on OBJECT | FIELD_DEFINITION
  extend type Query {
    _service: _Service
    _entities(representations: [_Any!]!): [_Entity]!
  }
`;

interface Dossier {
  readonly id: string;
  readonly bailleur: string;
  readonly titre: string;
  readonly montant: number;
}

const rows: readonly Dossier[] = [
  { id: 'd1', bailleur: 'ekidom', titre: 'Témoin Premier', montant: 11 },
  { id: 'd2', bailleur: 'ekidom', titre: 'Témoin Second', montant: 12 },
  { id: 'd3', bailleur: 'habitat', titre: 'Témoin Troisième', montant: 13 },
];

interface Caller {
  readonly signataire: string | null;
  readonly territoire: { readonly patrimoine?: string };
  readonly droits: Readonly<Record<string, { readonly perimetres: readonly string[] | null }>>;
}

export interface ForeignSubgraph {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Status and body; status 0: the process is gone. */
type Reply = readonly [status: number, body: unknown];

function refusal(status: number, code: string): Reply {
  return [status, { errors: [{ message: code, extensions: { code } }] }];
}

type KeySet = Parameters<typeof createLocalJWKSet>[0];

export async function startForeignSubgraph(
  keySet: unknown,
  fault?: Fault,
): Promise<ForeignSubgraph> {
  const has = (name: Fault): boolean => fault === name;
  const schema = buildSchema(foreignSchema + machinery, {
    assumeValidSDL: true,
  });
  const server = createServer({ maxHeaderSize: has('small heads') ? 8_192 : 65_536 });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request)
      .catch((): Reply => [500, ''])
      .then(([status, body]) => {
        if (status === 0) {
          server.close();
          server.closeAllConnections();
          return;
        }
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
        response.end(text);
      })
      .catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage): Promise<Reply> {
    const [path = ''] = (request.url ?? '').split('?');
    if (path.startsWith('/health/')) {
      if (has('health behind the token')) return refusal(401, 'UNAUTHENTICATED');
      return [path === '/health/ready' && has('never ready') ? 500 : 200, { status: 'ok' }];
    }
    const caller = await callerOf(request).catch(() => null);
    if (caller === null) return refusal(401, 'UNAUTHENTICATED');
    const body = await read(request, has('small bodies') ? 100_000 : 1_500_000);
    if (body === null && !has('endless bodies')) return refusal(413, 'BAD_REQUEST');
    if (request.headers['content-type'] !== 'application/json' && !has('forms')) {
      return refusal(415, 'BAD_REQUEST');
    }
    let asked: unknown;
    try {
      asked = JSON.parse(body ?? '{"query":"{ _service { sdl } }"}');
    } catch {
      return refusal(400, 'BAD_REQUEST');
    }
    if (Array.isArray(asked)) {
      return has('batches') ? [200, { data: {} }] : refusal(400, 'BAD_REQUEST');
    }
    const { query = '', variables } = asked as { query?: string; variables?: object };
    if (!(await isAnnounced(request, query))) return refusal(401, 'UNAUTHENTICATED');
    if (/[{[]a?(?:[{[]a?){500}/.test(query)) {
      return has('dies of depth') ? [0, ''] : refusal(400, 'BAD_REQUEST');
    }
    const result = await run(schema, query, variables as Record<string, unknown>, caller);
    if (result.errors && has('errors as text')) return [200, result.errors[0]?.message ?? ''];
    const data = 'data' in result ? { data: result.data } : {};
    const errors = result.errors && { errors: result.errors.map((error) => told(error)) };
    return [200, { ...data, ...errors }];
  }

  async function isAnnounced({ headers }: IncomingMessage, query: string): Promise<boolean> {
    const ticket = headers['passerelle-billet'];
    if (typeof ticket !== 'string') {
      const isNobody = headers.authorization === undefined;
      return has('ticket not asked for') || (has('open') && isNobody);
    }
    const rules = { anyTicket: has('any ticket'), anyQuestion: has('any question') };
    const token = (headers.authorization ?? '').replace(/^Bearer /, '');
    return requireAnnounced(ticket, token, query, keySet as KeySet, rules).then(
      () => true,
      () => false,
    );
  }

  function told(error: GraphQLError): object {
    const plain = {
      message: has('values in errors') ? error.message : 'Demande refusée.',
      ...(error.path ? { path: error.path } : {}),
    };
    if (has('errors without codes')) return plain;
    const code = error.originalError ? 'INTERNAL' : 'BAD_USER_INPUT';
    const stack = has('stacks in errors') ? { trace: error.stack } : {};
    return {
      ...plain,
      ...(has('row in an error') ? { message: `Refusé : ${rows[0]?.titre}` } : {}),
      extensions: { code, ...stack },
    };
  }

  async function callerOf(request: IncomingMessage): Promise<Caller> {
    const { rawHeaders } = request;
    const tokens = rawHeaders.flatMap((name, place) =>
      place % 2 === 0 && name.toLowerCase() === 'authorization'
        ? [rawHeaders[place + 1] ?? '']
        : [],
    );
    if (has('open') && tokens.length === 0) {
      return { signataire: 'ekidom', territoire: {}, droits: {} };
    }
    if (tokens.length !== 1 && !(has('first of two headers') && tokens.length > 0)) {
      throw new Error('tokens');
    }
    const token = (tokens[0] ?? '').replace(/^Bearer /, '');
    const claims = await verified(token);
    if (!has('any form of claims')) requireForm(claims);
    return claims as unknown as Caller;
  }

  async function verified(token: string): Promise<Record<string, unknown>> {
    const { alg, jwk } = decodeProtectedHeader(token);
    const claims = decodeJwt(token);
    if (has('unsigned taken') && alg === 'none') return claims;
    if (has('signature not looked at')) {
      checkClaims(claims);
      return claims;
    }
    const set = createLocalJWKSet(keySet as KeySet);
    const byHeader = has('key of the header') && jwk !== undefined;
    const byName = byHeader ? await importJWK(jwk, 'EdDSA') : null;
    const secret = new TextEncoder().encode(JSON.stringify(keySet));
    const options = {
      ...(has('secret from the public key') ? {} : { algorithms: ['EdDSA'] }),
      ...(has('any audience') ? {} : { audience: 'dossiers' }),
      ...(has('any issuer') ? {} : { issuer: 'passerelle' }),
      ...(has('any type') ? {} : { typ: 'passerelle-subgraph+jwt' }),
      ...(has('long lives') || has('any age') ? {} : { maxTokenAge: 60 }),
      clockTolerance: has('no tolerance') ? 0 : 30,
      ...(has('any age') ? { currentDate: new Date((claims.iat ?? 0) * 1_000) } : {}),
    };
    if (has('secret from the public key') && alg === 'HS256') {
      return (await jwtVerify(token, secret, options)).payload;
    }
    return (await (byName ? jwtVerify(token, byName, options) : jwtVerify(token, set, options)))
      .payload;
  }

  function checkClaims({ iss, aud, iat, exp, nbf = 0 }: ReturnType<typeof decodeJwt>): void {
    const now = Math.floor(Date.now() / 1_000);
    const times = [exp, iat].every((time) => typeof time === 'number');
    const fits = iss === 'passerelle' && aud === 'dossiers' && times;
    const inTime = Number(exp) > now - 30 && Math.abs(now - Number(iat)) < 95;
    if (!fits || !inTime || nbf > now + 30) throw new Error('claims');
  }

  function requireForm(claims: Record<string, unknown>): void {
    const { signataire, droits, territoire, exp, iat } = claims;
    const isObject = (value: unknown): value is object =>
      typeof value === 'object' && value !== null && !Array.isArray(value);
    const rights = isObject(droits)
      ? Object.values(droits as Record<string, Caller['droits'][''] | undefined>)
      : null;
    const fits =
      (typeof signataire === 'string' || (signataire === null && rights?.length === 0)) &&
      rights !== null &&
      rights.every((right) => right?.perimetres === null || Array.isArray(right?.perimetres)) &&
      isObject(territoire) &&
      typeof exp === 'number' &&
      typeof iat === 'number';
    if (!fits) throw new Error('form');
    if (has('unknown claims refused') && 'plusTard' in claims) throw new Error('unknown');
  }

  function mayRead(caller: Caller, scope: string, { bailleur }: Dossier): boolean {
    if (caller.signataire === null && has('nobody reads all')) return true;
    const right = caller.droits[scope];
    if (!right) return false;
    if (right.perimetres === null) return true;
    return right.perimetres.some((name) =>
      name === 'patrimoine'
        ? bailleur === caller.territoire.patrimoine
        : has('unknown perimeter opens'),
    );
  }

  const reads = (caller: Caller, row: Dossier): boolean =>
    (has('scope of the type ignored') &&
      caller.droits['dossier:lecture'] === undefined &&
      caller.signataire !== null) ||
    (mayRead(caller, 'dossier:lecture', row) && !(has('own rows lack') && row.id === 'd2'));

  const shown = (caller: Caller, row: Dossier) => ({
    __typename: 'Dossier',
    id: row.id,
    titre: row.titre,
    montant:
      has('scope of the field ignored') || mayRead(caller, 'dossier:montant', row)
        ? row.montant
        : null,
  });

  async function run(
    of: GraphQLSchema,
    query: string,
    variables: Record<string, unknown>,
    caller: Caller,
  ) {
    try {
      const faults = validate(of, parse(query));
      if (faults.length > 0) return { errors: faults };
    } catch (error) {
      return { errors: [error as GraphQLError] };
    }
    const mine = rows.filter((row) => reads(caller, row));
    const served = foreignSchema.replace(has('older schema') ? /titre: String/ : /$^/, '');
    return graphql({
      schema: of,
      source: query,
      variableValues: variables,
      rootValue: {
        _service: { sdl: has('no sdl') ? '' : served },
        _entities: ({ representations }: { representations: readonly { id: unknown }[] }) =>
          entities(caller, representations),
        dossiers: {
          total: has('count of all') ? rows.length : mine.length,
          lignes: (has('list of all') ? rows : mine).map((row) => shown(caller, row)),
        },
        dossier: ({ id }: { id: string }) => {
          const row = (has('look-up of all') ? rows : mine).find((found) => found.id === id);
          return row ? shown(caller, row) : null;
        },
      },
    });
  }

  function entities(caller: Caller, representations: readonly { id: unknown }[]): unknown[] {
    if (has('few entities') && representations.length > 100) throw new Error('too many');
    const found = representations.map(({ id }, place) => {
      const row = rows.find((candidate) => candidate.id === id);
      if (!row) return has('unknown id is an error') ? new GraphQLError('unknown') : null;
      if (reads(caller, row)) return shown(caller, row);
      const isOthers = caller.droits['dossier:lecture']?.perimetres?.includes('patrimoine');
      if (isOthers && place > 0 && has('first reference judged alone')) return shown(caller, row);
      if (isOthers && has('row of others shown')) return shown(caller, row);
      return isOthers && has('row of others is an error') ? new GraphQLError('forbidden') : null;
    });
    if (has('entities dropped')) return found.filter((row) => row !== null);
    return has('entities sorted') ? found.toSorted((a) => (a === null ? 1 : -1)) : found;
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** null: larger than that. */
async function read(request: IncomingMessage, most: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= most) chunks.push(chunk);
  }
  return bytes > most ? null : Buffer.concat(chunks).toString('utf8');
}

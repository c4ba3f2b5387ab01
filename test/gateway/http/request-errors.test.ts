import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answering, RawSubgraph } from '../../harness/raw-subgraph.js';
import { expectRequestError, type Refusal } from '../../harness/request-error.js';
import { SmallGateway } from '../../harness/small-gateway.js';

const modern = 'application/graphql-response+json';

let subgraph: RawSubgraph;
let gateway: SmallGateway;

beforeAll(async () => {
  subgraph = await RawSubgraph.start();
  subgraph.behave = answering({ data: { a: 'v' } });
  gateway = await SmallGateway.start({
    subgraphs: {
      s: {
        url: subgraph.url,
        sdl: `type Query { a(n: Int): String @authenticated d: D @authenticated }
          type D @authenticated { d: D a: String }
          type Mutation { clore: String @authenticated }`,
      },
    },
    signataires: {
      lecteur: ', clientsRestreints: [comptoir], origines: ["https://lecteur.exemple.test"]',
      autre: ', origines: ["https://autre.exemple.test"]',
    },
    environment: {
      REQUIRE_AUTHENTICATION: 'true',
      MAX_DEPTH: '4',
      MAX_ALIASES: '3',
      MAX_TOKENS: '200',
      MAX_COST: '50',
      MAX_SELECTIONS: '40',
      TRUSTED_DOCUMENTS: 'documents.json',
    },
    files: { 'documents.json': JSON.stringify({ version: 1, documents: {} }) },
  });
});

afterAll(async () => {
  await gateway.stop();
  await subgraph.stop();
});

interface Sent {
  readonly method?: string;
  readonly body?: unknown;
  readonly search?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signataire?: string;
  readonly claims?: Readonly<Record<string, string>>;
}

const query = (text: string, more: object = {}): Sent => ({ body: { query: text, ...more } });
const get = (parameters: Readonly<Record<string, string>>): Sent => ({
  method: 'GET',
  search: `?${new URLSearchParams(parameters).toString()}`,
  headers: { 'apollo-require-preflight': 'true' },
});
const persisted = (hash: string): object => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
});

/** What is wrong, its status where real statuses are asked for, and its code. `faulty`: 200 in the old form; `protocol`: 200 in both
 * forms of JSON, as clients that send hashes expect it. */
const table: readonly (readonly [string, Sent, number, string, ('faulty' | 'protocol')?])[] = [
  // The caller.
  ['no token', { ...query('{ a }'), headers: { authorization: '' } }, 401, 'UNAUTHENTICATED'],
  [
    'a wrong token',
    { ...query('{ a }'), headers: { authorization: 'Bearer a.b.c' } },
    401,
    'UNAUTHENTICATED',
  ],
  [
    'another scheme',
    { ...query('{ a }'), headers: { authorization: 'Basic YTpi' } },
    401,
    'UNAUTHENTICATED',
  ],
  [
    "another's page",
    { ...query('{ a }'), headers: { origin: 'https://autre.exemple.test' } },
    403,
    'ORIGIN_NOT_ALLOWED',
  ],
  // How it was sent.
  ['a method that there is not', { method: 'PUT', body: {} }, 405, 'BAD_REQUEST'],
  ['an act by GET', get({ query: 'mutation { clore }' }), 405, 'BAD_REQUEST'],
  ['a GET that any page may send', { ...get({ query: '{ a }' }), headers: {} }, 400, 'BAD_REQUEST'],
  ['a parameter given twice', { ...get({}), search: '?query={a}&query={a}' }, 400, 'BAD_REQUEST'],
  [
    'variables in the address that are no JSON',
    get({ query: '{ a }', variables: '{' }),
    400,
    'BAD_REQUEST',
  ],
  ['no content type', { ...query('{ a }'), headers: { 'content-type': '' } }, 400, 'BAD_REQUEST'],
  [
    'a content type of forms',
    { ...query('{ a }'), headers: { 'content-type': 'text/plain' } },
    400,
    'BAD_REQUEST',
  ],
  [
    'another character set',
    { ...query('{ a }'), headers: { 'content-type': 'application/json; charset=latin1' } },
    400,
    'BAD_REQUEST',
  ],
  ['too large a body', query(`{ a } #${'x'.repeat(1_100_000)}`), 413, 'BAD_REQUEST'],
  // What was sent.
  ['an empty body', { body: '' }, 400, 'BAD_REQUEST'],
  ['no JSON', { body: '{"query":' }, 400, 'BAD_REQUEST'],
  ['no object', { body: '7' }, 400, 'BAD_REQUEST'],
  ['a batch', { body: [{ query: '{ a }' }, { query: '{ a }' }] }, 400, 'BAD_REQUEST'],
  ['no operation', { body: {} }, 400, 'BAD_REQUEST'],
  ['an empty operation', query(''), 400, 'BAD_REQUEST'],
  ['an operation that is no text', { body: { query: 7 } }, 400, 'BAD_REQUEST'],
  ['a name that is no text', query('{ a }', { operationName: 7 }), 400, 'BAD_REQUEST'],
  ['variables that are no object', query('{ a }', { variables: [] }), 400, 'BAD_REQUEST'],
  ['extensions that are no object', query('{ a }', { extensions: 'x' }), 400, 'BAD_REQUEST'],
  // Which operation.
  [
    'a name that the document has not',
    query('query A { a }', { operationName: 'B' }),
    400,
    'BAD_REQUEST',
  ],
  ['several operations, none named', query('query A { a } query B { a }'), 400, 'BAD_REQUEST'],
  [
    'fragments alone',
    query('fragment F on Query { a }'),
    400,
    'GRAPHQL_VALIDATION_FAILED',
    'faulty',
  ],
  ['an id that is not published', { body: { documentId: 'inconnu' } }, 400, 'DOCUMENT_NOT_FOUND'],
  ['an operation and an id', query('{ a }', { documentId: 'inconnu' }), 400, 'BAD_REQUEST'],
  [
    'an operation of a restricted client',
    { ...query('{ a }'), claims: { client_id: 'comptoir' } },
    403,
    'DOCUMENT_REQUIRED',
  ],
  [
    'a hash that nobody sent',
    { body: persisted('0'.repeat(64)) },
    400,
    'PERSISTED_QUERY_NOT_FOUND',
    'protocol',
  ],
  ['a hash of another text', query('{ a }', persisted('0'.repeat(64))), 400, 'BAD_REQUEST'],
  ['a subscription', query('subscription { a }'), 400, 'BAD_REQUEST'],
  // The document and its variables.
  ['a document that cannot be read', query('{'), 400, 'GRAPHQL_PARSE_FAILED', 'faulty'],
  ['an unknown field', query('{ inconnu }'), 400, 'GRAPHQL_VALIDATION_FAILED', 'faulty'],
  ['an unknown directive', query('{ a @defer }'), 400, 'GRAPHQL_VALIDATION_FAILED', 'faulty'],
  ['an undeclared variable', query('{ a(n: $n) }'), 400, 'GRAPHQL_VALIDATION_FAILED', 'faulty'],
  [
    'a variable that is not given',
    query('query ($n: Int!) { a(n: $n) }'),
    400,
    'BAD_USER_INPUT',
    'faulty',
  ],
  [
    'a variable of another type',
    query('query ($n: Int) { a(n: $n) }', { variables: { n: 'x' } }),
    400,
    'BAD_USER_INPUT',
    'faulty',
  ],
  ['a reserved alias', query('{ __x: a }'), 400, 'BAD_REQUEST'],
  // Too much.
  ['too deep', query('{ d { d { d { d { a } } } } }'), 400, 'OPERATION_TOO_LARGE'],
  ['too deep to be read', query(`{ ${'d { '.repeat(90)}`), 400, 'GRAPHQL_PARSE_FAILED', 'faulty'],
  ['too many aliases', query('{ b: a c: a d: a e: a }'), 400, 'OPERATION_TOO_LARGE'],
  ['too many tokens', query(`{ ${'a '.repeat(300)} }`), 400, 'OPERATION_TOO_LARGE'],
  [
    'too many selections',
    query(
      '{ ...F ...F ...F ...F } fragment F on Query { d { a } d { a } d { a } d { a } d { a } d { a } }',
    ),
    400,
    'OPERATION_TOO_LARGE',
  ],
];

async function send(sent: Sent, accept: string): Promise<Refusal> {
  const { method = 'POST', body, search = '', headers = {}, claims } = sent;
  const given = new Headers({
    accept,
    'content-type': 'application/json',
    authorization: `Bearer ${await gateway.token('lecteur', 60, claims ?? { client_id: 'libre' })}`,
  });
  if (method === 'GET') given.delete('content-type');
  for (const [name, value] of Object.entries(headers)) {
    if (value === '') given.delete(name);
    else given.set(name, value);
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  // Bytes: of a text, fetch says a content type itself.
  const response = await fetch(`${gateway.process.url}/graphql${search}`, {
    method,
    headers: given,
    ...(body !== undefined && { body: Buffer.from(text) }),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text: await response.text(),
  };
}

describe('a request error has one form', () => {
  it.each(table)('%s', async (...row) => {
    const [, sent, status, code, faulty] = row;
    const plain = faulty === 'protocol' ? 200 : status;
    for (const [accept, form, expected] of [
      ['*/*', 'application/json', plain],
      [modern, modern, status],
      ['application/json', 'application/json', faulty ? 200 : status],
    ] as const) {
      const refusal = await send(sent, accept);
      expect([accept, refusal.status, expectRequestError(refusal, form)]).toEqual([
        accept,
        expected,
        code,
      ]);
    }
    expect(subgraph.requests).toEqual([]);
  });

  it('also where no form was found that the caller takes', async () => {
    const refusal = await send(query('{ a }'), 'text/html');
    expect([refusal.status, expectRequestError(refusal, 'application/json')]).toEqual([
      406,
      'BAD_REQUEST',
    ]);
  });
});

/** What a request on a bare socket is answered. */
function sendBytes(bytes: string): Promise<Refusal> {
  const { hostname, port } = new URL(gateway.process.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    socket.on('error', reject);
    socket.on('close', () => {
      const [head = '', body = ''] = text.split('\r\n\r\n');
      resolve({
        status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]),
        type: /content-type: (.*)/.exec(head)?.[1] ?? null,
        text: body,
      });
    });
  });
}

describe('what never becomes a request is told in the same form', () => {
  const long = 'x'.repeat(40_000);
  it.each([
    ['an address too long (414)', `GET /graphql?query=${long} HTTP/1.1\r\nhost: x\r\n\r\n`, 431],
    ['headers too long', `POST /graphql HTTP/1.1\r\nhost: x\r\nx-finalite: ${long}\r\n\r\n`, 431],
    ['no HTTP', '\u0000\u0001 not HTTP\r\n\r\n', 400],
    [
      'a length that is none',
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: x\r\n\r\n',
      400,
    ],
    [
      'two ways to say how long it is',
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n',
      400,
    ],
    ['no host', 'POST /graphql HTTP/1.1\r\n\r\n', 400],
  ])('%s', async (_, bytes, status) => {
    const refusal = await sendBytes(bytes);
    expect([refusal.status, expectRequestError(refusal, 'application/json')]).toEqual([
      status,
      'BAD_REQUEST',
    ]);
  });
});

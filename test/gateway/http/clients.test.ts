import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ApolloClient,
  type ApolloLink,
  CombinedGraphQLErrors,
  gql as apolloGql,
  HttpLink,
  InMemoryCache,
} from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, cacheExchange, fetchExchange } from '@urql/core';
import axios from 'axios';
import { createHash } from 'node:crypto';
import { GraphQLClient } from 'graphql-request';
import { http, RawSubgraph } from '../../harness/raw-subgraph.js';
import { SmallGateway } from '../../harness/small-gateway.js';

/**
 * The clients that partners use, as they come: an operation that was sent once is not prepared again,
 * and a refusal arrives with its words and its code.
 */
let subgraph: RawSubgraph;
let gateway: SmallGateway;
let authorization: string;
let url: string;

beforeAll(async () => {
  subgraph = await RawSubgraph.start();
  subgraph.behave = (socket) => {
    socket.write(http(JSON.stringify({ data: { a: 'v' } })));
  };
  gateway = await SmallGateway.start({
    subgraphs: { s: { url: subgraph.url, sdl: 'type Query { a: String @authenticated }' } },
    environment: { MAX_ALIASES: '3' },
  });
  url = `${gateway.process.url}/graphql`;
  authorization = `Bearer ${await gateway.token('lecteur', 600)}`;
});

afterAll(async () => {
  await gateway.stop();
  await subgraph.stop();
});

/** How often an operation was parsed, validated and prepared until now. */
async function preparations(): Promise<number> {
  const metrics = await (await fetch(`${gateway.process.url}/metrics`)).text();
  return [...metrics.matchAll(/duration_seconds_count\{way="apollo",status="\d+"\} (\d+)/g)]
    .map(([, count]) => Number(count))
    .reduce((sum, count) => sum + count, 0);
}

const apollo = (
  link: ApolloLink = new HttpLink({ uri: url, headers: { authorization } }),
): ApolloClient =>
  new ApolloClient({
    link,
    cache: new InMemoryCache(),
    defaultOptions: { query: { fetchPolicy: 'no-cache' } },
  });

async function posted(
  headers: Record<string, string>,
  search = '',
  body: object = {},
): Promise<unknown> {
  const response = await fetch(url + search, {
    method: 'POST',
    headers: { authorization, ...headers },
    body: JSON.stringify({ query: 'query Posted { a }', ...body }),
  });
  return ((await response.json()) as { data: unknown }).data;
}

const json = { 'content-type': 'application/json' };

const clients: Readonly<Record<string, () => Promise<unknown>>> = {
  'Apollo Client': async () =>
    (await apollo().query({ query: apolloGql('query Apollo { a }') })).data,
  'Apollo Client that persists queries': async () => {
    const persisted = new PersistedQueryLink({
      sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
    });
    const link = persisted.concat(new HttpLink({ uri: url, headers: { authorization } }));
    return (await apollo(link).query({ query: apolloGql('query Persisted { a }') })).data;
  },
  urql: async () => {
    const client = new Client({
      url,
      exchanges: [cacheExchange, fetchExchange],
      preferGetMethod: false,
      requestPolicy: 'network-only',
      fetchOptions: { headers: { authorization } },
    });
    return (await client.query('query Urql { a }', {}).toPromise()).data as unknown;
  },
  'graphql-request': () =>
    new GraphQLClient(url, { headers: { authorization } }).request('query Request { a }'),
  axios: async () =>
    (
      await axios.post<{ data: unknown }>(
        url,
        { query: 'query Axios { a }' },
        { headers: { authorization } },
      )
    ).data.data,
  'Spring for GraphQL': () =>
    posted({
      ...json,
      accept: 'application/json, application/graphql-response+json, application/graphql+json',
    }),
  curl: () => posted({ ...json, accept: '*/*', 'user-agent': 'curl/8.14.1' }),
  'a client that writes its charset': () =>
    posted({
      'content-type': 'Application/JSON;Charset="UTF-8"',
      accept: 'application/json;q=0.9',
    }),
  'a client with extensions': () =>
    posted(json, '', { extensions: { trace: { id: 'x' } }, operationName: null, variables: null }),
  'a client that names its operation in the address': () => posted(json, '?operation=Posted'),
  'a client that reads by GET': async () => {
    const response = await fetch(`${url}?query=${encodeURIComponent('query ByGet { a }')}`, {
      headers: { authorization, 'apollo-require-preflight': 'true' },
    });
    return ((await response.json()) as { data: unknown }).data;
  },
};

describe('an operation that was sent before is not prepared again', () => {
  it.each(Object.entries(clients))('%s', async (_, query) => {
    expect(await query()).toMatchObject({ a: 'v' });
    const before = await preparations();
    for (let sending = 0; sending < 3; sending += 1) {
      expect(await query()).toMatchObject({ a: 'v' });
    }
    // The client that persists queries tries the hash alone first, which is known by now.
    expect((await preparations()) - before).toBe(0);
  });

  it('nor for another client that sends the same text', async () => {
    const text = 'query Shared { a }';
    await posted(json, '', { query: text });
    const before = await preparations();
    await new GraphQLClient(url, { headers: { authorization } }).request(text);
    await axios.post(url, { query: text }, { headers: { authorization } });
    expect((await preparations()) - before).toBe(0);
  });

  it('but a hash that is not the text’s own is refused', async () => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization, ...json },
      body: JSON.stringify({
        query: 'query Shared { a }',
        extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } },
      }),
    });
    expect(response.status).toBe(400);
  });
});

/** What Apollo Client tells the page of a refusal. */
async function told(query: string, token = authorization): Promise<readonly [unknown, string]> {
  const link = new HttpLink({ uri: url, headers: { authorization: token } });
  const { error } = await apollo(link).query({
    query: apolloGql(query),
    errorPolicy: 'all',
  });
  if (!CombinedGraphQLErrors.is(error)) throw new Error('no GraphQL errors', { cause: error });
  const [first] = error.errors;
  return [first?.extensions?.['code'], first?.message ?? ''];
}

describe('Apollo Client reads the words and the code', () => {
  it('of a wrong token', async () => {
    const [code, message] = await told('{ a }', 'Bearer x.y.z');
    expect(code).toBe('UNAUTHENTICATED');
    expect(message).toMatch(/jeton/i);
  });

  it('of an operation that is too large', async () => {
    const [code, message] = await told('{ b: a c: a d: a e: a }');
    expect(code).toBe('OPERATION_TOO_LARGE');
    expect(message).toContain('trop volumineuse');
  });

  it('of an operation that does not fit the schema', async () => {
    const [code] = await told('{ inconnu }');
    expect(code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('of a variable that is missing', async () => {
    const [code, message] = await told('query V($s: Boolean!) { a @skip(if: $s) }');
    expect(code).toBe('BAD_USER_INPUT');
    expect(message).toContain('invalide');
  });
});

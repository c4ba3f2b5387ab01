import dns from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  defaultSubgraphLimits,
  SubgraphClient,
} from '../../../../gateway/engine/fetching/subgraph-client.js';

/** A partner that moves: one name, two servers, both of which go on answering. */
const host = 'partenaire.invalid';
const [before, after] = ['127.0.0.2', '127.0.0.3'] as const;

const servers: Server[] = [];
const system = dns.lookup;
let address: string = before;
let port = 0;

async function serve(at: string, on: number): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end(JSON.stringify({ data: { at } })));
  });
  await new Promise<void>((resolve) => server.listen(on, at, resolve));
  servers.push(server);
  return server;
}

type Found = (error: null, address: unknown, family?: number) => void;

beforeAll(async () => {
  const first = await serve(before, 0);
  port = (first.address() as AddressInfo).port;
  await serve(after, port);
  // What the system says of names, as it says it; of this one, what stands in `address`.
  dns.lookup = ((name: string, options: { all?: boolean }, found: Found) => {
    if (name !== host) {
      system(name, options as never, found as never);
      return;
    }
    const answer = { address, family: 4 };
    process.nextTick(() => {
      if (options.all) found(null, [answer]);
      else found(null, answer.address, answer.family);
    });
  }) as never;
});

afterAll(async () => {
  dns.lookup = system;
  await Promise.all(
    servers.map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
});

it('is at its new address within a minute, though its connections were never idle', async () => {
  let time = 0;
  const client = new SubgraphClient(
    'partenaire',
    `http://${host}:${port}/graphql`,
    defaultSubgraphLimits,
    undefined,
    () => time,
  );
  const headers = { 'content-type': 'application/json' };
  const asked: { readonly time: number; readonly at: unknown }[] = [];
  const ask = async (): Promise<void> => {
    const sent = time;
    const { data } = await client.request('{}', headers, true, new Set());
    asked.push({ time: sent, at: (data as { at: unknown }).at });
  };
  try {
    // At any time three are under way, and each second three come after them.
    let underWay = [ask(), ask(), ask()];
    for (; time < 150_000; time += 1_000) {
      if (time === 70_000) address = after;
      const next = [ask(), ask(), ask()];
      await Promise.all(underWay);
      underWay = next;
    }
    await Promise.all(underWay);
  } finally {
    client.close();
  }
  const placesOf = (from: number, to: number): unknown[] => [
    ...new Set(asked.filter(({ time: sent }) => sent >= from && sent < to).map(({ at }) => at)),
  ];
  expect(placesOf(0, 70_000)).toEqual([before]);
  // What is open is used: it is no new connection for each request.
  expect(placesOf(70_000, 72_000)).toContain(before);
  expect(placesOf(132_000, 150_000)).toEqual([after]);
});

import {
  createServer as createHttp,
  type RequestListener,
  type Server as HttpServer,
} from 'node:http';
import { connect, createServer as createTcp, type AddressInfo, type Server } from 'node:net';
import { createServer as createTls, type TlsOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { examineLine, type ExaminedLine } from '../../../../schema/partner/doctor/examine-line.js';
import { fetchTicketHeader } from '../../../../schema/contract/fetch-ticket.js';
import { probeHeaders } from '../../../../schema/partner/doctor/probe-headers.js';
import { worst } from '../../../../schema/partner/doctor/report.js';
import { TrialKey } from '../../../../schema/partner/trial-key.js';
import { foreignSchema } from '../../../harness/foreign-schema.js';
import { startForeignSubgraph, type ForeignSubgraph } from '../../../harness/foreign-subgraph.js';
import { Authority, type Issued } from '../../../harness/authority.js';

const key = TrialKey.generate();
const ours = new Authority('Autorité du partenaire');
const others = new Authority('Autre autorité');

let subgraph: ForeignSubgraph;
let good: Issued;
const servers: (Server | HttpServer)[] = [];

beforeAll(async () => {
  subgraph = await startForeignSubgraph(key.keySet);
  good = ours.issue('localhost');
});

afterAll(async () => {
  await subgraph.stop();
  for (const server of servers) server.close();
  ours.remove();
  others.remove();
});

async function listening(server: Server | HttpServer): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** The good subgraph behind TLS of this kind. */
async function behindTls(options: TlsOptions): Promise<string> {
  const { port } = new URL(subgraph.url);
  const server = createTls(options, (secured) => {
    const plain = connect(Number(port), '127.0.0.1');
    secured.on('error', () => plain.destroy());
    plain.on('error', () => secured.destroy());
    secured.pipe(plain).pipe(secured);
  });
  return `https://localhost:${await listening(server)}/graphql`;
}

const answering = async (listener: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await listening(createHttp(listener))}/graphql`;

/** Passes on to the good subgraph, and changes what comes back. */
async function behind(
  change: (answer: { status: number; headers: Record<string, string>; body: string }) => void,
  wait = 0,
): Promise<string> {
  return answering((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void (async () => {
        const { authorization, [fetchTicketHeader]: ticket } = request.headers;
        const passed = await fetch(new URL(request.url ?? '', subgraph.url), {
          method: request.method ?? 'GET',
          headers: {
            'content-type': 'application/json',
            ...(authorization === undefined ? {} : { authorization }),
            ...(typeof ticket === 'string' ? { [fetchTicketHeader]: ticket } : {}),
          },
          ...(request.method === 'POST' ? { body: Buffer.concat(chunks) } : {}),
        });
        const answer = {
          status: passed.status,
          headers: { 'content-type': 'application/json', date: new Date().toUTCString() },
          body: await passed.text(),
        };
        change(answer);
        setTimeout(() => {
          response.writeHead(answer.status, answer.headers).end(answer.body);
        }, wait);
      })();
    });
  });
}

async function examined(url: string, more: Partial<ExaminedLine> = {}, at?: Date) {
  const line = {
    url,
    security: { ca: ours.pem },
    headers: probeHeaders(key, 'dossiers'),
    published: parse(foreignSchema),
  };
  return examineLine({ ...line, keySet: null, ...more }, () => at ?? new Date());
}

async function causes(
  url: string,
  more: Partial<ExaminedLine> = {},
  at?: Date,
): Promise<readonly string[]> {
  const signs = await examined(url, more, at);
  return signs
    .filter(({ light }) => light !== 'green')
    .map(({ step, light, cause }) => `${step} ${light} ${cause}`);
}

describe('a line without a fault', () => {
  it('is green from the name to the latency, with certificates on both sides', async () => {
    const url = await behindTls({
      ...good,
      ca: ours.pem,
      requestCert: true,
      rejectUnauthorized: true,
    });
    const jwks = await answering((_, response) => response.end(JSON.stringify(key.keySet)));
    const signs = await examined(url, {
      security: { ca: ours.pem, ...ours.issue('passerelle') },
      keySet: { url: jwks, kid: key.kid },
    });
    expect(worst(signs)).toBe('green');
    expect(signs.map(({ step }) => step)).toEqual([
      'dns',
      'tcp',
      'tls',
      'certificate',
      'health',
      'clock',
      'token',
      'schema',
      'latency',
      'keys',
    ]);
  });
});

describe('a planted fault is named', () => {
  it.each<[string, () => Promise<readonly string[]>]>([
    ['address red address', () => causes('ftp://localhost/graphql')],
    ['dns red dns', () => causes('https://nulle-part.invalid/graphql')],
    ['tcp red connection-refused', () => causes('http://127.0.0.1:1/graphql')],
    ['tls red not-tls', () => causes(subgraph.url.replace('http:', 'https:'))],
    [
      'tls red tls-version',
      async () =>
        causes(
          await behindTls({
            ...good,
            minVersion: 'TLSv1',
            maxVersion: 'TLSv1.1',
            ciphers: 'DEFAULT:@SECLEVEL=0',
          }),
        ),
    ],
    ['certificate red unknown-ca', async () => causes(await behindTls(others.issue('localhost')))],
    [
      'certificate red certificate-expired',
      async () => causes(await behindTls(good), {}, new Date('2099-01-01')),
    ],
    [
      'certificate red certificate-not-yet-valid',
      async () => causes(await behindTls(good), {}, new Date('2020-01-01')),
    ],
    [
      'certificate red certificate-name',
      async () => causes(await behindTls(ours.issue('autre.example'))),
    ],
    [
      'certificate amber certificate-ends-soon',
      async () => causes(await behindTls(ours.issue('localhost', 9))),
    ],
    [
      'tls red client-certificate-wanted',
      async () =>
        causes(
          await behindTls({ ...good, ca: ours.pem, requestCert: true, rejectUnauthorized: true }),
        ),
    ],
    [
      'tls red client-certificate-refused',
      async () =>
        causes(
          await behindTls({ ...good, ca: ours.pem, requestCert: true, rejectUnauthorized: true }),
          { security: { ca: ours.pem, ...others.issue('passerelle') } },
        ),
    ],
    [
      'clock red clock',
      async () =>
        causes(
          await behind(({ headers }) => {
            headers['date'] = new Date(Date.now() - 90_000).toUTCString();
          }),
        ),
    ],
    [
      'health red not-ready',
      async () =>
        causes(
          await behind((answer) => {
            if (answer.body.includes('"status"')) answer.status = 503;
          }),
        ),
    ],
    [
      'token red token-refused',
      () =>
        causes(subgraph.url, {
          headers: probeHeaders(key, 'autre'),
        }),
    ],
    [
      'token red open',
      async () => {
        const open = await startForeignSubgraph(key.keySet, 'open');
        const found = await causes(open.url);
        await open.stop();
        return found;
      },
    ],
    [
      'token red html',
      async () =>
        causes(
          await behind((answer) => {
            answer.headers['content-type'] = 'text/html';
          }),
        ),
    ],
    [
      'token red http-redirect',
      async () =>
        causes(
          await behind((answer) => {
            if (!answer.body.includes('"status"')) answer.status = 308;
          }),
        ),
    ],
    [
      'token red no-graphql',
      async () =>
        causes(
          await behind((answer) => {
            if (!answer.body.includes('"status"')) answer.status = 404;
          }),
        ),
    ],
    [
      'schema amber schema-differs',
      () => causes(subgraph.url, { published: parse(foreignSchema.replace('titre: String', '')) }),
    ],
    ['latency amber slow', async () => causes(await behind(() => undefined, 600))],
    [
      'keys red key-set-unreachable',
      () => causes(subgraph.url, { keySet: { url: 'http://127.0.0.1:1/jwks.json', kid: key.kid } }),
    ],
    [
      'keys red key-set-lacks-key',
      async () => {
        const url = await answering((_, response) => response.end('{"keys":[{"kid":"autre"}]}'));
        return causes(subgraph.url, { keySet: { url, kid: key.kid } });
      },
    ],
    [
      'health red no-answer',
      async () => {
        const server = createTcp((socket) => socket.on('data', () => socket.destroy()));
        return causes(`http://127.0.0.1:${await listening(server)}/graphql`);
      },
    ],
  ])('%s', async (expected, found) => {
    expect(await found()).toEqual([expected]);
  });
});

import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type ConnectionOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ville } from '../../../subgraphs/ville/ville.js';
import { Authority, type Issued } from '../../harness/authority.js';
import { gatewayKey, type GatewayKey } from '../../harness/subgraph.js';
import { SubgraphProcess } from '../../harness/subgraph-process.js';

const partner = new Authority('Autorité du partenaire');
const ours = new Authority('Autorité de la passerelle');
const others = new Authority('Autre autorité');
const folder = mkdtempSync(join(tmpdir(), 'passerelle-https-'));
let key: GatewayKey;
let subgraph: SubgraphProcess;
let client: Issued;

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

beforeAll(async () => {
  key = await gatewayKey();
  client = ours.issue('passerelle');
  const server = partner.issue('localhost');
  subgraph = await SubgraphProcess.start(ville.name, {
    DATABASE_URL: 'sqlite::memory:',
    GATEWAY_JWKS: key.jwksFile,
    REQUIRE_FETCH_TICKET: 'false',
    TLS_CERT: file('cert.pem', server.cert),
    TLS_KEY: file('key.pem', server.key),
    CLIENT_CA: file('clients.pem', ours.pem),
  });
});

afterAll(async () => {
  await subgraph.stop();
  key.remove();
  for (const authority of [partner, ours, others]) authority.remove();
  rmSync(folder, { recursive: true });
});

/** @returns status and body. */
async function get(path: string, shown: Partial<Issued>): Promise<[number, string]> {
  const police = { signataire: 'police-nationale-86', territoire: { zone: 'police' as const } };
  const authorization = `Bearer ${await key.token('ville', police)}`;
  const { port } = new URL(subgraph.url);
  return new Promise((resolve, reject) => {
    const options = {
      host: 'localhost',
      port,
      path,
      agent: false as const,
      ca: partner.pem,
      headers: { authorization, 'apollo-require-preflight': '1' },
      ...shown,
    };
    request(options, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve([response.statusCode ?? 0, text]));
    })
      .once('error', reject)
      .end();
  });
}

const question = `/graphql?query=${encodeURIComponent('{ communes { totalCount } }')}`;
const data = '{"data":{"communes":{"totalCount":87}}}\n';

describe('a subgraph with CLIENT_CA', () => {
  it('answers who shows a certificate of it', async () => {
    expect(await get(question, client)).toEqual([200, data]);
  });

  it.each(['/graphql', '/metrics', '/absent', '/health/../metrics', '//health/live', '/Health/x'])(
    'tells nobody else anything at %s',
    async (path) => {
      const wanted = await get(path, {});
      expect(wanted[0]).toBe(496);
      expect(wanted[1]).toContain('CLIENT_CERTIFICATE_WANTED');
      for (const issued of [others.issue('passerelle'), ours.issue('passerelle', -1)]) {
        const [status, text] = await get(path, issued);
        expect(status).toBe(495);
        expect(text).toContain('CLIENT_CERTIFICATE_REFUSED');
      }
    },
  );

  it('tells everybody whether it is in health', async () => {
    for (const path of ['/health/live', '/health/ready']) {
      expect(await get(path, {})).toEqual([200, '{"status":"ok"}']);
    }
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'resumes no session of %s, in which nobody would show a certificate',
    async (version) => {
      const options = { minVersion: version, maxVersion: version };
      const first = await ask(options);
      expect(first.text).toContain(' 496 ');
      const again = await ask({ ...options, ...(first.session && { session: first.session }) });
      expect(again.reused).toBe(false);
      expect(again.text).toContain(' 496 ');
    },
  );

  it('speaks nothing older than TLS 1.2', async () => {
    const old: ConnectionOptions = { maxVersion: 'TLSv1.1', minVersion: 'TLSv1' };
    await expect(ask({ ...old, ciphers: 'DEFAULT@SECLEVEL=0' })).rejects.toThrow(/version/);
  });

  it('takes another authority for the next connection, and lets open ones end', async () => {
    const { port } = new URL(subgraph.url);
    const socket = connect({ port: Number(port), host: 'localhost', ca: partner.pem, ...client });
    let heard = '';
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    const ended = new Promise((resolve) => socket.once('close', resolve));
    file('clients.pem', others.pem);
    const other = others.issue('passerelle');
    await expect(until(async () => (await get('/metrics', other))[0] === 200)).resolves.toBe(true);
    expect((await get(question, client))[0]).toBe(495);
    socket.write('GET /metrics HTTP/1.1\r\nhost: localhost\r\n\r\n');
    await ended;
    expect(heard).toMatch(/connection: close/i);
    file('clients.pem', 'rien');
    await until(() => Promise.resolve(subgraph.log.includes('new certificates were refused')));
    expect((await get(question, other))[0]).toBe(200);
  });
});

interface Asked {
  readonly text: string;
  readonly reused: boolean;
  readonly session: Buffer | null;
}

/** One request on a connection of its own, without a certificate. */
async function ask(options: ConnectionOptions): Promise<Asked> {
  const { port } = new URL(subgraph.url);
  return new Promise((resolve, reject) => {
    let text = '';
    let session: Buffer | null = null;
    const socket = connect(
      { port: Number(port), host: 'localhost', ca: partner.pem, ...options },
      () => socket.write('GET /metrics HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n'),
    );
    socket.on('session', (given: Buffer) => (session = given));
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.once('error', reject);
    socket.once('end', () => resolve({ text, reused: socket.isSessionReused(), session }));
  });
}

async function until(holds: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

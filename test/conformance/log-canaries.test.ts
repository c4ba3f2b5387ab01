import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import {
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeConfiguration } from '../../demo/configuration.js';
import { seedOnce } from '../../demo/data/seed.js';
import { readIssuerSecrets } from '../../demo/identity-provider/issuer-secrets.js';
import { allReady } from '../../demo/processes.js';
import { databaseFile, type Partner } from '../../demo/databases.js';
import { address, programs } from '../../demo/programs.js';
import { issuersOf, readSettings, type DemoSettings } from '../../demo/settings.js';
import { requestToken } from '../../demo/token-request.js';
import { loadConvention } from '../../schema/convention/load-convention.js';
import { freeBase } from '../demo/demo-process.js';
import { programEnvironment } from '../harness/program-environment.js';
import { TraceCollector } from '../harness/trace-collector.js';
import { expectQuietSpans } from './span-canaries.js';

/** @param key under which the procedures are asked for. */
type Hostility = (response: ServerResponse, key: string) => void;

/** In every value that must not be written anywhere. What follows says which one it was. */
const mark = 'CANARIVALEUR';
const folder = mkdtempSync(join(tmpdir(), 'passerelle-lignes-'));
const children: ChildProcess[] = [];
/** What each process wrote on its two streams. */
const logs = new Map<string, string>();
/** Keys of the rows that were spoiled. */
const spoiled = new Map<string, string>();
/** Answers to what met a hostile partner. */
let told = '';

let settings: DemoSettings;
let finalites: string;
let proxy: Server;
let collector: TraceCollector;
/** What stands in the place of `justice`, before the real one. null: it passes on. */
let hostile: Hostility | null = null;

beforeAll(async () => {
  const base = await freeBase();
  settings = readSettings({
    DEMO_PORT_BASE: String(base),
    DEMO_FOLDER: folder,
    DEMO_SCALE: '0.05',
  });
  await writeConfiguration(settings);
  const loaded = await loadConvention(settings.convention);
  if (!('convention' in loaded)) throw new Error('the convention is at fault');
  const { signataires, acces } = loaded.convention;
  finalites = [...new Set(acces.flatMap((access) => access.finalites ?? []))].join(',');
  const today = new Date().toISOString().slice(0, 10);
  await seedOnce(folder, [...signataires.keys()], settings.scale, today);
  spoilRows();
  proxy = createServer(standBeforeJustice);
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  collector = await TraceCollector.start();
  const all = programs(settings);
  for (const { name, command, env } of all) {
    start(name, command, {
      ...env,
      ...collector.env,
      ...(name === 'passerelle' && { SUBGRAPH_URL_JUSTICE: `http://127.0.0.1:${port}/graphql` }),
      LOG_LEVEL: 'debug',
    });
  }
  await allReady(all, 60_000, new AbortController().signal);
}, 120_000);

afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  for (const child of children) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill('SIGKILL')) await ended;
  }
  await collector.stop();
  rmSync(folder, { recursive: true, force: true });
});

function start(name: string, command: readonly string[], env: Record<string, string>): void {
  const child = spawn(process.execPath, command, {
    env: { ...programEnvironment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  logs.set(name, '');
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      logs.set(name, (logs.get(name) ?? '') + chunk.toString());
    });
  }
}

/** As a partner's own software may: one row of each table. */
function spoilRows(): void {
  const spoil = (partner: Partner, table: string, column: string, value: string): void => {
    const database = new DatabaseSync(databaseFile(folder, partner));
    const row = database.prepare(`SELECT id FROM "${table}" ORDER BY id LIMIT 1`).get();
    const id = String(row?.['id']);
    database.prepare(`UPDATE "${table}" SET ${column} = ? WHERE id = ?`).run(value, id);
    database.close();
    spoiled.set(`${table}.${column}`, id);
  };
  spoil('bailleurs', 'incident', 'lieuType', `${mark}-lieu`);
  spoil('bailleurs', 'plainte', 'qualificationCodes', `{"${mark}-json`);
  spoil('ville', 'rappel_ordre', 'motif', `${mark}-motif`);
  spoil('justice', 'procedure', 'etatPublic', `${mark}-etat`);
  spoil('justice', 'procedure', 'infractionCodes', `["${mark}-code`);
}

function standBeforeJustice(incoming: IncomingMessage, response: ServerResponse): void {
  if (hostile === null) passOn(incoming, response);
  else {
    void text(incoming).then((body) => {
      hostile?.(response, /\bp\d+_procedures\b/.exec(body)?.[0] ?? 'procedures');
    });
  }
}

function passOn(incoming: IncomingMessage, response: ServerResponse): void {
  const { method, headers } = incoming;
  const real = request(
    `${address(settings.ports, 'justice')}/graphql`,
    { ...(method !== undefined && { method }), headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  real.on('error', () => response.destroy());
  incoming.pipe(real);
}

async function tokenOf(signataire: string): Promise<string> {
  const { clientSecret: secret } = readIssuerSecrets(folder, signataire);
  return requestToken(`${issuersOf(settings)}${signataire}`, { client: signataire, secret });
}

interface Sent {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly to?: string;
}

async function send(body: unknown, { token, headers = {}, to }: Sent): Promise<string> {
  const url = `${to ?? address(settings.ports, 'gateway')}/graphql`;
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-finalite': finalites,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return response.text();
}

/** As text, and in each of the three ways that base64 may write it in the middle of others. */
function isMarked(line: string): boolean {
  const encoded = ['', 'x', 'xx'].map((before) =>
    Buffer.from(before + mark)
      .toString('base64url')
      .slice(4, 12),
  );
  return line.toUpperCase().includes(mark) || encoded.some((part) => line.includes(part));
}

const everything = (): readonly string[] => [
  `{ incident(id: "${spoiled.get('incident.lieuType') ?? ''}") { id lieuType } }`,
  '{ plaintes(first: 100) { nodes { id qualifications { nature } } } }',
  '{ rappelsOrdre(first: 100) { nodes { id motif } } }',
  '{ procedures(first: 100) { nodes { id etatPublic infractions { nature } } } }',
];

/** What a hostile or broken partner answers. */
const hostilities: readonly Hostility[] = [
  (response) => {
    const error = { message: `${mark}-message`, path: ['procedures'] };
    const extensions = { code: `${mark}-code`, reference: `${mark}-reference` };
    response.end(JSON.stringify({ data: null, errors: [{ ...error, extensions }] }));
  },
  (response) => void response.end(`<html>${mark}-page</html>`),
  (response) => void response.writeHead(500, { 'x-erreur': `${mark}-entete` }).end(`${mark}-500`),
  (response) => void response.writeHead(401).end(`{"errors":[{"message":"${mark}-401"}]}`),
  (response) => void response.end(`{"data": "${mark}-donnee"}`),
  (response, key) => void response.end(`{"data": {"${key}": ${mark}-rompu`),
  (response, key) => void response.end(`{"data": {"${key}": "${mark}-type"}}`),
  (response, key) => {
    const nodes = [{ id: { [`${mark}-objet`]: 1 }, etatPublic: `${mark}-valeur` }];
    response.end(JSON.stringify({ data: { [key]: { nodes } } }));
  },
  (response) => void response.end(`{"data":{"${mark}-x":"${`${mark} `.repeat(200_000)}"}}`),
  (response) => void response.socket?.end(`${mark}-SSH-2.0\r\n\r\n`),
  (response) => void response.socket?.end(`HTTP/1.1 200 ${mark}\r\nx y: ${mark}\r\n\r\n`),
  (response) => {
    response.writeHead(200, { 'content-length': 5_000 });
    response.write(`{"data":{"${mark}-coupe`, () => response.destroy());
  },
];

describe('no log line of any process, at debug level, holds a value', () => {
  it('when rows hold what they should not', async () => {
    for (const signataire of ['parquet-poitiers', 'ville-poitiers', 'police-nationale-86']) {
      const token = await tokenOf(signataire);
      for (const query of everything()) {
        expect(isMarked(await send({ query }, { token }))).toBe(false);
      }
    }
  });

  it('when tokens are bad, at the gateway, at a subgraph and at the issuer', async () => {
    const good = await tokenOf('ekidom');
    const [head = '', claims = '', signature = ''] = good.split('.');
    const part = (value: unknown): string =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const changed = { ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object) };
    const bad = [
      `${mark}-jeton`,
      `${head}.${part({ ...changed, sub: `${mark}-personne` })}.${signature}`,
      `${part({ alg: 'ES256', typ: 'at+jwt', kid: `${mark}-cle` })}.${claims}.${signature}`,
      `${part({ alg: `${mark}-alg`, typ: 'at+jwt' })}.${claims}.${signature}`,
      `${head}.${part({ ...changed, iss: `https://${mark}.test` })}.${signature}`,
      `${head}.${Buffer.from(`{"${mark}-rompu`).toString('base64url')}.${signature}`,
    ];
    const { ville, bailleurs, justice, convention } = settings.ports;
    for (const token of bad) {
      await send({ query: '{ moi { signataire { nom } } }' }, { token });
      for (const port of [ville, bailleurs, justice, convention]) {
        await send({ query: '{ __typename }' }, { token, to: `http://127.0.0.1:${port}` });
      }
    }
    for (const client of [`${mark}-client`, 'ekidom']) {
      const asked = requestToken(`${issuersOf(settings)}ekidom`, {
        client,
        secret: `${mark}-secret`,
        scope: `${mark}-portee`,
      });
      await expect(asked).rejects.toThrow();
    }
    await fetch(`${issuersOf(settings)}${mark}-inconnu/token?code=${mark}`, { method: 'POST' });
  });

  it('when requests are bad', async () => {
    const token = await tokenOf('ekidom');
    const bodies = [
      `{"query":"{ moi ${mark}-corps`,
      { query: `{ ${mark}_champ }` },
      { query: `{ incident(id: {${mark}: 1}) { id } }` },
      { query: 'query ($x: Int) { incidents(first: $x) { totalCount } }', variables: { x: mark } },
      {
        query: `query ${mark}_nom($id: ID!) { incident(id: $id) { id } }`,
        variables: { id: mark },
      },
      { query: '{ moi { signataire { nom } } }', operationName: `${mark}_operation` },
      { documentId: `${mark}-document` },
      { query: '{ moi { signataire { nom } } }', extensions: { [mark]: mark } },
      { query: `{ rappelOrdre(id: "${mark}-id") { id auteur { nom } } }` },
      { query: `{ incidents(filtre: { residenceId: "${mark}-residence" }) { totalCount } }` },
      { query: `{ incidents(after: "${mark}-curseur") { totalCount } }` },
    ];
    for (const body of bodies) await send(body, { token });
    const query = '{ moi { signataire { nom } } }';
    await send({ query }, { token, headers: { 'x-finalite': `${mark}-finalite` } });
    await send({ query }, { token, headers: { origin: `https://${mark}.test` } });
    await send({ query }, { token, headers: { accept: `text/${mark}` } });
    await send({ query }, { token, headers: { 'content-type': `text/${mark}` } });
    const gateway = address(settings.ports, 'gateway');
    await fetch(`${gateway}/graphql?query={${mark}}&variables=${mark}`);
    await fetch(`${gateway}/${mark}-chemin`);
  });

  it('when a partner is hostile, or hangs', async () => {
    const token = await tokenOf('parquet-poitiers');
    const query = '{ procedures(first: 100) { nodes { id etatPublic infractions { nature } } } }';
    for (const behaviour of hostilities) {
      hostile = behaviour;
      told += await send({ query }, { token });
    }
    hostile = (response) => void response.write(`{"data":{"${mark}-lent`);
    told += await send({ query }, { token });
    hostile = null;
  });

  it('and yet each fault was told, in words of its own', () => {
    const gateway = logs.get('passerelle') ?? '';
    for (const cause of ['graphql-error', 'html', 'http-5xx', 'token-refused', 'no-graphql']) {
      expect(gateway).toContain(`"cause":"${cause}"`);
    }
    for (const cause of [
      'no-http',
      'answer-out-of-bounds',
      'unreachable',
      'timeout',
      'invalid-value',
    ]) {
      expect(gateway).toContain(`"cause":"${cause}"`);
    }
    const ids = [...told.matchAll(/"correlationId":"([^"]+)"/g)].map(([, id = '']) => id);
    expect(ids.length).toBeGreaterThan(hostilities.length - 2);
    expect(ids.filter((id) => !gateway.includes(id))).toEqual([]);
    const tellers = { ville: 'rappel_ordre.motif', bailleurs: 'incident.lieuType' };
    for (const [name, place] of Object.entries({ ...tellers, justice: 'procedure.etatPublic' })) {
      const [table = '', column = ''] = place.split('.');
      const line = (logs.get(name) ?? '')
        .split('\n')
        .find((text) => text.includes('a stored value is not') && text.includes(`"${column}"`));
      expect(JSON.parse(line ?? '{}')).toMatchObject({
        table,
        column,
        keyHash: expect.stringMatching(/^[\w-]{8,}$/),
      });
      expect(line).not.toContain(spoiled.get(place) ?? '?');
      expect(logs.get(name)).toContain('refused a request');
    }
  });

  it.each(['passerelle', 'ville', 'bailleurs', 'justice', 'convention', 'identité'])(
    'of %s',
    (name) => {
      const marked = (logs.get(name) ?? '').split('\n').filter(isMarked);
      expect(marked).toEqual([]);
    },
  );

  it('and no exported span does, nor a row’s id', async () => {
    await expectQuietSpans(collector, [...spoiled.values()], isMarked);
  });

  it('and no metric does', async () => {
    const { gateway, ville, bailleurs, justice, convention } = settings.ports;
    for (const port of [gateway, ville, bailleurs, justice, convention]) {
      const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      expect(metrics.split('\n').filter(isMarked)).toEqual([]);
    }
  });
});

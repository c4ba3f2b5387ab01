import 'reflect-metadata';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openDataSource } from '../../../subgraphs/kit/data-source.js';
import { OutgoingNotification } from '../../../subgraphs/kit/outbox/outgoing-notification.js';
import { RappelOrdre } from '../../../subgraphs/ville/rappel-ordre/rappel-ordre.js';
import { ville } from '../../../subgraphs/ville/ville.js';
import { gatewayKey, post, type GatewayKey } from '../../harness/subgraph.js';
import { SubgraphProcess } from '../../harness/subgraph-process.js';

const acts = 60;
const ekidom = {
  signataire: 'ekidom',
  territoire: { patrimoine: 'ekidom' },
  droits: { 'rappel-ordre:statut': ['auteur'], 'rappel-ordre:proposition': ['auteur'] },
} as const;
const proposal = `mutation { fait: proposerRappelOrdre(saisie: { commune: "86194", dateFaits: "2026-05-02",
  motif: INCIVILITE, natureFaits: NON_PENAL, mineur: false }) { rappelOrdre { id } erreurs { code } } }`;

let folder: string;
let key: GatewayKey;
let receiver: Server;
let database: DataSource;
let environment: Record<string, string>;
const received: string[] = [];
const bodies: string[] = [];
const paths = new Set<string>();
const waiters: (() => void)[] = [];
let isCalm = false;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passerelle-sortie-'));
  key = await gatewayKey();
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push(String(request.headers['webhook-id']));
      bodies.push(body);
      paths.add(request.url ?? '');
      // Every fifth is taken, and the word of it lost on the way.
      if (!isCalm && received.length % 5 === 0) request.socket.destroy();
      else response.writeHead(204).end();
      for (const wake of waiters.splice(0)) wake();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  const subscribers = join(folder, 'abonnes.json');
  await writeFile(
    subscribers,
    JSON.stringify(
      ['ville-poitiers', 'ekidom'].map((signataire) => ({
        signataire,
        url: `http://127.0.0.1:${String(port)}/${signataire}`,
        secret: 's'.repeat(40),
      })),
    ),
  );
  environment = {
    DATABASE_URL: `sqlite:${join(folder, 'ville.sqlite')}`,
    REQUIRE_FETCH_TICKET: 'false',
    GATEWAY_JWKS: key.jwksFile,
    SUBSCRIBERS: subscribers,
    LOG_LEVEL: 'warn',
  };
});

afterAll(async () => {
  receiver.close();
  receiver.closeAllConnections();
  await database.destroy();
  key.remove();
  await rm(folder, { recursive: true });
});

/** Resolves when something more arrives, or a moment later. */
const nextReceived = (): Promise<void> =>
  new Promise((resolve) => {
    waiters.push(resolve);
    setTimeout(resolve, 100);
  });

async function propose(process: SubgraphProcess, count: number): Promise<void> {
  const token = await key.token('ville', ekidom);
  const url = process.url.replace('/graphql', '');
  await Promise.allSettled(
    Array.from({ length: count }, () => post(url, token, { query: proposal })),
  );
}

it('tells every act that was done, and none that was not, whenever the process is killed', async () => {
  let process = await SubgraphProcess.start('ville', environment);
  database = await openDataSource(environment['DATABASE_URL'] ?? '', ville, () => undefined);
  const done = () => database.getRepository(RappelOrdre).count();
  const waiting = () => database.getRepository(OutgoingNotification).count();
  for (let round = 0; round < 3; round += 1) {
    const asked = propose(process, acts / 3);
    while (received.length <= round * 4) await nextReceived();
    // While acts are done and their notifications sent.
    await process.stop();
    await asked;
    process = await SubgraphProcess.start('ville', environment);
  }
  try {
    await propose(process, 5);
    isCalm = true;
    // What the killed ones had taken falls due, as a minute later.
    await database
      .getRepository(OutgoingNotification)
      .updateAll({ prochainEssai: new Date(Date.now() - 1_000) });
    while ((await waiting()) > 0) await nextReceived();
    const metrics = await (await fetch(process.url.replace('/graphql', '/metrics'))).text();
    expect(metrics).toMatch(/^subgraph_notifications_waiting\{subgraph="ville"\} \d+$/m);
    expect(metrics).toMatch(/^subgraph_notifications_oldest_seconds\{subgraph="ville"\} [\d.]+$/m);
    expect(await done()).toBeGreaterThanOrEqual(5);
    // As many as acts: none lost, and what came twice has the same id.
    expect(new Set(received).size).toBe(await done());
    expect(received.length).toBeGreaterThan(new Set(received).size);
    // Who acted, though it follows the state, is not told of its own act.
    expect([...paths]).toEqual(['/ville-poitiers']);
    for (const body of bodies) {
      expect(Object.keys(JSON.parse(body) as object)).toEqual(['id', 'source', 'le']);
    }
  } finally {
    await process.stop();
  }
});

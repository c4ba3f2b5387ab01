import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { Outbox, waitAfter } from '../../../subgraphs/kit/outbox/outbox.js';
import { OutgoingNotification } from '../../../subgraphs/kit/outbox/outgoing-notification.js';
import { isSigned } from '../../../subgraphs/kit/outbox/signature.js';
import type { Subscriber } from '../../../subgraphs/kit/outbox/subscribers.js';
import { WriteQueue } from '../../../subgraphs/kit/write-queue.js';
import { ville } from '../../../subgraphs/ville/ville.js';
import { onBothDatabases } from '../../harness/both-databases.js';
import type { TestSubgraph } from '../../harness/subgraph.js';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const secret = 'un-secret-partage-de-trente-deux-caracteres';
// Never due by the clock of the subgraph that runs: it delivers by itself what is.
const start = new Date('2099-11-26T10:00:00.000Z');
const after = (milliseconds: number): Date => new Date(start.getTime() + milliseconds);
let receiver: Server;
let received: Received[] = [];
/** What the receiver says; null: it ends the connection without a word. */
let says: number | null = 204;
let location: string | null = null;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      if (says === null) request.socket.destroy();
      else response.writeHead(says, location === null ? {} : { location }).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  receiver.close();
});

beforeEach(() => {
  received = [];
  says = 204;
  location = null;
});

/** One queue to a process, as where it serves. */
const queues = new WeakMap<DataSource, WriteQueue>();

function queueOf(dataSource: DataSource): WriteQueue {
  const queue = queues.get(dataSource) ?? new WriteQueue(dataSource);
  queues.set(dataSource, queue);
  return queue;
}

const idsReceived = (): string[] => received.map(({ headers }) => String(headers['webhook-id']));

function subscriber(signataire: string): readonly [string, Subscriber] {
  const { port } = receiver.address() as AddressInfo;
  return [signataire, { signataire, url: `http://127.0.0.1:${String(port)}/avis`, secret }];
}

function outboxOf({ running }: TestSubgraph, ...signataires: readonly string[]) {
  const { dataSource } = running;
  if (!dataSource) throw new Error('no database');
  const warnings: string[] = [];
  const writes = queueOf(dataSource);
  const outbox = new Outbox('ville', new Map(signataires.map(subscriber)), writes, (message) =>
    warnings.push(message),
  );
  const waiting = () => dataSource.getRepository(OutgoingNotification).count();
  const put = (...addressees: readonly string[]) =>
    writes.run((manager) => outbox.put(manager, addressees, start));
  return { outbox, writes, warnings, waiting, put, dataSource };
}

onBothDatabases(
  ville,
  () => Promise.resolve(),
  (on) => {
    on('says that something changed, to whom it concerns, and nothing else', async (subgraph) => {
      const { outbox, put, waiting } = outboxOf(subgraph, 'ekidom', 'parquet-poitiers');
      await put('ekidom', 'sem-hpc', 'ekidom');
      expect(await waiting()).toBe(1);
      await outbox.deliver(after(20));
      expect(await waiting()).toBe(0);
      expect(received).toHaveLength(1);
      const [{ headers, body } = { headers: {}, body: '' }] = received;
      const id = String(headers['webhook-id']);
      expect(JSON.parse(body)).toEqual({ id, source: 'ville', le: start.toISOString() });
      expect(isSigned(secret, headers, body, after(1000))).toBe(true);
      expect(isSigned(`${secret}x`, headers, body, after(1000))).toBe(false);
      expect(isSigned(secret, headers, body.replace('ville', 'viles'), after(1000))).toBe(false);
      expect(isSigned(secret, headers, body, after(400_000))).toBe(false);
    });

    on('writes nothing of what is undone', async (subgraph) => {
      const { outbox, writes, waiting } = outboxOf(subgraph, 'ekidom');
      const undone = writes.run(async (manager) => {
        await outbox.put(manager, ['ekidom'], start);
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      expect(await waiting()).toBe(0);
    });

    on('sends again, ever more rarely, under the same id, until it is taken', async (subgraph) => {
      const { outbox, put, waiting, warnings } = outboxOf(subgraph, 'ekidom');
      await put('ekidom');
      says = 503;
      await outbox.deliver(start);
      expect(received).toHaveLength(1);
      expect(outbox.waiting).toEqual({ count: 1, oldest: start });
      // Not before its time.
      await outbox.deliver(after(4_999));
      expect(received).toHaveLength(1);
      says = null;
      await outbox.deliver(after(5_000));
      expect(received).toHaveLength(2);
      await outbox.deliver(after(14_999));
      expect(received).toHaveLength(2);
      says = 200;
      await outbox.deliver(after(15_000));
      expect(new Set(idsReceived()).size).toBe(1);
      expect(received).toHaveLength(3);
      expect(await waiting()).toBe(0);
      await outbox.deliver(after(100_000));
      expect(received).toHaveLength(3);
      expect(outbox.waiting).toEqual({ count: 0, oldest: null });
      expect(warnings).toEqual([
        'notifications to ekidom wait: HTTP 503; they are sent again later',
        'notifications are delivered to ekidom again',
      ]);
      expect([1, 2, 3, 4, 10, 11, 50].map(waitAfter)).toEqual([
        5_000, 10_000, 20_000, 40_000, 2_560_000, 3_600_000, 3_600_000,
      ]);
    });

    on('goes where it was told to, and follows no redirection', async (subgraph) => {
      const { outbox, put, waiting } = outboxOf(subgraph, 'ekidom');
      await put('ekidom');
      says = 307;
      location = '/ailleurs';
      await outbox.deliver(start);
      expect(received).toHaveLength(1);
      expect(await waiting()).toBe(1);
      says = 204;
      await outbox.deliver(after(5_000));
      expect(await waiting()).toBe(0);
    });

    on('keeps one waiting for nobody else, and forgets who left', async (subgraph) => {
      const both = outboxOf(subgraph, 'ekidom', 'sem-hpc');
      await both.put('ekidom', 'sem-hpc');
      // The subscription of one has ended since.
      const { outbox, waiting } = outboxOf(subgraph, 'ekidom');
      await outbox.deliver(start);
      expect(received).toHaveLength(1);
      expect(await waiting()).toBe(0);
    });

    on('writes what became of a batch at once: no answer waits for a write', async (subgraph) => {
      const { put, writes } = outboxOf(subgraph, 'ekidom');
      for (let sent = 0; sent < 20; sent += 1) await put('ekidom');
      let writeCount = 0;
      const counted = Object.create(writes, {
        run: {
          value: (work: Parameters<WriteQueue['run']>[0]) => {
            writeCount += 1;
            return writes.run(work);
          },
        },
      }) as WriteQueue;
      await new Outbox('ville', new Map([subscriber('ekidom')]), counted, () => undefined).deliver(
        start,
      );
      expect(received).toHaveLength(20);
      // What is taken, what became of it, what is left.
      expect(writeCount).toBe(3);
    });

    on('is sent by several processes at once, and all of it', async (subgraph) => {
      const { outbox, put, waiting } = outboxOf(subgraph, 'ekidom');
      const second = outboxOf(subgraph, 'ekidom');
      for (let sent = 0; sent < 120; sent += 1) await put('ekidom');
      await Promise.all([outbox.deliver(start), second.outbox.deliver(start)]);
      expect(await waiting()).toBe(0);
      // Each took what the other had not.
      expect(received).toHaveLength(120);
      expect(new Set(idsReceived()).size).toBe(120);
    });

    on('is taken over from a process that ended while it sent', async (subgraph) => {
      const { outbox, put, waiting, dataSource } = outboxOf(subgraph, 'ekidom');
      await put('ekidom');
      // As the process that took it leaves it.
      await dataSource
        .getRepository(OutgoingNotification)
        .updateAll({ essais: 1, prochainEssai: after(60_000) });
      await outbox.deliver(after(59_999));
      expect(received).toHaveLength(0);
      await outbox.deliver(after(60_000));
      expect(received).toHaveLength(1);
      expect(await waiting()).toBe(0);
    });
  },
);

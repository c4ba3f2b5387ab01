import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { justice } from '../../../subgraphs/justice/justice.js';
import { Deliveries } from '../../../subgraphs/kit/delivery/deliveries.js';
import { OutgoingAct, putOutgoingAct } from '../../../subgraphs/kit/delivery/outgoing-act.js';
import { refusedDeliveries, takeUpAgain } from '../../../subgraphs/kit/delivery/taken-up-again.js';
import { WriteQueue } from '../../../subgraphs/kit/write-queue.js';
import { onBothDatabases } from '../../harness/both-databases.js';
import type { TestSubgraph } from '../../harness/subgraph.js';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: { query: string; variables: { id: string; cle: string; saisie: object } };
}

const delivered = { act: 'rendreAvis', input: 'SaisieAvisRecu', purpose: 'rappel-ordre' };
// Never due by the clock of the subgraph that runs: it delivers by itself what is.
const start = new Date('2099-11-26T10:00:00.000Z');
const after = (milliseconds: number): Date => new Date(start.getTime() + milliseconds);
const done = '{"data":{"fait":{"erreurs":[]}}}';
let server: Server;
let received: Received[] = [];
let tokens = 0;
/** What the gateway answers to an act. */
let says: (received: Received) => readonly [status: number, body: string];

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      if (request.url === '/jetons') {
        tokens += 1;
        response.end(`{"access_token":"jeton-${String(tokens)}","expires_in":3600}`);
        return;
      }
      const act = { headers: request.headers, body: JSON.parse(text) as Received['body'] };
      received.push(act);
      const [status, body] = says(act);
      response.writeHead(status).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
});

beforeEach(() => {
  received = [];
  tokens = 0;
  says = () => [200, done];
});

const queues = new WeakMap<DataSource, WriteQueue>();

function deliveriesOf({ running }: TestSubgraph, ...signataires: readonly string[]) {
  const { dataSource } = running;
  if (!dataSource) throw new Error('no database');
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${String(port)}`;
  const accounts = new Map(
    signataires.map((signataire) => [
      signataire,
      {
        signataire,
        passerelle: `${base}/graphql`,
        jetons: `${base}/jetons`,
        client: 'service',
        secret: 'secret',
      },
    ]),
  );
  const writes = queues.get(dataSource) ?? new WriteQueue(dataSource);
  queues.set(dataSource, writes);
  const warnings: string[] = [];
  const deliveries = new Deliveries([delivered], accounts, writes, (message) =>
    warnings.push(message),
  );
  const appelant = { signataire: 'parquet-poitiers' } as Parameters<
    typeof putOutgoingAct
  >[0]['appelant'];
  const put = (objet: string, source: string) =>
    writes.run((manager) =>
      putOutgoingAct({ manager, appelant, input: {}, now: start }, delivered, {
        objet,
        source,
        cible: `cible-${objet}`,
        saisie: { avis: source },
      }),
    );
  const repository = dataSource.getRepository(OutgoingAct);
  const stateOf = async (source: string) => {
    const { etat, refus } = await repository.findOneByOrFail({ source });
    return refus === null ? etat : `${etat} ${refus}`;
  };
  return { deliveries, warnings, put, writes, repository, stateOf, appelant };
}

const sources = (): unknown[] =>
  received.map(({ body }) => (body.variables.saisie as { avis: string }).avis);

onBothDatabases(
  justice,
  () => Promise.resolve(),
  (on) => {
    on('is a mutation under the account of who acted, for its purpose', async (subgraph) => {
      const { deliveries, put, stateOf, repository } = deliveriesOf(subgraph, 'parquet-poitiers');
      await put('a', 's1');
      await put('b', 's2');
      await deliveries.deliver(start);
      expect([await stateOf('s1'), await stateOf('s2')]).toEqual(['FAITE', 'FAITE']);
      const [{ headers, body } = { headers: {}, body: null }] = received;
      expect(headers).toMatchObject({
        authorization: expect.stringMatching(/^Bearer jeton-\d$/),
        'x-finalite': 'rappel-ordre',
      });
      expect(body?.query).toContain('$saisie: SaisieAvisRecu!) { fait: rendreAvis(id: $id');
      const { id } = await repository.findOneByOrFail({ source: 's1' });
      const variables = received.map((act) => act.body.variables);
      expect(variables).toContainEqual({ id: 'cible-a', cle: id, saisie: { avis: 's1' } });
      await deliveries.deliver(after(100_000));
      expect(received).toHaveLength(2);
      expect(deliveries.waiting).toEqual({ count: 0, oldest: null });
    });

    on('writes nothing of what is undone', async (subgraph) => {
      const { writes, repository, appelant } = deliveriesOf(subgraph, 'parquet-poitiers');
      const before = await repository.count();
      const undone = writes.run(async (manager) => {
        await putOutgoingAct({ manager, appelant, input: {}, now: start }, delivered, {
          objet: 'z',
          source: 'z',
          cible: 'z',
          saisie: {},
        });
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      expect(await repository.count()).toBe(before);
    });

    on('is done again until it is done, in order about one thing', async (subgraph) => {
      const { deliveries, put, stateOf, warnings } = deliveriesOf(subgraph, 'parquet-poitiers');
      for (const source of ['c1', 'c2', 'c3']) await put('c', source);
      await put('d', 'd1');
      // Lost on the way, refused by the gateway, nothing of an answer.
      const failures = [
        () => [503, ''] as const,
        () =>
          [
            200,
            '{"data":null,"errors":[{"message":"…","extensions":{"code":"UNAUTHORIZED_FIELD_OR_TYPE"}}]}',
          ] as const,
        () => [200, '<html>'] as const,
      ];
      let failed = 0;
      says = ({ body }) =>
        body.variables.id === 'cible-c' && failed < failures.length
          ? (failures[failed++]?.() ?? [500, ''])
          : [200, done];
      await deliveries.deliver(start);
      expect([await stateOf('c1'), await stateOf('d1')]).toEqual(['EN_ATTENTE', 'FAITE']);
      expect(deliveries.waiting).toEqual({ count: 3, oldest: start });
      await deliveries.deliver(after(5_000));
      await deliveries.deliver(after(15_000));
      expect(sources().filter((source) => source !== 'd1')).toEqual(['c1', 'c1', 'c1']);
      await deliveries.deliver(after(35_000));
      expect(sources().filter((source) => source !== 'd1')).toEqual([
        'c1',
        'c1',
        'c1',
        'c1',
        'c2',
        'c3',
      ]);
      const keys = received.filter(({ body }) => body.variables.id === 'cible-c');
      expect(new Set(keys.map(({ body }) => body.variables.cle)).size).toBe(3);
      expect(warnings).toContain('acts of parquet-poitiers are delivered again');
    });

    on('takes in no endless answer, and no text for a code', async (subgraph) => {
      const { deliveries, put, stateOf, warnings } = deliveriesOf(subgraph, 'parquet-poitiers');
      const text = 'Nom Inventé, né en 1999';
      const answers = [
        `{"data":${' '.repeat(100_000)}{"fait":{"erreurs":[]}}}`,
        `{"data":{"fait":{"erreurs":[{"code":"${text}"}]}}}`,
        `{"errors":[{"extensions":{"code":"${text}"}}]}`,
        '{"errors":{"code":"X"}}',
        '{"data":{"fait":{"erreurs":{}}}}',
        'null',
      ];
      await put('l', 'l1');
      let time = start;
      for (const answer of answers) {
        says = () => [200, answer];
        await deliveries.deliver(time);
        expect([answer.slice(0, 40), await stateOf('l1')]).toEqual([
          answer.slice(0, 40),
          'EN_ATTENTE',
        ]);
        time = new Date(time.getTime() + 24 * 3_600_000);
      }
      expect(received).toHaveLength(answers.length);
      expect(warnings.join()).toContain('AnswerTooLarge');
      expect(warnings.join()).not.toContain('Inventé');
      says = () => [200, done];
      await deliveries.deliver(time);
      expect(await stateOf('l1')).toBe('FAITE');
    });

    on('is over where the other file does not allow it', async (subgraph) => {
      const { deliveries, put, stateOf } = deliveriesOf(subgraph, 'parquet-poitiers');
      await put('e', 'e1');
      await put('e', 'e2');
      says = ({ body }) =>
        (body.variables.saisie as { avis: string }).avis === 'e1'
          ? [200, '{"data":{"fait":{"erreurs":[{"code":"INTROUVABLE"}]}}}']
          : [200, done];
      await deliveries.deliver(start);
      expect([await stateOf('e1'), await stateOf('e2')]).toEqual(['REFUSEE INTROUVABLE', 'FAITE']);
    });

    on('is taken up again where the way failed, and nowhere else', async (subgraph) => {
      const { deliveries, put, stateOf, repository, writes } = deliveriesOf(
        subgraph,
        'parquet-poitiers',
      );
      const refusals: Record<string, string> = {
        h1: 'INTROUVABLE',
        h2: 'LECTURE_NECESSAIRE',
        i1: 'PLAIGNANT_DIFFERENT',
        j1: 'INTROUVABLE',
        k1: 'INTROUVABLE',
        k2: 'INTROUVABLE',
      };
      says = ({ body }) => {
        const code = refusals[(body.variables.saisie as { avis: string }).avis];
        return code ? [200, `{"data":{"fait":{"erreurs":[{"code":"${code}"}]}}}`] : [200, done];
      };
      // Of one register entry; of another; followed by one that was done; by another entry.
      for (const [objet, source] of [
        ['h', 'h1'],
        ['i', 'i1'],
        ['j', 'j1'],
        ['j', 'j2'],
        ['k', 'k1'],
        ['k', 'k2'],
      ] as const) {
        await put(objet, source);
      }
      await put('h2', 'h2');
      await deliveries.deliver(start);
      const again = async (source: string) => {
        const { id } = await repository.findOneByOrFail({ source });
        return writes.run((manager) => takeUpAgain(manager, id, after(1_000)));
      };
      expect(await writes.run((manager) => takeUpAgain(manager, 'inconnue', start))).toBe(
        'unknown',
      );
      expect(await again('i1')).toBe('final');
      expect(await again('j1')).toBe('superseded');
      expect(await again('k1')).toBe('superseded');
      // Still refused: what is asked again is judged anew, and over again.
      expect(await again('h1')).toBeNull();
      expect(await stateOf('h1')).toBe('EN_ATTENTE');
      await deliveries.deliver(after(1_000));
      expect(await stateOf('h1')).toBe('REFUSEE INTROUVABLE');
      // The right was given, the row is there: under the same key.
      for (const source of ['h1', 'h2']) Reflect.deleteProperty(refusals, source);
      for (const source of ['h1', 'h2']) expect(await again(source)).toBeNull();
      await deliveries.deliver(after(2_000));
      expect([await stateOf('h1'), await stateOf('h2')]).toEqual(['FAITE', 'FAITE']);
      const keys = received
        .filter(({ body }) => (body.variables.saisie as { avis: string }).avis === 'h1')
        .map(({ body }) => body.variables.cle);
      expect(keys).toHaveLength(3);
      expect(new Set(keys).size).toBe(1);
      expect(await again('h1')).toBe('unknown');
      const left = await writes.run((manager) => refusedDeliveries(manager));
      expect(left.map(({ source }) => source)).toEqual(
        expect.arrayContaining(['i1', 'j1', 'k1', 'k2']),
      );
    });

    on('waits while its signatory has no account, and takes a new token', async (subgraph) => {
      const none = deliveriesOf(subgraph);
      await none.put('f', 'f1');
      await none.deliveries.deliver(start);
      expect(await none.stateOf('f1')).toBe('EN_ATTENTE');
      expect(none.warnings).toEqual([
        'acts of parquet-poitiers wait: it has no account here; they are sent again later',
      ]);
      const { deliveries, stateOf } = deliveriesOf(subgraph, 'parquet-poitiers');
      says = () => (received.length === 1 ? [401, ''] : [200, done]);
      await deliveries.deliver(after(5_000));
      await deliveries.deliver(after(100_000));
      expect(await stateOf('f1')).toBe('FAITE');
      expect(tokens).toBe(2);
    });

    on('is sent by several processes at once, once each', async (subgraph) => {
      const { deliveries, put } = deliveriesOf(subgraph, 'parquet-poitiers');
      const second = deliveriesOf(subgraph, 'parquet-poitiers');
      for (let n = 0; n < 40; n += 1) await put(`g${String(n % 10)}`, `g${String(n)}`);
      await Promise.all([deliveries.deliver(start), second.deliveries.deliver(start)]);
      // One may have left the other's what followed: it is due at once.
      for (let turn = 0; turn < 40 && received.length < 40; turn += 1) {
        await deliveries.deliver(start);
      }
      expect(received).toHaveLength(40);
      for (let thing = 0; thing < 10; thing += 1) {
        const of = sources().filter((source) => Number(String(source).slice(1)) % 10 === thing);
        expect(of).toEqual([0, 1, 2, 3].map((round) => `g${String(round * 10 + thing)}`));
      }
    });
  },
);

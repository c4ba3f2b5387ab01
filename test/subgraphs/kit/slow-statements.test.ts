import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeOnMariaDb, startMariaDb, type OwnMariaDb } from '../../harness/mariadb.js';
import {
  gatewayKey,
  startSubgraph,
  type GatewayKey,
  type TestSubgraph,
} from '../../harness/subgraph.js';
import { archives, fillArchives } from './dossiers.js';

const reader = { signataire: 'ekidom', droits: { 'dossier:lecture': null } };
const endless = '{ dossiers(filtre: { sansFin: true }, first: 2) { nodes { id } } }';
const endlessCount = '{ dossiers(filtre: { sansFin: true }) { totalCount minimumCount } }';
const lookUp = '{ quelques(ids: ["d1"]) { id } }';
const list = '{ dossiers(first: 2) { totalCount nodes { id } } }';
const page = '{ dossiers(first: 2) { nodes { id } } }';
/** Of a statement, in seconds. */
const deadline = 2;

let key: GatewayKey;

beforeAll(async () => {
  key = await gatewayKey();
});

afterAll(() => {
  key.remove();
});

/** Sends an endless list, and goes away when told. */
async function abandonable({ running }: TestSubgraph): Promise<() => void> {
  const sent = request(`${running.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await key.token('archives', reader)}`,
    },
  });
  sent.on('error', () => undefined);
  sent.end(JSON.stringify({ query: endless }));
  return () => sent.destroy();
}

function whatSlowStatementsDo(subgraph: () => TestSubgraph): void {
  it('ends a statement at its deadline, with a code and what to do, and goes on', async () => {
    const { status, data, errors } = await subgraph().ask(reader, endless);
    expect([status, data]).toEqual([200, { dossiers: null }]);
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('restreignez-la'),
        extensions: { code: 'DELAI_DEPASSE' },
      }),
    ]);
    expect((await subgraph().ask(reader, list)).data).toEqual({
      dossiers: { totalCount: 5, nodes: [{ id: 'd1' }, { id: 'd2' }] },
    });
  });

  it('counts to where its deadline lets it, without an error', async () => {
    const { data, errors } = await subgraph().ask(reader, endlessCount);
    expect(errors).toEqual([]);
    expect(data).toEqual({ dossiers: { totalCount: null, minimumCount: 0 } });
  });

  it('answers a look-up while more lists than there are places are running', async () => {
    const slow = Array.from({ length: 12 }, () => subgraph().ask(reader, endless));
    await delay(300);
    const asked = performance.now();
    const { data } = await subgraph().ask(reader, lookUp);
    expect(data).toEqual({ quelques: [{ id: 'd1' }] });
    // Not after the lists: the least of them takes its whole deadline.
    expect(performance.now() - asked).toBeLessThan(deadline * 1_000 - 400);
    for (const { errors } of await Promise.all(slow)) {
      expect(['DELAI_DEPASSE', 'OCCUPE']).toContain(errors[0]?.extensions?.code);
    }
  });

  it('answers a list while more counts than there are places are running', async () => {
    const counts = Array.from({ length: 12 }, () => subgraph().ask(reader, endlessCount));
    await delay(300);
    const asked = performance.now();
    const { data } = await subgraph().ask(reader, page);
    expect(data).toEqual({ dossiers: { nodes: [{ id: 'd1' }, { id: 'd2' }] } });
    expect(performance.now() - asked).toBeLessThan(deadline * 1_000 - 400);
    // Nobody's answer fails for a number that is not to be had.
    for (const { data: counted, errors } of await Promise.all(counts)) {
      expect([counted, errors]).toEqual([{ dossiers: { totalCount: null, minimumCount: 0 } }, []]);
    }
  });

  it('gives the places of callers who have gone to the next ones', async () => {
    const leaving = await Promise.all(Array.from({ length: 12 }, () => abandonable(subgraph())));
    await delay(300);
    const asked = performance.now();
    for (const leave of leaving) leave();
    const { data, errors } = await subgraph().ask(reader, list);
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ dossiers: { totalCount: 5 } });
    expect(performance.now() - asked).toBeLessThan(deadline * 1_000 - 400);
  });
}

describe('slow statements on SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-lent-'));
  let subgraph: TestSubgraph;

  beforeAll(async () => {
    subgraph = await startSubgraph(
      archives,
      key,
      `sqlite:${join(folder, 'a.sqlite')}`,
      {},
      deadline,
    );
    if (subgraph.running.dataSource) await fillArchives(subgraph.running.dataSource);
  });

  afterAll(async () => {
    await subgraph.stop();
    rmSync(folder, { recursive: true });
  });

  whatSlowStatementsDo(() => subgraph);

  it('answers the process’s other work while a count runs', async () => {
    const leave = await abandonable(subgraph);
    await delay(200);
    let longest = 0;
    for (let last = performance.now(), turn = 0; turn < 40; turn += 1) {
      await delay(10);
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
    leave();
    expect(longest).toBeLessThan(deadline * 1_000);
  });

  it('reads in a list what an act has just written', async () => {
    const { dataSource } = subgraph.running;
    for (let turn = 0; turn < 20; turn += 1) {
      await dataSource?.query("UPDATE dossier SET commune = ? WHERE id = 'd1'", [`T${turn}`]);
      const { data } = await subgraph.ask(
        {
          signataire: 'v',
          territoire: { commune: `T${turn}` },
          droits: { 'dossier:lecture': ['commune'] },
        },
        list,
      );
      expect(data).toEqual({ dossiers: { totalCount: 1, nodes: [{ id: 'd1' }] } });
    }
    await dataSource?.query("UPDATE dossier SET commune = 'A' WHERE id = 'd1'");
  });
});

// Both address the same server: what stands before `://` says how to speak with it, not what it is.
describe.each(['mariadb:', 'mysql:'])('by an address with %s', (scheme) => {
  slowStatementsOnMariaDb(scheme);
});

function slowStatementsOnMariaDb(scheme: string): void {
  describeOnMariaDb('slow statements on MariaDB', () => {
    let mariaDb: OwnMariaDb;
    let subgraph: TestSubgraph;

    beforeAll(async () => {
      mariaDb = await startMariaDb();
      subgraph = await startSubgraph(
        archives,
        key,
        (await mariaDb.createDatabase()).replace(/^\w+:/, scheme),
        {},
        deadline,
      );
      if (subgraph.running.dataSource) await fillArchives(subgraph.running.dataSource);
    });

    afterAll(async () => {
      await subgraph.stop();
      await mariaDb.stop();
    });

    whatSlowStatementsDo(() => subgraph);

    it('leaves no statement of a caller who has gone running on the server', async () => {
      const running = async (): Promise<number> => {
        const rows = (await subgraph.running.dataSource?.query(
          "SELECT * FROM information_schema.PROCESSLIST WHERE INFO LIKE '%d19%' AND ID <> CONNECTION_ID()",
        )) as object[];
        return rows.length;
      };
      const settles = async (count: number): Promise<number> => {
        for (let attempt = 0; attempt < 30 && (await running()) !== count; attempt += 1) {
          await delay(50);
        }
        return running();
      };
      const leaving = await Promise.all(Array.from({ length: 4 }, () => abandonable(subgraph)));
      try {
        expect(await settles(4)).toBe(4);
      } finally {
        for (const leave of leaving) leave();
      }
      expect(await settles(0)).toBe(0);
    });
  });
}

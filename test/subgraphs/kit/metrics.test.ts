import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeOnMariaDb, sharedMariaDb } from '../../harness/mariadb.js';
import { gatewayKey, post, type GatewayKey } from '../../harness/subgraph.js';
import { SubgraphProcess } from '../../harness/subgraph-process.js';

const caller = { signataire: 'police-nationale-86', territoire: { zone: 'police' as const } };
const canary = 'Durand-Canari';
const folder = mkdtempSync(join(tmpdir(), 'passerelle-mesures-'));
let key: GatewayKey;

beforeAll(async () => {
  key = await gatewayKey();
});

afterAll(() => {
  key.remove();
  rmSync(folder, { recursive: true });
});

const read = async ({ url }: SubgraphProcess) =>
  (await fetch(url.replace('/graphql', '/metrics'))).text();

/** The value of the one series; NaN where there is none. */
function valueOf(metrics: string, name: string, labels: Record<string, string> = {}): number {
  const line = metrics
    .split('\n')
    .find(
      (text) =>
        new RegExp(`^${name}[{ ]`).test(text) &&
        Object.entries(labels).every(([label, value]) => text.includes(`${label}="${value}"`)),
    );
  return Number(line?.split(' ').at(-1) ?? NaN);
}

/** What the subgraph does of its own accord may hold a place for a moment, and gives it back. */
async function becomesZero(
  subgraph: SubgraphProcess,
  name: string,
  labels: Record<string, string> = {},
): Promise<void> {
  const deadline = Date.now() + 20_000;
  let value = valueOf(await read(subgraph), name, labels);
  while (value > 0 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    value = valueOf(await read(subgraph), name, labels);
  }
  expect([name, value]).toEqual([name, 0]);
}

async function showsWhatHappened(databaseUrl: string): Promise<void> {
  const ville = await SubgraphProcess.start('ville', {
    DATABASE_URL: databaseUrl,
    GATEWAY_JWKS: key.jwksFile,
    REQUIRE_FETCH_TICKET: 'false',
    LOG_LEVEL: 'warn',
  });
  const base = ville.url.replace('/graphql', '');
  try {
    const before = await read(ville);
    const token = await key.token('ville', caller);
    for (const query of [
      '{ communes { totalCount nodes { nom } } }',
      `{ commune(codeInsee: "${canary}") { nom } }`,
      `{ communes(first: "${canary}") { totalCount } }`,
      `{ ${canary.replace('-', '')} }`,
    ]) {
      await post(base, token, { query });
    }
    await post(base, `${token}${canary}`, { query: '{ communes { totalCount } }' });
    const after = await read(ville);
    const grown = (name: string, labels: Record<string, string>): number =>
      valueOf(after, name, labels) - (valueOf(before, name, labels) || 0);
    const requests = 'subgraph_graphql_duration_seconds_count';
    expect(grown(requests, { subgraph: 'ville', status: '200' })).toBe(2);
    expect(grown(requests, { status: '400' })).toBe(2);
    expect(grown(requests, { status: '401' })).toBe(1);
    const errors = 'subgraph_graphql_errors_total';
    expect(grown(errors, { code: 'GRAPHQL_VALIDATION_FAILED' })).toBe(2);
    // The count and the rows of the list, and the one commune.
    const selects = { kind: 'select' };
    expect(grown('subgraph_statement_duration_seconds_count', selects)).toBeGreaterThanOrEqual(3);
    await becomesZero(ville, 'subgraph_database_connections_in_use');
    await becomesZero(ville, 'subgraph_database_lists', { state: 'waiting' });
    expect(valueOf(after, 'process_resident_memory_bytes')).toBeGreaterThan(0);
    expect(after).not.toMatch(/canari|police-nationale/i);
  } finally {
    await ville.stop();
  }
}

describe('/metrics of a subgraph', () => {
  it('shows requests, errors, statements and places on SQLite, and no value', async () => {
    await showsWhatHappened(`sqlite:${join(folder, 'ville.sqlite')}`);
  });

  it('is there without a database too', async () => {
    const convention = await SubgraphProcess.start('convention', {
      GATEWAY_JWKS: key.jwksFile,
      LOG_LEVEL: 'warn',
    });
    try {
      const metrics = await read(convention);
      expect(metrics).toMatch(/^process_cpu_seconds_total\{subgraph="convention"\}/m);
      expect(metrics).not.toContain('subgraph_database');
    } finally {
      await convention.stop();
    }
  });
});

describeOnMariaDb('/metrics of a subgraph on MariaDB', () => {
  it('shows requests, errors, statements and places, and no value', async () => {
    await showsWhatHappened(await (await sharedMariaDb()).createDatabase());
  });
});

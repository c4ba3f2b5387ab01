import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeOnMariaDb, startMariaDb, type OwnMariaDb } from '../../harness/mariadb.js';
import { programEnvironment } from '../../harness/program-environment.js';
import { answering, RawSubgraph } from '../../harness/raw-subgraph.js';
import { SmallGateway } from '../../harness/small-gateway.js';

const journalProgram = fileURLToPath(new URL('../../../gateway/audit/main.js', import.meta.url));
const personal = { query: '{ dossier { identite } }' };

let subgraph: RawSubgraph;

beforeAll(async () => {
  subgraph = await RawSubgraph.start();
  subgraph.behave = answering({ data: { dossier: { id: '1', titre: 'T', identite: 'Personne' } } });
});

afterAll(() => subgraph.stop());

const start = (url: string): Promise<SmallGateway> =>
  SmallGateway.start({
    subgraphs: {
      a: {
        url: subgraph.url,
        sdl: `type Query { dossier: Dossier @authenticated }
          type Dossier @authenticated { id: ID!  titre: String @requiresScopes(scopes: [["dossier:titre"]])
            identite: String @requiresScopes(scopes: [["dossier:identite"]]) }`,
      },
    },
    donnees: {
      'dossier:titre': { classe: 'P1', a: ['lecteur'] },
      'dossier:identite': { classe: 'P2', a: ['lecteur'], finalites: ['suivi'] },
    },
    environment: { AUDIT_URL: url },
  });

const ask = (gateway: SmallGateway) => gateway.ask(personal, { finalites: 'suivi' });

async function readiness(gateway: SmallGateway): Promise<{ status: number; text: string }> {
  const response = await fetch(`${gateway.process.url}/health/ready`);
  return { status: response.status, text: await response.text() };
}

async function verify(url: string): Promise<string> {
  const env = { ...programEnvironment, AUDIT_URL: url };
  const { stdout } = await promisify(execFile)(process.execPath, [journalProgram, 'verify'], {
    env,
  });
  return stdout;
}

describeOnMariaDb('a journal on MariaDB', () => {
  let mariaDb: OwnMariaDb;

  beforeAll(async () => {
    mariaDb = await startMariaDb();
  });

  afterAll(() => mariaDb.stop());

  it('that hangs is answered 503, and readiness says so; it is used again once it answers', async () => {
    const gateway = await start(await mariaDb.createDatabase());
    try {
      expect((await ask(gateway)).status).toBe(200);
      await mariaDb.hang();
      const asked = subgraph.requests.length;
      // More than one: who waits behind the write that hangs must not wait for a second one.
      const refused = await Promise.all([ask(gateway), ask(gateway), ask(gateway)]);
      for (const { status, body, text } of refused) {
        expect([status, body.errors?.[0]?.extensions.code]).toEqual([503, 'JOURNAL_UNAVAILABLE']);
        expect(text).not.toContain('Personne');
      }
      expect(subgraph.requests).toHaveLength(asked);
      const ready = await readiness(gateway);
      expect(ready.status).toBe(503);
      expect(ready.text).toContain('journal');
      const open = await gateway.ask({ query: '{ dossier { titre } }' });
      expect(open.body.data).toEqual({ dossier: { titre: 'T' } });
      mariaDb.goOn();
      let status = 0;
      for (let attempt = 0; attempt < 200 && status !== 200; attempt += 1) {
        ({ status } = await ask(gateway));
        if (status !== 200) await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(status).toBe(200);
      expect((await readiness(gateway)).status).toBe(200);
    } finally {
      mariaDb.goOn();
      await gateway.stop();
    }
  });

  it('asks for INSERT and SELECT alone where its table is right, and verify for SELECT', async () => {
    const url = await mariaDb.createDatabase();
    const first = await start(url);
    expect((await ask(first)).status).toBe(200);
    await first.process.terminate();
    await first.stop();
    const gateway = await start(await mariaDb.limitedTo(url, 'INSERT, SELECT'));
    try {
      expect((await ask(gateway)).status).toBe(200);
      expect((await readiness(gateway)).status).toBe(200);
      await gateway.process.terminate();
      expect(gateway.process.log).not.toContain('could not be written');
    } finally {
      await gateway.stop();
    }
    const said = await verify(await mariaDb.limitedTo(url, 'SELECT'));
    expect(said.match(/^chaîne \S+, 2 lignes/gm)).toHaveLength(2);
  });

  it('is made by the first of two gateways that start together on an empty database', async () => {
    const url = await mariaDb.createDatabase();
    const gateways = await Promise.all([start(url), start(url)]);
    for (const gateway of gateways) {
      expect((await ask(gateway)).status).toBe(200);
      await gateway.process.terminate();
      await gateway.stop();
    }
    expect((await verify(url)).match(/^chaîne \S+, 2 lignes/gm)).toHaveLength(2);
  });
});

describe('a journal on SQLite', () => {
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'passerelle-journal-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('is made by the first of two gateways that start together on an empty file', async () => {
    const path = join(folder, 'journal.sqlite');
    const gateways = await Promise.all([start(`sqlite:${path}`), start(`sqlite:${path}`)]);
    for (const gateway of gateways) {
      expect((await ask(gateway)).status).toBe(200);
      await gateway.process.terminate();
      await gateway.stop();
    }
    expect((await verify(`sqlite:${path}`)).match(/2 lignes/g)).toHaveLength(2);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});

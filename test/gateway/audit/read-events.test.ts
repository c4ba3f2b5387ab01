import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openJournal } from '../../../gateway/audit/open-journal.js';
import { verifyJournal } from '../../../gateway/audit/verify-journal.js';
import { http, RawSubgraph } from '../../harness/raw-subgraph.js';
import { SmallGateway } from '../../harness/small-gateway.js';

const person = 'Durand-Leroy';
const sdl = `type Query { dossier(titulaire: String): Dossier @authenticated  dossiers(filtre: Filtre): [Dossier!] @authenticated }
  type Mutation { clore: Dossier @authenticated }
  type Dossier @authenticated { id: ID!  titre: String @requiresScopes(scopes: [["dossier:titre"]])
    identite: String @requiresScopes(scopes: [["dossier:identite"]]) }
  input Filtre { identite: String @readsField(coordinate: "Dossier.identite") }`;

let subgraph: RawSubgraph;

beforeAll(async () => {
  subgraph = await RawSubgraph.start();
  subgraph.behave = (socket, { query }) => {
    const key = /\{\s*(\w+)/.exec(query.slice(query.indexOf(')') + 1).replace(/^[^{]*/, ''))?.[1];
    const dossier = { id: '1', titre: 'T', identite: person };
    const list = key === 'dossiers' ? [dossier] : dossier;
    socket.write(http(JSON.stringify({ data: { [key ?? 'dossier']: list } })));
  };
});

afterAll(() => subgraph.stop());

const start = (environment: Record<string, string> = {}): Promise<SmallGateway> =>
  SmallGateway.start({
    subgraphs: { a: { sdl, url: subgraph.url } },
    donnees: {
      'dossier:titre': { classe: 'P1', a: ['lecteur'] },
      'dossier:identite': { classe: 'P2', a: ['lecteur'], finalites: ['suivi'] },
    },
    environment,
  });

const linesOf = async (gateway: SmallGateway): Promise<Record<string, unknown>[]> =>
  (await gateway.settledJournal())
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the journal', () => {
  let gateway: SmallGateway;

  beforeAll(async () => {
    gateway = await start();
  });

  afterAll(() => gateway.stop());

  it('says who reads what, for what and on which ground, and how it ended', async () => {
    await gateway.ask(
      { query: 'query Voir { dossier { identite titre } }' },
      { finalites: 'suivi' },
    );
    const [begin, end] = await linesOf(gateway);
    expect(begin).toEqual({
      evenement: 'lecture',
      a: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      requete: expect.any(String),
      signataire: 'lecteur',
      personne: expect.stringMatching(/^[\w-]{22}$/),
      operation: 'Voir',
      empreinte: expect.stringMatching(/^[\w-]{43}$/),
      finalites: ['suivi'],
      portees: [
        { portee: 'dossier:identite', classe: 'P2', fondements: ['texte'] },
        { portee: 'dossier:titre', classe: 'P1', fondements: ['texte'] },
      ],
      champs: ['Query.dossier', 'Dossier.identite', 'Dossier.titre'],
      refuses: [],
      precedent: '',
    });
    expect(end).toMatchObject({ evenement: 'fin', requete: begin?.['requete'], issue: 'complete' });
  });

  it('says what was refused', async () => {
    await gateway.ask({ query: '{ dossier { identite } }' });
    const lines = await linesOf(gateway);
    expect(lines.at(-2)).toMatchObject({ refuses: ['Dossier.identite'], portees: [] });
  });

  it('names what a filter reads', async () => {
    const query = 'query F($f: Filtre) { dossiers(filtre: $f) { id } }';
    const variables = { f: { identite: person } };
    for (let sending = 0; sending < 2; sending += 1) {
      await gateway.ask({ query, variables }, { finalites: 'suivi' });
      const lines = await linesOf(gateway);
      expect(lines.at(-2)?.['portees']).toEqual([
        { portee: 'dossier:identite', classe: 'P2', fondements: ['texte'] },
      ]);
      expect(lines.at(-2)?.['champs']).toContain('Dossier.identite');
    }
    await gateway.ask(
      { query: `{ dossiers(filtre: { identite: "${person}" }) { id } }` },
      { finalites: 'suivi' },
    );
    expect((await linesOf(gateway)).at(-2)?.['portees']).toHaveLength(1);
    // What is not given is not read.
    await gateway.ask({ query, variables: { f: {} } }, { finalites: 'suivi' });
    expect((await linesOf(gateway)).at(-2)?.['portees']).toEqual([]);
  });

  it('holds no value, no variable, no text of an operation and no name of a person', async () => {
    await gateway.ask(
      {
        query: 'query D($t: String) { dossier(titulaire: $t) { identite } }',
        variables: { t: person },
      },
      { finalites: 'suivi' },
    );
    await gateway.ask(
      { query: `{ dossier(titulaire: "${person}") { identite } }` },
      { finalites: 'suivi' },
    );
    const text = await gateway.settledJournal();
    expect(text).not.toContain(person);
    expect(text).not.toContain('agent de lecteur');
    expect(gateway.process.log).not.toContain(person);
    expect(gateway.process.log).not.toContain('agent de lecteur');
    const metrics = await (await fetch(`${gateway.process.url}/metrics`)).text();
    // Organisations are labels, persons are not.
    expect(metrics).not.toMatch(/Durand|agent de/);
  });

  it('knows a person again, and is one unbroken chain', async () => {
    const lines = await linesOf(gateway);
    const persons = new Set(lines.flatMap(({ personne }) => personne ?? []));
    expect(persons.size).toBe(1);
    const path = join(tmpdir(), `journal-${randomUUID()}.jsonl`);
    writeFileSync(path, await gateway.settledJournal());
    const [chain] = await verifyJournal(`file:${path}`);
    rmSync(path);
    expect(chain?.check.faults).toEqual([]);
    expect(chain?.check.lines).toBe(lines.length);
  });
});

describe('a journal that cannot be written', () => {
  it('keeps personal data back, and says so; the rest is served', async () => {
    const url = `sqlite:${join(tmpdir(), `journal-${randomUUID()}.sqlite`)}`;
    const gateway = await start({ AUDIT_URL: url });
    try {
      const personal = { query: '{ dossier { identite } }' };
      expect((await gateway.ask(personal, { finalites: 'suivi' })).status).toBe(200);
      // The table is taken away under it, as a broken database would.
      await (await openJournal(url)).close();
      const database = new DatabaseSync(url.slice('sqlite:'.length), { timeout: 5_000 });
      database.exec('DROP TABLE journal');
      database.close();
      for (let sending = 0; sending < 2; sending += 1) {
        const asked = await gateway.ask(personal, { finalites: 'suivi' });
        expect(asked.status).toBe(503);
        expect(asked.body.errors?.[0]?.extensions.code).toBe('JOURNAL_UNAVAILABLE');
        expect(asked.text).not.toContain(person);
      }
      const open = await gateway.ask({ query: '{ dossier { titre } }' });
      expect(open.body.data).toEqual({ dossier: { titre: 'T' } });
      await gateway.process.untilLogged('the journal could not be written');
    } finally {
      await gateway.stop();
      for (const end of ['', '-wal', '-shm'])
        rmSync(url.slice('sqlite:'.length) + end, { force: true });
    }
  });
});

describe('a journal in a file on a full disk', () => {
  it('keeps personal data back, and says so; the rest is served', async () => {
    // The system's own device for it: opens and reads, and takes not one byte.
    const gateway = await start({ AUDIT_URL: 'file:/dev/full' });
    try {
      for (let sending = 0; sending < 2; sending += 1) {
        const asked = await gateway.ask(
          { query: '{ dossier { identite } }' },
          { finalites: 'suivi' },
        );
        expect(asked.status).toBe(503);
        expect(asked.body.errors?.[0]?.extensions.code).toBe('JOURNAL_UNAVAILABLE');
        expect(asked.text).not.toContain(person);
      }
      const asked = subgraph.requests.length;
      const act = await gateway.ask({ query: 'mutation { clore { id } }' });
      expect([act.status, act.body.errors?.[0]?.extensions.code]).toEqual([
        503,
        'JOURNAL_UNAVAILABLE',
      ]);
      expect(subgraph.requests.length).toBe(asked);
      const open = await gateway.ask({ query: '{ dossier { titre } }' });
      expect(open.body.data).toEqual({ dossier: { titre: 'T' } });
      await gateway.process.untilLogged('the journal could not be written');
      expect(gateway.process.log).not.toContain(person);
    } finally {
      await gateway.stop();
    }
  });
});

describe('what the journal says of the end', () => {
  const two = `type Query { dossier: Dossier @authenticated  autre: Int @authenticated }
    type Dossier @authenticated { id: ID!  titre: String @requiresScopes(scopes: [["dossier:titre"]]) }`;
  let faulty: RawSubgraph;
  let gateway: SmallGateway;

  beforeAll(async () => {
    faulty = await RawSubgraph.start();
    gateway = await SmallGateway.start({
      subgraphs: { justice: { sdl: two, url: faulty.url } },
      donnees: { 'dossier:titre': { classe: 'P1', a: [] } },
    });
  });

  afterAll(async () => {
    await gateway.stop();
    await faulty.stop();
  });

  const lastLine = async (): Promise<Record<string, unknown> | undefined> =>
    (await linesOf(gateway)).at(-1);

  it('partly, and which partner failed, where one gave errors or no answer', async () => {
    for (const answer of [
      http('{"data":{"autre":null},"errors":[{"message":"x","path":["autre"]}]}'),
      http('{"errors":[{"message":"x"}]}', '401 Unauthorized'),
      http('<html>', '502 Bad Gateway', 'text/html'),
    ]) {
      faulty.behave = (socket) => void socket.write(answer);
      await gateway.ask({ query: '{ autre }' });
      expect(await lastLine()).toMatchObject({
        evenement: 'fin',
        issue: 'partielle',
        partenairesEnDefaut: ['justice'],
      });
    }
  });

  it('refused, where nothing of what was asked may be read', async () => {
    const asked = faulty.requests.length;
    await gateway.ask({ query: '{ autre dossier { titre } }' }, { signataire: 'inconnu' });
    expect(faulty.requests.length).toBe(asked);
    expect(await lastLine()).toMatchObject({ issue: 'refusee' });
    faulty.behave = (socket) => void socket.write(http('{"data":{"dossier":{"id":"1"}}}'));
    await gateway.ask({ query: '{ dossier { id } }' });
    expect(await lastLine()).toMatchObject({ issue: 'complete' });
  });

  it('a token that was refused, or that is not there', async () => {
    const url = `${gateway.process.url}/graphql`;
    const headers = { 'content-type': 'application/json' };
    const body = '{"query":"{ autre }"}';
    const refused = await fetch(url, {
      method: 'POST',
      body,
      headers: { ...headers, authorization: 'Bearer nonsense' },
    });
    expect(refused.status).toBe(401);
    expect(await lastLine()).toMatchObject({ evenement: 'refus', motif: 'jeton-refuse' });
  });

  it('in the log why a partner failed, under the id that the caller got', async () => {
    faulty.behave = (socket) =>
      void socket.write(
        http(
          `{"data":{"autre":null},"errors":[{"message":"${person}","path":["autre"],"extensions":{"reference":"1f0c8f3e-1111-4222-8333-444455556666"}}]}`,
        ),
      );
    const { text } = await gateway.ask({ query: '{ autre }' });
    const id = /"correlationId":"([^"]+)"/.exec(text)?.[1] ?? 'none';
    await gateway.process.untilLogged(id);
    const line =
      gateway.process.log.split('\n').find((candidate) => candidate.includes(id)) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({
      subgraph: 'justice',
      cause: 'graphql-error',
      status: 200,
      correlationId: id,
      reference: '1f0c8f3e-1111-4222-8333-444455556666',
    });
    expect(gateway.process.log).not.toContain(person);
    const metrics = await (await fetch(`${gateway.process.url}/metrics`)).text();
    for (const cause of ['graphql-error', 'token-refused', 'http-5xx']) {
      expect(metrics).toContain(
        `passerelle_subgraph_failures_total{subgraph="justice",cause="${cause}"}`,
      );
    }
    expect(metrics).toContain('passerelle_subgraph_connections{subgraph="justice",state="idle"}');
    expect(metrics).toMatch(
      /passerelle_graphql_duration_seconds_count\{way="refused",status="401"\} 1/,
    );
    expect(metrics).toMatch(/signatory_duration_seconds_count\{signataire="lecteur"/);
  });
});

describe('a replica whose journal cannot be written', () => {
  it('is not ready, says so, and tells it once in the log', async () => {
    const gateway = await start({ AUDIT_URL: 'file:/dev/full' });
    try {
      for (let sending = 0; sending < 40; sending += 1) {
        await gateway.ask({ query: '{ dossier { titre } }' });
        await gateway.ask({ query: '{ dossier { identite } }' }, { finalites: 'suivi' });
      }
      const ready = await fetch(`${gateway.process.url}/health/ready`);
      expect(ready.status).toBe(503);
      expect(await ready.text()).toContain('journal');
      expect(gateway.process.log.match(/the journal could not be written/g)).toHaveLength(1);
      expect(gateway.process.log).not.toContain('a request failed');
    } finally {
      await gateway.stop();
    }
  });
});

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openJournal } from '../../gateway/audit/open-journal.js';
import { verifyJournal } from '../../gateway/audit/verify-journal.js';
import { http, RawSubgraph } from '../harness/raw-subgraph.js';
import { SmallGateway } from '../harness/small-gateway.js';

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
    const one = { id: '1', titre: 'T', identite: person };
    const list = key === 'dossiers' ? [one] : one;
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
    expect(end).toMatchObject({ evenement: 'fin', requete: begin?.['requete'], issue: 'servie' });
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
    expect(metrics).not.toMatch(/Durand|lecteur/);
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
        ...[503, 'JOURNAL_UNAVAILABLE'],
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

import { mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../gateway/config.js';
import { changesInWords } from '../../../gateway/http/changes-in-words.js';
import { LiveState, type ChangedSource } from '../../../gateway/http/live-state.js';
import { loadState } from '../../../gateway/http/load-state.js';
import { Metrics } from '../../../gateway/http/metrics.js';
import { IssuerKeys } from '../../../gateway/identity/issuer-keys.js';
import { conventionOf, supergraphOf, type SmallWorld } from '../../harness/small-gateway.js';

const world = (field: string, readers: readonly string[]): SmallWorld => ({
  subgraphs: {
    s: {
      sdl: `type Query { ${field}: String @requiresScopes(scopes: [["a:b"]]) }`,
      url: 'http://127.0.0.1:9/graphql',
    },
  },
  donnees: { 'a:b': { classe: 'P1', a: readers } },
  signataires: { lecteur: '', autre: '' },
});

let folder: string;
let live: LiveState;
let inForce: (readonly ChangedSource[])[];
let words: (readonly string[])[];
let refused: (readonly string[])[];

const file = (name: string): string => join(folder, name);

async function write(name: string, text: string): Promise<void> {
  await writeFile(file(`${name}.draft`), text);
  await rename(file(`${name}.draft`), file(name));
}

/** Until as many new versions as that were judged. */
async function judged(count: number): Promise<void> {
  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    if (inForce.length + refused.length >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('no new version was seen');
}

const holds = (scope: string): boolean =>
  live.current.viewers
    .rightsOf({ signataire: 'autre', scopes: null, finalites: [] })
    .scopes.has(scope);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passerelle-etat-'));
  await writeFile(file('jwks.json'), '{ "keys": [] }');
  await write('supergraph.graphql', supergraphOf(world('a', ['lecteur']).subgraphs));
  await write('convention.yaml', conventionOf(world('a', ['lecteur'])));
  const config = readConfig({
    SUPERGRAPH: file('supergraph.graphql'),
    CONVENTION: file('convention.yaml'),
  });
  inForce = [];
  words = [];
  refused = [];
  live = await LiveState.load({
    config,
    load: (sources) => loadState(config, sources, new IssuerKeys(), new Metrics().planning),
    onInForce: (state, changed, previous) => {
      inForce.push(changed);
      words.push(changesInWords(previous, state, '2026-11-26'));
    },
    onRefused: (faults) => refused.push(faults),
  });
});

afterEach(async () => {
  await live.close();
  await rm(folder, { recursive: true });
});

describe('what changes after the files were read and before they are followed', () => {
  it('comes into force: a convention', async () => {
    expect(holds('a:b')).toBe(false);
    await write('convention.yaml', conventionOf(world('a', ['autre'])));
    live.follow();
    await judged(1);
    expect(holds('a:b')).toBe(true);
  });

  it('comes into force: a supergraph', async () => {
    await write('supergraph.graphql', supergraphOf(world('b', ['lecteur']).subgraphs));
    live.follow();
    await judged(1);
    expect(Object.keys(live.current.engine.apiSchema.getQueryType()?.getFields() ?? {})).toEqual([
      'b',
    ]);
  });

  it('is refused when it is faulty', async () => {
    await write('supergraph.graphql', 'type {');
    live.follow();
    await judged(1);
    expect(refused).toHaveLength(1);
    expect(live.current.engine.apiSchema.getQueryType()?.getFields()).toHaveProperty('a');
  });
});

describe('files that are followed', () => {
  it('are told by name with both versions when they change', async () => {
    const [, before] = live.versions;
    live.follow();
    await write('convention.yaml', conventionOf(world('a', ['autre'])));
    await judged(1);
    const [, after] = live.versions;
    expect(before?.version).toMatch(/^[0-9a-f]{12}$/);
    expect(after?.version).not.toBe(before?.version);
    expect(inForce).toEqual([
      [
        {
          file: file('convention.yaml'),
          version: after?.version ?? '',
          previous: before?.version ?? '',
        },
      ],
    ]);
  });

  it('make no new version when they are touched, nor one refused twice', async () => {
    live.follow();
    await utimes(file('convention.yaml'), new Date(), new Date());
    await write('convention.yaml', ': not : yaml : {');
    await judged(1);
    await utimes(file('convention.yaml'), new Date(), new Date());
    await write('convention.yaml', conventionOf(world('a', ['autre'])));
    await judged(2);
    expect([inForce.length, refused.length]).toEqual([1, 1]);
  });

  it('are refused while they are away, and taken when they are back', async () => {
    live.follow();
    await rename(file('supergraph.graphql'), file('away'));
    await judged(1);
    expect(refused[0]?.[0]).toContain('ENOENT');
    await rename(file('away'), file('supergraph.graphql'));
    await judged(2);
    expect(inForce).toHaveLength(1);
  });
});

describe('what changes is told in words', () => {
  async function told(name: string, text: string): Promise<readonly string[]> {
    const count = words.length;
    await write(name, text);
    await judged(count + 1);
    return words[count] ?? [];
  }

  it('of a convention: who reads what, or which entry', async () => {
    live.follow();
    expect(await told('convention.yaml', conventionOf(world('a', ['autre'])))).toEqual([
      'lecteur perd la lecture de « Essai » dès le 26 novembre 2026.',
      'autre gagne la lecture de « Essai » dès le 26 novembre 2026.',
    ]);
    const text = `# another comment\n${conventionOf(world('a', ['autre']))}`;
    expect(await told('convention.yaml', text)).toEqual(['Rien ne change pour personne.']);
  });

  it('of a supergraph: fields, rules and where partners are', async () => {
    live.follow();
    const { subgraphs } = world('b', ['lecteur']);
    expect(await told('supergraph.graphql', supergraphOf(subgraphs))).toEqual(
      expect.arrayContaining([
        expect.stringContaining('« Query.a » disparaît'),
        expect.stringContaining('« Query.b »'),
      ]),
    );
    const elsewhere = { s: { sdl: subgraphs['s']?.sdl ?? '', url: 'http://127.0.0.2:9/graphql' } };
    expect(await told('supergraph.graphql', supergraphOf(elsewhere))).toEqual([
      "Le sous-graphe « s » change d'adresse : http://127.0.0.2:9.",
    ]);
  });
});

describe('the engine of a version that was replaced', () => {
  it('is closed when the last request that it serves has ended', async () => {
    const previous = live.current;
    let closed = false;
    const close = previous.engine.close.bind(previous.engine);
    previous.engine.close = async () => {
      closed = true;
      await close();
    };
    previous.users.come();
    live.follow();
    await write('convention.yaml', conventionOf(world('a', ['autre'])));
    await judged(1);
    expect(live.current).not.toBe(previous);
    expect(closed).toBe(false);
    previous.users.leave();
    await new Promise(setImmediate);
    expect(closed).toBe(true);
  });
});

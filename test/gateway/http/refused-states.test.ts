import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../gateway/config.js';
import { loadState, StateFaults } from '../../../gateway/http/load-state.js';
import { Metrics } from '../../../gateway/http/metrics.js';
import type { Sources } from '../../../gateway/http/sources.js';
import { IssuerKeys } from '../../../gateway/identity/issuer-keys.js';
import { conventionOf, supergraphOf, type SmallWorld } from '../../harness/small-gateway.js';

const here = 'http://127.0.0.1:9/graphql';
const world = (rule = '@requiresScopes(scopes: [["a:b"]])'): SmallWorld => ({
  subgraphs: { ville: { sdl: `type Query { a: String ${rule} }`, url: here } },
  donnees: { 'a:b': { classe: 'P1', a: ['lecteur'] } },
  signataires: { lecteur: '' },
});
const supergraph = supergraphOf(world().subgraphs);
const convention = conventionOf(world());

interface Given {
  readonly supergraph?: string;
  readonly convention?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly isStart?: boolean;
}

/** The faults for which such files do not come into force. */
async function faultsOf(given: Given): Promise<readonly string[]> {
  const source = (path: string, text: string) => ({ path, text, version: 'v' });
  const sources: Sources = {
    supergraph: source('supergraph.graphql', given.supergraph ?? supergraph),
    convention: source('convention.yaml', given.convention ?? convention),
    documents: null,
    deployment: null,
  };
  const config = readConfig(given.environment ?? {});
  try {
    const { engine } = await loadState(
      config,
      sources,
      new IssuerKeys(),
      new Metrics().planning,
      given.isStart,
    );
    await engine.close();
    return [];
  } catch (error) {
    if (error instanceof StateFaults) return error.faults;
    throw error;
  }
}

/** Processes that this one started and that have not ended. */
function children(): number {
  return execFileSync('ps', ['-e', '-o', 'ppid=,stat=,comm='])
    .toString()
    .split('\n')
    .map((line) => line.trim().split(/ +/))
    .filter(
      ([parent, state, name]) =>
        Number(parent) === process.pid && name !== 'ps' && !state?.startsWith('Z'),
    ).length;
}

describe('the address of a subgraph', () => {
  const withUrl = (url: string): string => {
    expect(supergraph).toContain(here);
    return supergraph.replace(here, url);
  };

  it.each([
    ['that is empty', '', 'an empty text is given'],
    ['of another kind', 'ftp://h/x', 'a URL of the kind "ftp:" is given'],
    ['that is none', 'ville:', 'a URL of the kind "ville:" is given'],
    ['that is a path', '/graphql', 'no URL is given'],
  ])('%s refuses the supergraph, and says what to do', async (_, url, fault) => {
    expect(await faultsOf({ supergraph: withUrl(url) })).toEqual([
      `supergraph.graphql: subgraph "ville": ${fault}; expected an http(s) URL such as http://host:4001/graphql. Compose again, or set SUBGRAPH_URL_VILLE.`,
    ]);
  });

  it('may be mended by the environment', async () => {
    const environment = { SUBGRAPH_URL_VILLE: here };
    expect(await faultsOf({ supergraph: withUrl(''), environment })).toEqual([]);
  });

  it('under a name that no subgraph has is a fault at the start, with the nearest name', async () => {
    const environment = { SUBGRAPH_URL_VILE: here };
    expect(await faultsOf({ environment, isStart: true })).toEqual([
      'supergraph.graphql: SUBGRAPH_URL_VILE names no subgraph: did you mean SUBGRAPH_URL_VILLE? There are VILLE.',
    ]);
    // Later it may be one that left with the last supergraph.
    expect(await faultsOf({ environment })).toEqual([]);
  });
});

describe('versions that are refused', () => {
  const unclassified = supergraphOf(world('').subgraphs);
  const refused: readonly (readonly [string, Given])[] = [
    ['an address that is empty', { supergraph: supergraph.replace(here, '') }],
    ['an address of another kind', { supergraph: supergraph.replace(here, 'ftp://h/x') }],
    ['a field that nobody classified', { supergraph: unclassified }],
    ['a convention with a fault', { convention: convention.replace('P1', 'P9') }],
    [
      'what the planner cannot be built from',
      { supergraph: supergraph.replaceAll('join__', 'j__') },
    ],
  ];

  it('leave no process behind, of whatever they were refused', async () => {
    const before = children();
    for (const [what, given] of [...refused, ...refused]) {
      expect({ what, count: (await faultsOf(given)).length }).not.toMatchObject({ count: 0 });
    }
    for (let attempt = 0; attempt < 200 && children() > before; attempt += 1) {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    // Fewer, where what an earlier test refused had not ended yet.
    expect(children()).toBeLessThanOrEqual(before);
  });
});

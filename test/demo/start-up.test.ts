import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { programEnvironment } from '../harness/program-environment.js';
import {
  allFree,
  childrenOf,
  close,
  DemoProcess,
  freeBase,
  listenOn,
  stillRunning,
} from './demo-process.js';

const startTimeout = 90_000;
const folder = mkdtempSync(join(tmpdir(), 'passerelle-demo-'));
let base: number;
let env: Record<string, string>;

beforeAll(async () => {
  base = await freeBase();
  env = { DEMO_PORT_BASE: String(base), DEMO_FOLDER: folder, DEMO_SCALE: '0.05' };
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function token(signataire: string, ...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await new DemoProcess('token', [signataire, ...args], env)
    .finished;
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.trimEnd();
}

interface Seen {
  readonly communes: { nodes: { codeInsee: string; zoneCompetence: string | null }[] };
  readonly incidents: {
    totalCount: number;
    nodes: { dateFaits: string | null; residence: { commune: { codeInsee: string } } }[];
  };
}

async function ask(bearer: string, query: string): Promise<Record<string, unknown>> {
  const response = await fetch(`http://127.0.0.1:${base}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${bearer}`,
      'content-type': 'application/json',
      'x-finalite': 'tranquillite-residentielle,suivi-plaintes,rappel-ordre',
    },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as Record<string, unknown>;
}

describe('npm start', () => {
  let demo: DemoProcess;
  let welcome: string;
  beforeAll(async () => {
    demo = new DemoProcess('main', [], env);
    welcome = await demo.printed('Ctrl-C arrête tout.');
  }, startTimeout);

  afterAll(() => demo.stop());

  it('says what runs where, how to get a token and what to ask', () => {
    for (const offset of [0, 3, 4, 10, 11, 20, 24, 30, 33])
      expect(welcome).toContain(`127.0.0.1:${base + offset}`);
    expect(welcome).toContain('npm run -s token -- ekidom');
  });

  it('prints a command that works when it is pasted', () => {
    const command = /curl -s [^]*?\n\n/.exec(welcome)?.[0] ?? '';
    const pasted = command.replace(
      `DEMO_PORT_BASE=${base} npm run -s token --`,
      `"${process.execPath}" dist/demo/token.js`,
    );
    const printed = execFileSync('sh', ['-c', pasted], {
      encoding: 'utf8',
      env: { ...programEnvironment, ...env },
    });
    const answer = JSON.parse(printed) as { data: { incidents: { nodes: unknown[] } } };
    expect(answer).not.toHaveProperty('errors');
    expect(answer.data.incidents.nodes).toHaveLength(3);
  });

  it('answers two signatories differently', async () => {
    const query = `{ moi { signataire { id } } incidents(filtre: { commune: "86194" }) { totalCount } plaintes { totalCount } }`;
    const ekidom = await ask(await token('ekidom'), query);
    const gendarmerie = await ask(await token('gendarmerie-86'), query);
    expect(ekidom).toMatchObject({ data: { moi: { signataire: { id: 'ekidom' } } } });
    expect(
      (ekidom['data'] as { incidents: { totalCount: number } }).incidents.totalCount,
    ).toBeGreaterThan(50);
    expect(gendarmerie).toMatchObject({
      data: { moi: { signataire: { id: 'gendarmerie-86' } }, incidents: { totalCount: 0 } },
    });
  });

  it('gives the gendarmerie what happens outside the two cities, and nothing of Poitiers', async () => {
    const query = `{ communes(first: 100) { nodes { codeInsee zoneCompetence } }
      incidents(first: 50) { totalCount nodes { id dateFaits residence { commune { codeInsee } } } } }`;
    const seen = (await ask(await token('gendarmerie-86'), query))['data'] as Seen;
    const zones = new Map(
      seen.communes.nodes.map(({ codeInsee, zoneCompetence }) => [codeInsee, zoneCompetence]),
    );
    expect([...zones].filter(([, zone]) => zone !== 'GN')).toEqual([
      ['86066', 'PN'],
      ['86194', 'PN'],
    ]);
    expect(seen.incidents.totalCount).toBeGreaterThan(20);
    for (const { dateFaits, residence } of seen.incidents.nodes) {
      expect(dateFaits).not.toBeNull();
      expect(zones.get(residence.commune.codeInsee)).toBe('GN');
    }
    const police = (await ask(await token('police-nationale-86'), query))['data'] as Seen;
    for (const { residence } of police.incidents.nodes)
      expect(zones.get(residence.commune.codeInsee)).toBe('PN');
  });

  it('gives a token that reads no more than its scopes', async () => {
    const narrow = await token('ekidom', '--scope', 'incident:resume');
    const answer = await ask(narrow, '{ incidents(first: 1) { nodes { id dateFaits } } }');
    expect(answer).toMatchObject({
      data: { incidents: { nodes: [{ dateFaits: null }] } },
      errors: [{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
    });
  });

  it('compares eight signatories in a table', async () => {
    const { status, stdout, stderr } = await new DemoProcess('compare', [], env).finished;
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const rows = new Map(
      stdout
        .trim()
        .split('\n')
        .map((line) =>
          line
            .split('|')
            .slice(1, -1)
            .map((cell) => cell.trim()),
        )
        .map(([name = '', ...cells]) => [name.replaceAll('`', ''), cells]),
    );
    expect(rows.get('Champ')).toEqual([
      'ekidom',
      'habitat-vienne',
      'ville-poitiers',
      'grand-poitiers',
      'police-nationale-86',
      'gendarmerie-86',
      'parquet-poitiers',
      'prefecture-86',
    ]);
    // Written by hand from the access table of the domain.
    const known = 'Gaspard Tellier-Inventé';
    expect(rows.get('incident.type')).toEqual([
      ...Array<string>(5).fill('P_SAL_PHYS'),
      '—',
      ...Array<string>(2).fill('P_SAL_PHYS'),
    ]);
    expect(rows.get('incident.auteurPresume.identite')).toEqual([
      known,
      '—',
      '✗',
      '✗',
      known,
      '—',
      known,
      '✗',
    ]);
    expect(rows.get('incident.plaintes.procedure.decision.typeDecision')).toEqual([
      'POURSUITE_COPJ',
      '—',
      '✗',
      '✗',
      '—',
      '—',
      'POURSUITE_COPJ',
      '✗',
    ]);
    const rappel = 'Inventé-Rouvière';
    expect(rows.get('rappelOrdre.auteur.nom')).toEqual([
      '✗',
      '✗',
      rappel,
      '✗',
      '✗',
      '✗',
      rappel,
      '✗',
    ]);
  });

  it('tells a subscriber of an act, who then asks what waits for it', async () => {
    const told = async (signataire: string) =>
      (await (await fetch(`http://127.0.0.1:${base + 11}/${signataire}`)).json()) as {
        notifications: number;
        toDo: Record<string, number | null> | null;
      };
    const before = (await told('ville-poitiers')).notifications;
    const proposal = await ask(
      await token('ekidom'),
      `mutation { proposerRappelOrdre(saisie: { commune: "86194", dateFaits: "2026-05-02", motif: INCIVILITE,
        natureFaits: NON_PENAL, mineur: false }) { rappelOrdre { statut } erreurs { code } } }`,
    );
    expect(proposal).toMatchObject({
      data: { proposerRappelOrdre: { rappelOrdre: { statut: 'PROPOSE' }, erreurs: [] } },
    });
    while ((await told('ville-poitiers')).notifications === before) await delay(100);
    const { notifications, toDo } = await told('ville-poitiers');
    expect(notifications).toBe(before + 1);
    expect(toDo?.['rappels']).toBeGreaterThan(0);
    const forged = await fetch(`http://127.0.0.1:${base + 11}/ville-poitiers`, {
      method: 'POST',
      headers: { 'webhook-id': 'x', 'webhook-timestamp': '1', 'webhook-signature': 'v1,x' },
      body: '{}',
    });
    expect(forged.status).toBe(401);
  });

  it('takes an opinion of the parquet’s register to the mayor’s file', async () => {
    const bearer = await token('parquet-poitiers');
    const waiting = await ask(
      bearer,
      '{ rappelsOrdre(first: 1, filtre: { statut: CONSULTATION_PARQUET }) { nodes { id commune { codeInsee } } } }',
    );
    const [rappel] = (
      waiting['data'] as {
        rappelsOrdre: { nodes: { id: string; commune: { codeInsee: string } }[] };
      }
    ).rappelsOrdre.nodes;
    const id = rappel?.id ?? '';
    const given = await ask(
      bearer,
      `mutation { rendreAvisRappelOrdre(saisie: { rappelOrdre: "${id}", commune: "${rappel?.commune.codeInsee ?? ''}",
        avis: SANS_OPPOSITION }) { avis { id } erreurs { code } } }`,
    );
    expect(given).toMatchObject({ data: { rendreAvisRappelOrdre: { erreurs: [] } } });
    const statut = async () => {
      const { data } = await ask(bearer, `{ rappelOrdre(id: "${id}") { statut } }`);
      return (data as { rappelOrdre: { statut: string } }).rappelOrdre.statut;
    };
    while ((await statut()) === 'CONSULTATION_PARQUET') await delay(100);
    expect(await statut()).toBe('SANS_OPPOSITION');
  });

  it('refuses a second start while it runs, and says which ports are taken', async () => {
    const { status, stderr } = await new DemoProcess('main', [], env).finished;
    expect(status).toBe(1);
    expect(stderr).toContain(String(base));
    expect(stderr).toContain('DEMO_PORT_BASE=');
    // What runs is left alone.
    expect((await fetch(`http://127.0.0.1:${base}/health/ready`)).status).toBe(200);
  });

  it('stops cleanly on Ctrl-C, and frees its ports', async () => {
    expect(await demo.stop('SIGINT')).toMatchObject({ status: 0, stderr: '' });
    await allFree(base);
  });
});

describe('the life of the demonstration', () => {
  it(
    'seeds once, and leaves nothing behind even when it is killed',
    async () => {
      const marker = readFileSync(join(folder, 'seeded.json'), 'utf8');
      const demo = new DemoProcess('main', [], env);
      const printed = await demo.printed('Ctrl-C arrête tout.');
      expect(printed).not.toContain('Données de démonstration écrites');
      expect(readFileSync(join(folder, 'seeded.json'), 'utf8')).toBe(marker);
      const children = childrenOf(demo.child.pid ?? 0);
      expect(children).toHaveLength(7);
      await demo.stop('SIGKILL');
      expect(await stillRunning(children)).toEqual([]);
    },
    startTimeout,
  );

  it(
    'seeds again what was seeded by half; ends with status 1 and the last words of what dies',
    async () => {
      rmSync(join(folder, 'seeded.json'));
      const demo = new DemoProcess('main', [], env);
      await demo.printed('Données de démonstration écrites');
      await demo.printed('Ctrl-C arrête tout.');
      expect(existsSync(join(folder, 'seeded.json'))).toBe(true);
      process.kill(childrenOf(demo.child.pid ?? 0)[0] ?? 0, 'SIGKILL');
      const { status, stderr } = await demo.finished;
      expect(status).toBe(1);
      expect(stderr).toMatch(/Le processus « .+ » s’est arrêté \(signal SIGKILL\)/);
      await allFree(base);
    },
    startTimeout,
  );

  it(
    'stops everything when a database is damaged, with what its subgraph said',
    async () => {
      writeFileSync(join(folder, 'justice.sqlite'), 'garbage'.repeat(1000));
      const { status, stderr } = await new DemoProcess('main', [], env).finished;
      expect(status).toBe(1);
      expect(stderr).toContain('Le processus « justice » s’est arrêté (statut 1)');
      expect(stderr).toContain('not a database');
    },
    startTimeout,
  );

  it('says which port is taken by something else', async () => {
    const other = await listenOn(base + 3);
    const { status, stderr, stdout } = await new DemoProcess('main', [], env).finished;
    await close(other);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(`Port déjà pris : ${base + 3}.`);
  });

  it.each([
    // Of the gateway, of a landlord, of the provider.
    [6000, 6000],
    [6645, 6665],
    [10070, 10080],
  ])('says at once which port of the series from %i nobody asks', async (first, refused) => {
    const other = { ...env, DEMO_PORT_BASE: String(first) };
    const { status, stderr, stdout } = await new DemoProcess('main', [], other).finished;
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(new RegExp(`n’appelle .*Fetch\\) : ${refused}[.,]`));
    expect(stderr).toContain('DEMO_PORT_BASE=5000');
  });

  it('says that the provider does not run, and what to do', async () => {
    const { status, stdout, stderr } = await new DemoProcess('token', ['ekidom'], env).finished;
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('npm start');
  });

  it.each([
    [[], 2, "missing required argument 'signataire'"],
    [['inconnu'], 1, 'Aucun secret'],
    [['../ekidom'], 1, 'n’est pas un signataire'],
    [['ekidom', '--scope', 'tout:lire'], 1, 'Portée inconnue'],
    [['ekidom', '--nope'], 2, "unknown option '--nope'"],
  ])('refuses token %j', async (args, code, message) => {
    const { status, stdout, stderr } = await new DemoProcess('token', args, env).finished;
    expect({ status, stdout }).toEqual({ status: code, stdout: '' });
    expect(stderr).toContain(message);
  });

  it.each([
    ['DEMO_PORT_BASE', 'abc'],
    ['DEMO_PORT_BASE', '80'],
    ['DEMO_SCALE', '0'],
  ])('refuses %s=%s', async (name, value) => {
    const { status, stderr } = await new DemoProcess('main', [], { ...env, [name]: value })
      .finished;
    expect(status).toBe(1);
    expect(stderr).toContain(name);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SmallGateway } from '../../harness/small-gateway.js';

const subgraphs = {
  a: { sdl: 'type Query { a: Int @authenticated }', url: 'http://127.0.0.1:9/' },
};

let gateway: SmallGateway;

beforeAll(async () => {
  gateway = await SmallGateway.start({
    subgraphs,
    donnees: {
      'a:b': { classe: 'P2', a: ['lecteur'], finalites: ['suivi', 'bilan'] },
      'a:c': { classe: 'P2', a: ['lecteur'], finalites: ['suivi'] },
    },
    signataires: { lecteur: '', parti: ', nom: "Parti"' },
  });
});

afterAll(() => gateway.stop());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${gateway.process.url}${path}`, { headers, redirect: 'manual' });

describe('the desk', () => {
  it('is a page under a strict policy, never kept', async () => {
    const page = await get('/ide/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/text\/html/);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'; script-src 'self';/);
    expect(policy).toMatch(/connect-src 'self' https:\/\/idp\.exemple\.test;/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe|\*/);
  });

  it('sends its assets compressed, to be kept for ever', async () => {
    const html = await (await get('/ide/')).text();
    const script = /src="(\/ide\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
    const asset = await get(script, { 'accept-encoding': 'br' });
    expect(asset.status).toBe(200);
    expect(asset.headers.get('content-encoding')).toBe('br');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('tells the licences of what its pages hold', async () => {
    const licences = await get('/ide/licences.txt');
    expect(licences.headers.get('content-type')).toMatch(/text\/plain/);
    const text = await licences.text();
    for (const name of ['react', 'react-dom', 'monaco-editor', 'graphql', 'chart.js', 'zustand']) {
      expect(text).toMatch(new RegExp(`^${name.replace('.', '[.]')} \\d[^ ]* \\([^)]+\\)$`, 'm'));
    }
    expect(text).toContain('Permission is hereby granted, free of charge');
  });

  it('finds its way from the address without a slash', async () => {
    const { status, headers } = await get('/ide');
    expect([status, headers.get('location')]).toEqual([308, '/ide/']);
  });

  it.each(['/ide/../package.json', '/ide/%2e%2e/%2e%2e/package.json', '/ide/.built-ide', '/ide/x'])(
    'serves nothing but its files: %s',
    async (path) => {
      expect((await get(path)).status).toBeGreaterThanOrEqual(400);
    },
  );

  it('tells the page who may sign in and what purposes open', async () => {
    const answer = (await (await get('/ide/configuration.json')).json()) as object;
    expect(answer).toEqual({
      organisations: [
        {
          id: 'lecteur',
          nom: 'lecteur',
          nature: expect.any(String),
          emetteur: 'https://idp.exemple.test',
        },
        {
          id: 'parti',
          nom: 'Parti',
          nature: expect.any(String),
          emetteur: 'https://idp.exemple.test',
        },
      ],
      client: 'passerelle-ide',
      ressource: 'passerelle',
      finalites: [
        { id: 'suivi', libelle: 'suivi', portees: ['a:b', 'a:c'] },
        { id: 'bilan', libelle: 'bilan', portees: ['a:b'] },
      ],
    });
  });

  it('can be left out', async () => {
    const without = await SmallGateway.start({ subgraphs, environment: { IDE: 'false' } });
    try {
      expect((await fetch(`${without.process.url}/ide/`)).status).toBe(404);
      expect((await fetch(`${without.process.url}/ide/configuration.json`)).status).toBe(404);
    } finally {
      await without.stop();
    }
  });
});

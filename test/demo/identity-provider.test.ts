import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { createIdentityProvider } from '../../demo/identity-provider/server.js';
import { readIssuerSecrets, secretsFile } from '../../demo/identity-provider/issuer-secrets.js';
import { requestToken } from '../../demo/token-request.js';
import { parseConvention } from '../../schema/convention/parse-convention.js';
import type { Convention } from '../../schema/convention/convention.js';
import { readFileSync } from 'node:fs';
import { Browser } from './browser.js';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-identity-'));
let base: string;
let server: Server;
let convention: Convention;

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function start(port: number): Promise<Server> {
  const started = await createIdentityProvider(convention, folder);
  await new Promise<void>((resolve) => started.listen(port, '127.0.0.1', resolve));
  return started;
}

async function stop(running: Server): Promise<void> {
  running.closeAllConnections();
  await new Promise((resolve) => running.close(resolve));
}

beforeAll(async () => {
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  const text = readFileSync('schema/convention.yaml', 'utf8');
  const parsed = parseConvention(
    text.replaceAll('http://127.0.0.1:4010', base),
    'schema/convention.yaml',
  );
  if (!('convention' in parsed)) throw new Error(JSON.stringify(parsed.faults));
  convention = parsed.convention;
  server = await start(port);
});

afterAll(async () => {
  await stop(server);
  rmSync(folder, { recursive: true });
});

function secretOf(signataire: string): string {
  return readIssuerSecrets(folder, signataire).clientSecret;
}

describe('the issuers', () => {
  it('are one per signatory, each with its own keys', async () => {
    const keys = new Set<string>();
    for (const id of convention.signataires.keys()) {
      const found = (await (
        await fetch(`${base}/${id}/.well-known/openid-configuration`)
      ).json()) as Record<string, string>;
      expect(found['issuer']).toBe(`${base}/${id}`);
      expect(found['token_endpoint']).toBe(`${base}/${id}/token`);
      const jwks = await (await fetch(`${base}/${id}/jwks`)).text();
      expect(jwks).not.toContain('"d"');
      keys.add(jwks);
    }
    expect(keys.size).toBe(13);
  });

  it('keep their secrets to themselves and from one start to the next', async () => {
    expect(statSync(secretsFile(folder, 'ekidom')).mode & 0o077).toBe(0);
    const before = secretOf('ekidom');
    const again = await createIdentityProvider(convention, folder);
    again.close();
    expect(secretOf('ekidom')).toBe(before);
  });

  it('answer 404 for whoever signed nothing', async () => {
    expect((await fetch(`${base}/inconnu/token`, { method: 'POST' })).status).toBe(404);
  });
});

describe('client credentials', () => {
  it('give a token that the gateway can verify, with every scope of the catalogue', async () => {
    const issuer = `${base}/ekidom`;
    const token = await requestToken(issuer, { client: 'ekidom', secret: secretOf('ekidom') });
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(`${issuer}/jwks`)), {
      issuer,
      audience: 'passerelle',
    });
    expect(payload['signataire']).toBe('ekidom');
    expect(String(payload['scope']).split(' ').toSorted()).toEqual(
      [...convention.donnees.keys()].toSorted(),
    );
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
  });

  it('narrow the token to the scopes that were named', async () => {
    const credentials = { client: 'ekidom', secret: secretOf('ekidom') };
    const token = await requestToken(`${base}/ekidom`, {
      ...credentials,
      scope: 'incident:resume',
    });
    expect(decodeJwt(token)['scope']).toBe('incident:resume');
    const unknown = await requestToken(`${base}/ekidom`, { ...credentials, scope: 'tout:lire' });
    expect(decodeJwt(unknown)['scope']).toBe('');
  });

  it('refuse a wrong secret, and another signatory’s', async () => {
    const wrong = { client: 'ekidom', secret: 'faux' };
    await expect(requestToken(`${base}/ekidom`, wrong)).rejects.toThrow(
      /refuse de donner un jeton/,
    );
    const stranger = { client: 'ekidom', secret: secretOf('ekidom') };
    await expect(requestToken(`${base}/parquet-poitiers`, stranger)).rejects.toThrow(/refuse/);
  });
});

describe('the IDE’s sign-in with PKCE', () => {
  const redirect = 'http://127.0.0.1:4000/ide/';
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');

  function authorizeUrl(signataire: string, more: Record<string, string> = {}): string {
    return `${base}/${signataire}/auth?${new URLSearchParams({
      client_id: 'passerelle-ide',
      response_type: 'code',
      redirect_uri: redirect,
      scope: 'openid offline_access',
      prompt: 'consent',
      state: 'etat',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...more,
    }).toString()}`;
  }

  async function exchange(
    signataire: string,
    fields: Record<string, string>,
  ): Promise<Record<string, string>> {
    const response = await fetch(`${base}/${signataire}/token`, {
      method: 'POST',
      headers: { origin: 'http://127.0.0.1:4000' },
      body: new URLSearchParams({ client_id: 'passerelle-ide', ...fields }),
    });
    if (response.ok) {
      expect(response.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:4000');
    }
    return (await response.json()) as Record<string, string>;
  }

  async function signIn(signataire: string): Promise<string> {
    const browser = new Browser();
    const login = await browser.open(authorizeUrl(signataire));
    expect(login.html).toContain(`Continuer comme analyste@${signataire}`);
    const consent = await browser.submit(login);
    expect(consent.html).toContain('Autoriser');
    const back = await browser.submit(consent);
    expect(back.url.startsWith(redirect)).toBe(true);
    expect(new URL(back.url).searchParams.get('state')).toBe('etat');
    return new URL(back.url).searchParams.get('code') ?? '';
  }

  it('takes two clicks and gives a token for the gateway', async () => {
    const code = await signIn('ville-poitiers');
    const answer = await exchange('ville-poitiers', {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirect,
      code_verifier: verifier,
    });
    const claims = decodeJwt(answer['access_token'] ?? '');
    expect(claims).toMatchObject({
      iss: `${base}/ville-poitiers`,
      aud: 'passerelle',
      sub: 'analyste@ville-poitiers',
      signataire: 'ville-poitiers',
    });
    expect(String(claims['scope'])).toContain('incident:resume');

    const refreshed = await exchange('ville-poitiers', {
      grant_type: 'refresh_token',
      refresh_token: answer['refresh_token'] ?? '',
    });
    expect(decodeJwt(refreshed['access_token'] ?? '')).toMatchObject({
      signataire: 'ville-poitiers',
      scope: claims['scope'],
    });
  });

  it('takes one click when the request does not ask for consent', async () => {
    const browser = new Browser();
    const login = await browser.open(authorizeUrl('ekidom', { prompt: 'login' }));
    const back = await browser.submit(login);
    expect(back.url.startsWith(redirect)).toBe(true);
    const answer = await exchange('ekidom', {
      grant_type: 'authorization_code',
      code: new URL(back.url).searchParams.get('code') ?? '',
      redirect_uri: redirect,
      code_verifier: verifier,
    });
    expect(decodeJwt(answer['access_token'] ?? '')).toMatchObject({ signataire: 'ekidom' });
    expect(answer['refresh_token']).toBeDefined();
  });

  it('gives nothing without the verifier, nor at another signatory’s issuer', async () => {
    const wanted = { grant_type: 'authorization_code', redirect_uri: redirect };
    const code = await signIn('ekidom');
    const elsewhere = { ...wanted, code, code_verifier: verifier };
    expect(await exchange('parquet-poitiers', elsewhere)).toMatchObject({ error: 'invalid_grant' });
    const bad = { ...wanted, code, code_verifier: randomBytes(32).toString('base64url') };
    expect(await exchange('ekidom', bad)).toMatchObject({ error: 'invalid_grant' });
  });

  it('refuses another redirect address', async () => {
    const url = authorizeUrl('ekidom', { redirect_uri: 'http://voleur.example/ide/' });
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(400);
  });

  it('says in French that a sign-in is over', async () => {
    const response = await fetch(`${base}/ekidom/interaction/perime`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('a expiré');
  });
});

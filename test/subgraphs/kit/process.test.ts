import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, type CryptoKey } from 'jose';
import { gatewayKey, post, type GatewayKey } from '../../harness/subgraph.js';

const run = promisify(execFile);
const main = fileURLToPath(new URL('../../../subgraphs/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'passerelle-processus-'));
let key: GatewayKey;
const children: ChildProcess[] = [];

beforeAll(async () => {
  key = await gatewayKey();
});

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  key.remove();
  rmSync(folder, { recursive: true });
});

interface Ended {
  readonly code: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function end(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  try {
    const { stdout, stderr } = await run(process.execPath, [main, ...args], {
      env: { ...process.env, ...env },
      timeout: 20_000,
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const {
      code = null,
      stdout,
      stderr,
    } = error as Partial<Ended> & { stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  /** What it has printed so far. */
  readonly output: () => string;
}

/** Starts `ville` and waits until it says where it listens. */
async function start(env: Record<string, string>): Promise<Started> {
  const child = spawn(process.execPath, [main, 'ville'], {
    env: {
      ...process.env,
      PORT: '0',
      GATEWAY_JWKS: key.jwksFile,
      // It is asked by tokens alone here.
      REQUIRE_FETCH_TICKET: 'false',
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /listens on (\S+)\/graphql/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('exit', () => reject(new Error(said)));
  });
  return { child, url, output: () => said };
}

async function untilSaid(output: () => string, text: string): Promise<void> {
  while (!output().includes(text)) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill(signal);
  return exited;
}

const police = { signataire: 'police-nationale-86', territoire: { zone: 'police' as const } };
const question = { query: '{ communes { totalCount } }' };

describe('npm run subgraph', () => {
  it('lives on where a request leaves a rejection behind, and says so without its text', async () => {
    const later = 'process.on("SIGUSR2",()=>{Promise.reject(new TypeError("motdepasse"))})';
    const { child, url, output } = await start({
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(later)}`,
    });
    child.kill('SIGUSR2');
    await untilSaid(output, 'a rejection that nobody waited for (TypeError)');
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(output()).not.toContain('motdepasse');
    await stop(child, 'SIGKILL');
  });

  it('explains itself, and an unknown name or option is an error', async () => {
    expect(await end(['--help'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Usage: subgraph /),
    });
    for (const args of [
      [],
      ['inconnu'],
      ['constructor'],
      ['ville', 'justice'],
      ['ville', '--nope'],
    ]) {
      const { code, stdout, stderr } = await end(args);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: '' });
      expect(stderr).toMatch(/^error: /);
    }
  });

  it('reports all faults of the environment at once and does not start', async () => {
    const { code, stderr } = await end(['ville'], {
      PORT: 'x',
      DATABASE_URL: 'oracle://x',
      LOG_LEVEL: 'y',
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^PORT: "x" .*\nDATABASE_URL: .*\nLOG_LEVEL: "y"/);
  });

  it('says plainly that a port is taken', async () => {
    const other: Server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await end(['ville'], {
      PORT: String(port),
      DATABASE_URL: 'sqlite::memory:',
    });
    other.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`PORT: ${port} is taken by another process`);
  });

  it('says plainly that its database or convention is not to be had', async () => {
    const noServer = await end(['ville'], {
      PORT: '0',
      DATABASE_URL: 'mariadb://u:motdepasse@127.0.0.1:1/b',
    });
    expect(noServer.code).toBe(1);
    expect(noServer.stderr).toContain('subgraph ville cannot start');
    expect(noServer.stderr).not.toContain('motdepasse');
    const noFile = await end(['convention'], {
      PORT: '0',
      CONVENTION: join(folder, 'absente.yaml'),
    });
    expect(noFile.code).toBe(1);
    expect(noFile.stderr).toContain('absente.yaml:1:1');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'keeps its file over a clean stop by %s',
    async (signal) => {
      const env = { DATABASE_URL: `sqlite:${join(folder, `${signal}.sqlite`)}` };
      for (let round = 1; round <= 2; round += 1) {
        const { child, url } = await start(env);
        const { data } = await post(url, await key.token('ville', police), question);
        expect(data).toEqual({ communes: { totalCount: 87 } });
        expect(await stop(child, signal)).toBe(0);
      }
    },
  );

  it('says once that the keys of the gateway cannot be read, and lets nobody in', async () => {
    const silent = createHttpServer((_request, response) => {
      response.end('<html>secret</html>');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    const { child, url, output } = await start({
      GATEWAY_JWKS: `http://127.0.0.1:${port}/jwks.json`,
      DATABASE_URL: 'sqlite::memory:',
    });
    for (let round = 0; round < 3; round += 1) {
      expect((await post(url, await key.token('ville', police), question)).status).toBe(401);
    }
    const told = output().match(/the gateway's keys cannot be read/g);
    expect({ times: told?.length, reason: /"outcome":"([^"]+)"/.exec(output())?.[1] }).toEqual({
      times: 1,
      reason: 'no-key-set',
    });
    expect(output()).not.toContain('secret');
    await stop(child, 'SIGTERM');
    silent.closeAllConnections();
    silent.close();
  });

  it('takes a rotated key of the gateway without a restart', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const old = generateKeyPairSync('ed25519');
    const jwk = async (of: typeof publicKey, kid: string) => ({
      ...(await exportJWK(of)),
      kid,
      alg: 'EdDSA',
    });
    let keys = [await jwk(old.publicKey, 'ancienne')];
    const jwks = createHttpServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => jwks.once('listening', resolve));
    const { port } = jwks.address() as AddressInfo;
    const { child, url } = await start({
      GATEWAY_JWKS: `http://127.0.0.1:${port}/jwks.json`,
      DATABASE_URL: 'sqlite::memory:',
    });
    const signed = (signingKey: typeof privateKey, kid: string) =>
      key.token('ville', police, { key: signingKey as unknown as CryptoKey, header: { kid } });
    const ask = async (token: string) => (await post(url, token, question)).status;
    expect(await ask(await signed(old.privateKey, 'ancienne'))).toBe(200);
    keys = [await jwk(publicKey, 'nouvelle')];
    // The key set is read again at most every two seconds, so that forged key ids cannot hammer the gateway.
    const deadline = Date.now() + 10_000;
    let status = 0;
    while (status !== 200 && Date.now() < deadline) {
      status = await ask(await signed(privateKey, 'nouvelle'));
      if (status !== 200) await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(status).toBe(200);
    expect(await ask(await signed(old.privateKey, 'ancienne'))).toBe(401);
    await stop(child, 'SIGTERM');
    jwks.closeAllConnections();
    jwks.close();
  });
});

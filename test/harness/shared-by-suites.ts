import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, get, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { DemoProcess, freeBase } from '../demo/demo-process.js';
import { databasesAt, type MariaDb } from './mariadb-databases.js';
import { startMariaDb } from './mariadb-server.js';
import { suitesFolder } from './suites-folder.js';

/** Where what the suites of a run share is asked for: a socket's path. */
const place = 'SHARED_BY_SUITES';

export interface Demonstration {
  /** Its first port: the gateway's. The identity provider's is ten above. */
  readonly base: number;
  readonly folder: string;
  readonly pid: number;
}

interface Started {
  /** What suites are told of it. */
  readonly told: unknown;
  readonly end: () => Promise<unknown>;
}

async function demonstration(): Promise<Started> {
  const base = await freeBase();
  const folder = join(process.env[suitesFolder] ?? '', 'demonstration');
  const demo = new DemoProcess('main', [], {
    DEMO_PORT_BASE: String(base),
    DEMO_FOLDER: folder,
    DEMO_SCALE: '0.2',
    DEMO_PARTITIONS: '1',
  });
  await demo.printed('Ctrl-C arrête tout.');
  const told: Demonstration = { base, folder, pid: demo.child.pid ?? -1 };
  return { told, end: () => demo.stop() };
}

async function mariaDb(): Promise<Started> {
  const server = await startMariaDb();
  return { told: server.socket, end: () => server.stop() };
}

const starts = { demonstration, mariaDb };

/**
 * Each is started when the first suite asks for it, and held by the process that all suites are
 * started by: however that ends, the demonstration ends with it.
 */
class SharedBySuites {
  private readonly started = new Map<string, Promise<Started>>();
  private readonly folder = mkdtempSync(join(tmpdir(), 'passerelle-suites-'));
  private readonly server: Server;

  constructor() {
    this.server = createServer(({ url = '' }, response) => {
      const name = url.slice(1) as keyof typeof starts;
      const started = this.started.get(name) ?? starts[name]();
      this.started.set(name, started);
      started.then(
        ({ told }) => response.end(JSON.stringify(told)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  }

  async listen(): Promise<void> {
    const path = join(this.folder, 'socket');
    this.server.listen(path).unref();
    await once(this.server, 'listening');
    process.env[place] = path;
    process.env[suitesFolder] = this.folder;
  }

  async end(): Promise<void> {
    this.server.close();
    for (const started of this.started.values()) {
      await started.then(
        ({ end }) => end(),
        // It did not start: the suites that asked have said so.
        () => undefined,
      );
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

let shared: SharedBySuites | undefined;

/** Before all suites: costs nothing until one of them asks. */
export async function offerToSuites(): Promise<void> {
  shared = new SharedBySuites();
  await shared.listen();
}

/** After all suites. */
export async function endSharedBySuites(): Promise<void> {
  await shared?.end();
}

async function ask(name: keyof typeof starts): Promise<unknown> {
  const socketPath = process.env[place];
  if (socketPath === undefined) throw new Error(`no shared ${name}: jest.config.js offers it`);
  const request = get({ socketPath, path: `/${name}`, agent: false });
  const [response] = (await once(request, 'response')) as [
    NodeJS.ReadableStream & { statusCode: number },
  ];
  const said = await text(response);
  if (response.statusCode !== 200) throw new Error(said);
  return JSON.parse(said);
}

/** The demonstration that suites share which only read it, at a fifth of its full size. */
export async function sharedDemonstration(): Promise<Demonstration> {
  return (await ask('demonstration')) as Demonstration;
}

/** The server on which suites have databases of their own. */
export async function sharedMariaDb(): Promise<MariaDb> {
  return databasesAt((await ask('mariaDb')) as string);
}

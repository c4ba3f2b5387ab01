import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, get, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { DemoProcess, freeBase } from '../demo/demo-process.js';

/** Where the one demonstration of a whole run is asked for: a socket's path. */
const place = 'SHARED_DEMONSTRATION';

/** The variable that names a folder which all suites of a run share, and which goes with it. */
export const suitesFolder = 'SUITES_FOLDER';

export interface Demonstration {
  /** Its first port: the gateway's. The identity provider's is ten above. */
  readonly base: number;
  readonly folder: string;
  readonly pid: number;
}

/**
 * Started when the first suite asks for it, and held by the process that all suites are started by:
 * however that ends, the demonstration ends with it.
 */
class SharedDemonstration {
  private started: Promise<Demonstration> | undefined;
  private demo: DemoProcess | undefined;
  private readonly server: Server;

  constructor(private readonly folder: string) {
    this.server = createServer((_, response) => {
      this.started ??= this.start();
      this.started.then(
        (demonstration) => response.end(JSON.stringify(demonstration)),
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

  private async start(): Promise<Demonstration> {
    const base = await freeBase();
    const folder = join(this.folder, 'demonstration');
    const env = {
      DEMO_PORT_BASE: String(base),
      DEMO_FOLDER: folder,
      DEMO_SCALE: '0.2',
      DEMO_PARTITIONS: '1',
    };
    this.demo = new DemoProcess('main', [], env);
    await this.demo.printed('Ctrl-C arrête tout.');
    return { base, folder, pid: this.demo.child.pid ?? -1 };
  }

  async end(): Promise<void> {
    this.server.close();
    await this.demo?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

let shared: SharedDemonstration | undefined;

/** Before all suites: costs nothing until one of them asks. */
export async function offerDemonstration(): Promise<void> {
  shared = new SharedDemonstration(mkdtempSync(join(tmpdir(), 'passerelle-suites-')));
  await shared.listen();
}

/** After all suites. */
export async function endDemonstration(): Promise<void> {
  await shared?.end();
}

/** The demonstration that suites share which only read it, at a fifth of its full size. */
export async function sharedDemonstration(): Promise<Demonstration> {
  const socketPath = process.env[place];
  if (socketPath === undefined)
    throw new Error('no shared demonstration: jest.config.js offers it');
  const request = get({ socketPath, path: '/', agent: false });
  const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream];
  return JSON.parse(await text(response)) as Demonstration;
}

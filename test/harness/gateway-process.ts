import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programEnvironment } from './program-environment.js';

const main = fileURLToPath(new URL('../../gateway/main.js', import.meta.url));

const shiftedClock = new URL('./shifted-clock.js', import.meta.url).href;

export interface GatewayOptions {
  /** Its clock can be put forward: `passTime`. */
  readonly clock?: boolean;
}

/** How long a busy machine may take for what is not about time, in milliseconds. */
const patience = 120_000;

/** A gateway as its operator runs it: a process, configured by the environment alone. */
export class GatewayProcess {
  private address = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly output: () => string,
    private readonly host: string,
  ) {}

  /** Resolves once it is ready; rejects with its output when it stops before. */
  static async start(
    files: Readonly<Record<'supergraph.graphql' | 'convention.yaml' | 'jwks.json', string>> &
      Readonly<Record<string, string>>,
    environment: Readonly<Record<string, string>>,
    { clock = false }: GatewayOptions = {},
  ): Promise<GatewayProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'passerelle-acces-'));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const child = spawn(process.execPath, [...(clock ? ['--import', shiftedClock] : []), main], {
      cwd: folder,
      env: {
        ...programEnvironment,
        HOST: '127.0.0.1',
        // Any: one that is merely free now may be somebody else's a moment later.
        PORT: '0',
        SUPERGRAPH: join(folder, 'supergraph.graphql'),
        CONVENTION: join(folder, 'convention.yaml'),
        AUDIT_URL: `file:${join(folder, 'journal.jsonl')}`,
        REQUIRE_AUTHENTICATION: 'false',
        ALLOW_UNCLASSIFIED: 'true',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe', ...(clock ? (['ipc'] as const) : [])],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    const gateway = new GatewayProcess(
      child,
      folder,
      () => output,
      environment['HOST'] ?? '127.0.0.1',
    );
    try {
      await gateway.untilReady();
    } catch (error) {
      await gateway.stop();
      throw error;
    }
    return gateway;
  }

  get url(): string {
    return this.address;
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  /** Resolves once it has ended of a signal, or of what the signal made it do. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    const exited = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill(signal);
    await exited;
  }

  /** What it wrote on its two streams until now. */
  get log(): string {
    return this.output();
  }

  /**
   * Waits for a line of the log: it comes by a pipe, and so after what it tells of.
   * @param from where in the log to look.
   */
  async untilLogged(text: string, from = 0): Promise<void> {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      if (this.log.slice(from).includes(text)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`not in the log: ${text}\n${this.log.slice(-2_000)}`);
  }

  /** Puts its clock forward; it must have been started with `clock`. */
  async passTime(seconds: number): Promise<void> {
    const done = new Promise((resolve) => this.child.once('message', resolve));
    this.child.send(seconds * 1_000);
    await done;
  }

  /** Replaces its supergraph and waits until that version is in force. @throws when it is refused. */
  replaceSupergraph(text: string): Promise<void> {
    return this.replace('supergraph.graphql', text);
  }

  /** Replaces its convention and waits until that version is in force. @throws when it is refused. */
  replaceConvention(text: string): Promise<void> {
    return this.replace('convention.yaml', text);
  }

  private async replace(name: string, text: string): Promise<void> {
    const version = createHash('sha256').update(text).digest('hex').slice(0, 12);
    const before = this.log.length;
    await this.write(name, text);
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      const said = this.log.slice(before);
      const line = said.split('\n').find((candidate) => candidate.includes(version));
      if (line?.includes('is in force')) return;
      if (line?.includes('was refused')) throw new Error(line);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`the new ${name} did not come into force:\n${this.log.slice(-2_000)}`);
  }

  /** Replaces one of its files at once, as editors and mounted secrets do. */
  async write(name: string, text: string): Promise<void> {
    const draft = join(this.folder, `${name}.draft`);
    await writeFile(draft, text);
    await rename(draft, join(this.folder, name));
  }

  /** Writes one of its files over what stands there, as a copy command does. */
  async overwrite(name: string, text: string): Promise<void> {
    await writeFile(join(this.folder, name), text);
  }

  /** What stands in its journal until now. */
  journal(): Promise<string> {
    return this.file('journal.jsonl');
  }

  /** Waits for a line of the journal: it may be written after the answer that it tells of. */
  async untilJournalled(text: string): Promise<string> {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const journal = await this.journal();
      if (journal.includes(text)) return journal;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new Error(`not in the journal: ${text}`);
  }

  /** The journal once every operation that it tells of has ended and nothing more comes. */
  async settledJournal(): Promise<string> {
    let last = '';
    for (let attempt = 0; attempt < 400; attempt += 1) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      // Answered after whatever the process still had to record.
      const metrics = await (await fetch(`${this.url}/metrics`)).text();
      if (!/^passerelle_journal_queue 0$/m.test(metrics)) continue;
      const text = await this.journal();
      const begun = text.match(/"evenement":"lecture"/g)?.length ?? 0;
      const ended = text.match(/"evenement":"fin"/g)?.length ?? 0;
      if (text === last && begun === ended) return text;
      last = text;
    }
    throw new Error('the journal does not settle');
  }

  /** What stands in one of its files. */
  file(name: string): Promise<string> {
    return readFile(join(this.folder, name), 'utf8');
  }

  async query(
    body: unknown,
    token: string | null,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: JSON.stringify(body),
    });
    return response.text();
  }

  /** Asks it to stop, as an operator does. @returns its exit status; null: it was killed. */
  async terminate(): Promise<number | null> {
    const exited = new Promise((resolve) => this.child.once('exit', resolve));
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill('SIGTERM');
      await exited;
    }
    return this.child.exitCode;
  }

  /** Waits until it takes no new connection. */
  async untilRefusing(): Promise<void> {
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      const open = await fetch(`${this.url}/health/live`, {
        headers: { connection: 'close' },
        // Given to a worker that has just ended, a connection is taken and never answered.
        signal: AbortSignal.timeout(3_000),
      }).then(
        () => true,
        () => false,
      );
      if (!open) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('it still takes connections');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const exited = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGKILL');
      await exited;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private async untilReady(): Promise<void> {
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      if (this.child.exitCode !== null) {
        throw new Error(`the gateway stopped:\n${this.output()}`);
      }
      const port = /"port":(\d+).*the gateway listens/.exec(this.log)?.[1];
      if (port !== undefined) {
        this.address = `http://${this.host}:${port}`;
        const ready = await fetch(`${this.url}/health/ready`);
        // Unread, it would keep its connection busy.
        await ready.arrayBuffer();
        if (ready.ok) return;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`the gateway did not get ready:\n${this.output()}`);
  }
}

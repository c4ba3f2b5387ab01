import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { programEnvironment } from './program-environment.js';

const main = fileURLToPath(new URL('../../subgraphs/main.js', import.meta.url));

/** A subgraph as its owner runs it: a process, configured by the environment alone. */
export class SubgraphProcess {
  private constructor(
    /** Where it answers, `/graphql` included. */
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly output: () => string,
  ) {}

  /** What it wrote on its two streams until now. */
  get log(): string {
    return this.output();
  }

  /** Resolves once it listens; rejects with its output when it stops before. */
  static async start(
    name: string,
    environment: Readonly<Record<string, string>>,
  ): Promise<SubgraphProcess> {
    const child = spawn(process.execPath, [main, name], {
      env: { ...programEnvironment, HOST: '127.0.0.1', PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Promise((resolve, reject) => {
      let output = '';
      const read = (chunk: Buffer): void => {
        output += chunk.toString();
        const url = /listens on (http\S+)/.exec(output)?.[1];
        if (url) resolve(new SubgraphProcess(url, child, () => output));
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', () => {
        reject(new Error(`the subgraph ${name} stopped:\n${output}`));
      });
    });
  }

  /** It keeps its connections and answers nothing. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.child.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await exited;
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { programEnvironment } from './program-environment.js';

const main = fileURLToPath(new URL('../../demo/operators/main.js', import.meta.url));

/** The operators of one subgraph in one process, as the demonstration runs them: each with its own port, database and audience. */
export class OperatorGroup {
  private constructor(
    readonly name: string,
    /** Operator → where it answers, `/graphql` included. */
    readonly urls: ReadonlyMap<string, string>,
    private readonly child: ChildProcess,
    private readonly output: () => string,
  ) {}

  /** What they wrote until now. */
  get log(): string {
    return this.output();
  }

  /** Resolves once all of them listen; rejects with their output when they stop before. */
  static async start(
    name: string,
    databases: ReadonlyMap<string, string>,
    gatewayJwks: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<OperatorGroup> {
    const parts = [...databases].map(([operator, url]) => `${operator},0,${url}`);
    const child = spawn(process.execPath, [main, name, ...parts], {
      env: { ...programEnvironment, HOST: '127.0.0.1', GATEWAY_JWKS: gatewayJwks, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Promise((resolve, reject) => {
      let output = '';
      const read = (chunk: Buffer): void => {
        output += chunk.toString();
        const listening = output.matchAll(/\/(\S+) listens on (http\S+)/g);
        const urls = new Map([...listening].map(([, operator = '', url = '']) => [operator, url]));
        if (urls.size < databases.size) return;
        resolve(new OperatorGroup(name, urls, child, () => output));
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', () => {
        reject(new Error(`the operators of ${name} stopped:\n${output}`));
      });
    });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await exited;
  }
}

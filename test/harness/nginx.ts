import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe } from '@jest/globals';

const program = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx'].find((path) =>
  existsSync(path),
);
const missing = 'no nginx: apt-get install nginx-light';
const configuration = fileURLToPath(new URL('../../../deploy/nginx.conf', import.meta.url));

/** The tests, or where nginx is not installed the same tests as skipped, with the reason. */
export function describeOnNginx(name: string, tests: () => void): void {
  // In CI they run all the same, and fail.
  if (program !== undefined || process.env['CI'] !== undefined) describe(name, tests);
  else describe.skip(`${name} (skipped: ${missing})`, tests);
}

/** The proxy of `deploy/nginx.conf`, before two replicas at addresses of a test's own. */
export class Nginx {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly url: string,
  ) {}

  /**
   * @param replicas `host:port`, in place of passerelle-1:4000 and passerelle-2:4000.
   * @throws where none is installed, or what stands in the file has changed.
   */
  static async start(host: string, replicas: readonly [string, string]): Promise<Nginx> {
    if (program === undefined) throw new Error(missing);
    const folder = await mkdtemp(join(tmpdir(), 'passerelle-nginx-'));
    let text = await readFile(configuration, 'utf8');
    const asRoot = process.getuid?.() === 0 ? 'user root;\n' : '';
    for (const [shipped, own] of [
      ['listen 8080;', `listen ${host}:8080;`],
      ['passerelle-1:4000', replicas[0]],
      ['passerelle-2:4000', replicas[1]],
      // It tells of each connection that a stopped replica refuses.
      ['error_log /dev/stderr', `error_log /tmp/errors`],
      ['worker_processes auto;', `${asRoot}daemon off;\nworker_processes 1;`],
    ] as const) {
      if (!text.includes(shipped)) throw new Error(`deploy/nginx.conf has no « ${shipped} »`);
      text = text.replace(shipped, own);
    }
    const path = join(folder, 'nginx.conf');
    await writeFile(path, text.replaceAll('/tmp/', `${folder}/`));
    const child = spawn(program, ['-p', folder, '-c', path, '-e', join(folder, 'errors')], {
      stdio: 'inherit',
    });
    const nginx = new Nginx(child, folder, `http://${host}:8080`);
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const answers = await fetch(`${nginx.url}/health/live`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (answers) return nginx;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    await nginx.stop();
    throw new Error('nginx does not answer');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const exited = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGTERM');
      await exited;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

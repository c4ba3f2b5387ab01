/**
 * Measures whole gateways: each a process pinned to one core, the subgraphs and the load on the
 * other, rounds interleaved so that a noisy minute hits every gateway alike. Prints a Markdown
 * table of medians, spread and ratios.
 */
import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { CommandFailure, runProgram } from '../schema/cli/command-line.js';
import { composeBenchSupergraph } from './supergraph.js';
import { grantedScopes, workloads, type Workload, type WorkloadName } from './workload.js';

const gatewayCore = '0';
const loadCore = '1';
const compiled = import.meta.dirname;
const root = join(compiled, '..', '..');
const benchFolder = join(root, 'bench');

interface Options {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly warmup: number;
  readonly only?: string;
  readonly workloads: string;
  readonly profile?: string;
}

interface Contender {
  readonly name: string;
  /** Sends a signatory's token and the query with refused fields. */
  readonly enforced: boolean;
  start(port: number): { command: string; args: string[]; env?: Record<string, string> };
}

interface Sample {
  readonly requestsPerSecond: number;
  readonly failed: number;
}

interface Result {
  readonly samples: Map<WorkloadName, number[]>;
  readonly failed: Set<WorkloadName>;
  readonly fetches: Map<WorkloadName, number>;
  /** Milliseconds of processor time the gateway took for one request: nearly the same on a busy machine. */
  readonly processor: Map<WorkloadName, number[]>;
  readonly bytes: Map<WorkloadName, number>;
  rssMegabytes: number;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function startPinned(
  core: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = root,
): ChildProcess {
  return spawn('taskset', ['-c', core, command, ...args], {
    cwd,
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(timer);
}

async function ask(
  port: number,
  query: string,
  token?: string,
): Promise<{ text: string; status: number }> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(20_000),
  });
  return { text: await response.text(), status: response.status };
}

async function untilReady(port: number, child: ChildProcess): Promise<void> {
  let complaint = '';
  child.stderr?.on(
    'data',
    (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2_000)),
  );
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`ended at start: ${complaint}`);
    try {
      const { status } = await ask(port, '{ __typename }');
      if (status < 500) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`not ready within 30 s: ${complaint}`);
}

const wrkScript = (query: string, token: string | undefined): string => `
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
${token ? `wrk.headers["Authorization"] = "Bearer ${token}"` : ''}
wrk.body = ${JSON.stringify(JSON.stringify({ query }))}
`;

/** wrk is used rather than a Node load generator: on two cores the generator must cost next to nothing. */
function load(port: number, script: string, connections: number, seconds: number): Promise<Sample> {
  return new Promise((resolve, reject) => {
    const child = spawn('taskset', [
      '-c',
      loadCore,
      'wrk',
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      '--timeout',
      '20s',
      '-s',
      script,
      `http://127.0.0.1:${port}/graphql`,
    ]);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', () => {
      const rate = /Requests\/sec:\s+([\d.]+)/.exec(output)?.[1];
      const nonSuccess = /Non-2xx or 3xx responses: (\d+)/.exec(output)?.[1] ?? '0';
      const socket = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(
        output,
      );
      const broken = socket ? socket.slice(1).reduce((sum, count) => sum + Number(count), 0) : 0;
      resolve({ requestsPerSecond: Number(rate ?? 0), failed: Number(nonSuccess) + broken });
    });
  });
}

/** Processor time of a process so far, in milliseconds. */
function processorTime(child: ChildProcess): number {
  const stat = readFileSync(`/proc/${String(child.pid)}/stat`, 'utf8');
  // The name, in brackets, may hold spaces; user and system time are the 12th and 13th after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return ticks * 10;
}

function residentMegabytes(child: ChildProcess): number {
  // taskset replaces itself by the gateway, so the pid is the gateway's own.
  const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

async function signatoryFiles(folder: string): Promise<{ convention: string; token: string }> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'bench', alg: 'EdDSA', use: 'sig' };
  writeFileSync(join(folder, 'jwks.json'), JSON.stringify({ keys: [jwk] }));
  const convention = join(folder, 'convention.yaml');
  const scopes = grantedScopes.map((scope) => `"${scope}"`);
  writeFileSync(
    convention,
    `convention: { titre: Mesure, reference: mesure, effet: 2023-07-01, echeance: null }
emetteurs: [{ issuer: "https://idp.mesure.test", audience: passerelle, jwks: ./jwks.json, jetons: { dureeMaximale: 21600 } }]
fondements: [{ id: mesure, reference: Mesure, depuis: 2023-07-01 }]
donnees:
${[...grantedScopes, 'annuaire:contact', 'residence:consignes', 'incident:auteur']
  .map((scope) => `  "${scope}": { proprietaire: mesure, classe: P1, libelle: Mesure }`)
  .join('\n')}
signataires:
  - id: mesure
    nom: Mesure
    nature: bailleur
    representant: Direction
    territoire: { patrimoine: mesure }
    emetteur: https://idp.mesure.test
    approbation: { instance: conseil, reference: mesure, date: 2023-06-20 }
    signature: 2023-07-03
    retrait: null
acces: [{ donnees: [${scopes.join(', ')}], a: [mesure], fondement: mesure }]
`,
  );
  const token = await new SignJWT({ signataire: 'mesure', scope: grantedScopes.join(' ') })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'bench', typ: 'at+jwt' })
    .setIssuer('https://idp.mesure.test')
    .setAudience('passerelle')
    .setSubject('mesure')
    .setIssuedAt()
    .setExpirationTime('6h')
    .sign(privateKey);
  return { convention, token };
}

function contenders(
  files: { open: string; ruled: string; convention: string },
  stubPort: number,
  profile: string | undefined,
): Contender[] {
  const profiled = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const node = process.execPath;
  const hiveBinary = join(benchFolder, 'node_modules', '.bin', 'hive-gateway');
  const hive = (name: string, planner: string, dedup: boolean): Contender => ({
    name,
    enforced: false,
    start: (port) => ({
      command: node,
      args: [hiveBinary, 'supergraph', '--config-path', join(benchFolder, 'hive.config.js')],
      env: {
        HIVE_SUPERGRAPH: files.open,
        HIVE_PORT: String(port),
        HIVE_PLANNER: planner,
        HIVE_DEDUP: String(dedup),
      },
    }),
  });
  const passerelle = (
    name: string,
    enforced: boolean,
    env: Record<string, string> = {},
  ): Contender => ({
    name,
    enforced,
    start: (port) => ({
      command: node,
      args: [
        ...profiled,
        ...gatewayNodeOptions,
        '--import',
        pathToFileURL(join(compiled, 'as-in-production.js')).href,
        join(root, 'dist', 'gateway', 'main.js'),
      ],
      env: {
        HOST: '127.0.0.1',
        PORT: String(port),
        SUPERGRAPH: enforced ? files.ruled : files.open,
        CONVENTION: files.convention,
        REQUIRE_AUTHENTICATION: String(enforced),
        ALLOW_UNCLASSIFIED: 'true',
        NODE_ENV: 'bench',
        LOG_LEVEL: 'warn',
        // One signatory asks for all of the load.
        BUDGET: '0',
        AUDIT_URL: `file:${join(files.convention, '..', `journal-${port}.jsonl`)}`,
        ...env,
      },
    }),
  });
  return [
    {
      name: 'stock Apollo gateway (Fastify)',
      enforced: false,
      start: (port) => ({
        command: node,
        args: [join(compiled, 'stock.js'), String(port), files.open],
      }),
    },
    hive('Hive, JavaScript planner', 'javascript', false),
    hive('Hive, JavaScript planner, dedup', 'javascript', true),
    hive('Hive, Rust planner', 'rust', false),
    hive('Hive, Rust planner, dedup', 'rust', true),
    {
      name: 'Mercurius',
      enforced: false,
      start: (port) => ({
        command: node,
        args: [join(benchFolder, 'mercurius.peer.js'), String(port), String(stubPort)],
      }),
    },
    {
      name: 'floor (hand-written)',
      enforced: false,
      start: (port) => ({
        command: node,
        args: [join(compiled, 'floor.js'), String(port), String(stubPort)],
      }),
    },
    passerelle('Passerelle, no rules', false),
    passerelle('Passerelle, enforced', true),
  ];
}

/** As in package.json's `gateway` script: what is measured is what `npm run gateway` starts. */
const gatewayNodeOptions = ((): string[] => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: { gateway: string };
  };
  return scripts.gateway.split(' ').slice(1, -1);
})();

async function oneRound(
  contender: Contender,
  token: string,
  stubPort: number,
  chosen: readonly Workload[],
  options: Options,
  folder: string,
  result: Result,
): Promise<void> {
  const port = await freePort();
  const { command, args, env } = contender.start(port);
  const child = startPinned(gatewayCore, command, args, env);
  try {
    await untilReady(port, child);
    const bearer = contender.enforced ? token : undefined;
    for (const workload of chosen) {
      const query = contender.enforced ? workload.queryWithRefusals : workload.query;
      // Whatever the previous load left in flight must not be counted.
      await new Promise((resolve) => setTimeout(resolve, 500));
      const before = Number(await (await fetch(`http://127.0.0.1:${stubPort}/fetches`)).text());
      const { text, status } = await ask(port, query, bearer);
      const after = Number(await (await fetch(`http://127.0.0.1:${stubPort}/fetches`)).text());
      const answer = JSON.parse(text) as { data?: unknown; errors?: unknown[] };
      const expectsErrors = contender.enforced;
      if (status !== 200 || !answer.data || (answer.errors !== undefined) !== expectsErrors) {
        process.stderr.write(
          `${contender.name} ${workload.name}: ${status} ${text.slice(0, 300)}\n`,
        );
        result.failed.add(workload.name);
        continue;
      }
      result.fetches.set(workload.name, after - before);
      result.bytes.set(workload.name, text.length);
      const script = join(folder, `load-${port}-${workload.name}.lua`);
      writeFileSync(script, wrkScript(query, bearer));
      await load(port, script, options.connections, options.warmup);
      const spent = processorTime(child);
      const sample = await load(port, script, options.connections, options.seconds);
      const requests = sample.requestsPerSecond * options.seconds;
      const processor = (processorTime(child) - spent) / Math.max(requests, 1);
      result.processor.set(workload.name, [
        ...(result.processor.get(workload.name) ?? []),
        processor,
      ]);
      if (sample.failed > 0) result.failed.add(workload.name);
      result.samples.set(workload.name, [
        ...(result.samples.get(workload.name) ?? []),
        sample.requestsPerSecond,
      ]);
      process.stderr.write(
        `${contender.name} ${workload.name}: ${sample.requestsPerSecond} req/s, ${processor.toFixed(3)} ms of processor each\n`,
      );
    }
    result.rssMegabytes = Math.max(result.rssMegabytes, residentMegabytes(child));
  } catch (error) {
    process.stderr.write(`${contender.name}: ${String(error)}\n`);
    for (const { name } of chosen) result.failed.add(name);
  } finally {
    await stop(child);
  }
}

function printTable(results: ReadonlyMap<string, Result>, chosen: readonly Workload[]): void {
  const stock = results.get('stock Apollo gateway (Fastify)');
  const names = chosen.map(({ name }) => name);
  const header = [
    'gateway',
    ...names.flatMap((name) => [`${name} req/s (spread)`, `× stock`]),
    `fetches ${names.join(' / ')}`,
    `processor ms ${names.join(' / ')}`,
    'RSS MB',
  ];
  const lines = [`| ${header.join(' | ')} |`, `|${header.map(() => '---').join('|')}|`];
  for (const [name, result] of results) {
    const cells = names.flatMap((workload) => {
      const samples = result.samples.get(workload);
      if (!samples || result.failed.has(workload)) return ['fails', '–'];
      const middle = median(samples);
      const base = stock?.samples.get(workload);
      const spread = `${Math.min(...samples).toFixed(0)}–${Math.max(...samples).toFixed(0)}`;
      return [`${middle.toFixed(0)} (${spread})`, base ? (middle / median(base)).toFixed(2) : '–'];
    });
    const fetches = names.map((workload) => result.fetches.get(workload) ?? '–').join(' / ');
    const processor = names
      .map((workload) => median(result.processor.get(workload) ?? [NaN]).toFixed(2))
      .join(' / ');
    lines.push(`| ${[name, ...cells, fetches, processor, result.rssMegabytes].join(' | ')} |`);
  }
  const sizes = names.map(
    (name) => `${name} ${Math.round((stock?.bytes.get(name) ?? 0) / 1000)} kB`,
  );
  console.log(`${lines.join('\n')}\n\nAnswers: ${sizes.join(', ')}.`);
}

async function main(options: Options): Promise<void> {
  if (cpus().length < 2)
    throw new CommandFailure([
      'The bench pins gateway and load to two cores; this machine has one.',
    ]);
  for (const tool of ['wrk', 'taskset']) {
    try {
      execFileSync('which', [tool], { stdio: 'ignore' });
    } catch {
      throw new CommandFailure([
        `${tool} is missing: apt-get install ${tool === 'wrk' ? 'wrk' : 'util-linux'}`,
      ]);
    }
  }
  if (!existsSync(join(benchFolder, 'node_modules'))) {
    throw new CommandFailure(['The peers are not installed: npm --prefix bench install']);
  }
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-bench-'));
  const stubPort = await freePort();
  const stub = startPinned(loadCore, process.execPath, [
    join(compiled, 'subgraph-stub.js'),
    String(stubPort),
  ]);
  try {
    const { convention, token } = await signatoryFiles(folder);
    const open = join(folder, 'open.graphql');
    const ruled = join(folder, 'ruled.graphql');
    writeFileSync(open, composeBenchSupergraph(stubPort, false));
    writeFileSync(ruled, composeBenchSupergraph(stubPort, true));
    const chosen = workloads.filter(({ name }) => options.workloads.includes(name));
    const pattern = options.only === undefined ? null : new RegExp(options.only, 'i');
    const field = contenders({ open, ruled, convention }, stubPort, options.profile).filter(
      ({ name }) => pattern === null || pattern.test(name),
    );
    const results = new Map<string, Result>(
      field.map(({ name }) => [
        name,
        {
          samples: new Map(),
          failed: new Set(),
          fetches: new Map(),
          processor: new Map(),
          bytes: new Map(),
          rssMegabytes: 0,
        },
      ]),
    );
    for (let round = 0; round < options.rounds; round += 1) {
      for (const contender of field) {
        const result = results.get(contender.name);
        if (result) await oneRound(contender, token, stubPort, chosen, options, folder, result);
      }
    }
    printTable(results, chosen);
  } finally {
    await stop(stub);
    rmSync(folder, { recursive: true, force: true });
  }
}

const program = new Command('bench')
  .description('Measure the gateway against its peers, on the same work.')
  .option('--rounds <n>', 'interleaved rounds', Number, 3)
  .option('--seconds <n>', 'length of one measurement', Number, 10)
  .option('--warmup <n>', 'seconds of load before each measurement', Number, 3)
  .option('--connections <n>', 'open connections', Number, 50)
  .option('--workloads <letters>', 'which of S, M, L', 'SML')
  .option('--profile <folder>', 'leave a CPU profile of each Passerelle there')
  .option('--only <pattern>', 'only gateways whose name matches this regular expression')
  .action(main);
await runProgram(program, process.argv.slice(2));

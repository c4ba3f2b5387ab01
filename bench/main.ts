/**
 * Measures whole gateways: each a process pinned to one core, the subgraphs and the load on the
 * other, rounds interleaved so that a noisy minute hits every gateway alike. Prints a Markdown
 * table of medians, spread and ratios.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { CommandFailure, runProgram } from '../schema/cli/command-line.js';
import {
  benchFolder,
  contenders,
  purposesInTurn,
  signatoryFiles,
  type Contender,
} from './contenders.js';
import { ask, load, untilReady, wrkScript } from './load.js';
import {
  freePort,
  gatewayCore,
  loadCore,
  processorTime,
  residentMegabytes,
  startPinned,
  stop,
} from './pinned-process.js';
import { emptyResult, printTable, type Result } from './results.js';
import { composeBenchSupergraph } from './supergraph.js';
import { workloads, type Workload } from './workload.js';

interface Options {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly warmup: number;
  readonly only?: string;
  readonly workloads: string;
  readonly latency: number;
  readonly tokens: number;
  readonly purposes: boolean;
  readonly compare: boolean;
  readonly profile?: string;
}

async function oneRound(
  contender: Contender,
  tokens: string,
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
    const shown = contender.enforced ? tokens : undefined;
    const bearer = contender.enforced
      ? (readFileSync(tokens, 'utf8').split('\n')[0] ?? '')
      : undefined;
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
      const expected = options.compare ? `${script}.answer` : undefined;
      if (expected !== undefined) writeFileSync(expected, text);
      const purposes = options.purposes ? purposesInTurn : [''];
      writeFileSync(script, wrkScript(query, { tokens: shown, purposes, expected }));
      await load(port, script, options.connections, options.warmup);
      const spent = processorTime(child);
      const sample = await load(port, script, options.connections, options.seconds);
      const requests = sample.requestsPerSecond * options.seconds;
      const processor = (processorTime(child) - spent) / Math.max(requests, 1);
      result.processor.set(workload.name, [
        ...(result.processor.get(workload.name) ?? []),
        processor,
      ]);
      result.slowest.set(workload.name, [
        ...(result.slowest.get(workload.name) ?? []),
        sample.slowest,
      ]);
      if (sample.failed > 0) result.failed.add(workload.name);
      result.rssMegabytes.set(
        workload.name,
        Math.max(result.rssMegabytes.get(workload.name) ?? 0, residentMegabytes(child)),
      );
      result.samples.set(workload.name, [
        ...(result.samples.get(workload.name) ?? []),
        sample.requestsPerSecond,
      ]);
      process.stderr.write(
        `${contender.name} ${workload.name}: ${sample.requestsPerSecond} req/s, ${sample.failed} wrong, ${processor.toFixed(3)} ms of processor each\n`,
      );
    }
  } catch (error) {
    process.stderr.write(`${contender.name}: ${String(error)}\n`);
    for (const { name } of chosen) result.failed.add(name);
  } finally {
    await stop(child);
  }
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
    join(import.meta.dirname, 'subgraph-stub.js'),
    String(stubPort),
    String(options.latency),
  ]);
  try {
    const { convention, tokens } = await signatoryFiles(folder, options.tokens);
    const open = join(folder, 'open.graphql');
    const ruled = join(folder, 'ruled.graphql');
    writeFileSync(open, composeBenchSupergraph(stubPort, false));
    writeFileSync(ruled, composeBenchSupergraph(stubPort, true));
    const chosen = workloads.filter(({ name }) => options.workloads.includes(name));
    const pattern = options.only === undefined ? null : new RegExp(options.only, 'i');
    const field = contenders({ open, ruled, convention }, stubPort, options.profile).filter(
      ({ name }) => pattern === null || pattern.test(name),
    );
    const results = new Map<string, Result>(field.map(({ name }) => [name, emptyResult()]));
    for (let round = 0; round < options.rounds; round += 1) {
      for (const contender of field) {
        const result = results.get(contender.name);
        if (result) await oneRound(contender, tokens, stubPort, chosen, options, folder, result);
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
  .option('--latency <ms>', 'that each subgraph waits before it answers', Number, 0)
  .option('--tokens <n>', 'shown in turn, of thirteen signatories, no two the same', Number, 1)
  .option('--purposes', 'declared in turn beside the tokens: none, one of two, both', false)
  .option('--compare', 'each answer with the first one: any other fails its row', false)
  .option('--profile <folder>', 'leave a CPU profile of each Passerelle there')
  .option('--only <pattern>', 'only gateways whose name matches this regular expression')
  .action(main);
await runProgram(program, process.argv.slice(2));

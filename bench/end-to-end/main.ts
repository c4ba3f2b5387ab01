/**
 * What a caller waits for: the demonstration from its gateway to its databases, and beside it the same
 * data behind a stock stack without rules, in rounds that take turns.
 */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import { runProgram } from '../../schema/cli/command-line.js';
import { ask, loadFor, percentile, type Load } from './asker.js';
import { timesBelow } from './process-times.js';
import { callers, questionsOf, type Question } from './questions.js';
import type { Partner } from '../../demo/databases.js';
import { fill, RealStack, StockStack, type Databases } from './stacks.js';
import { UniqueTokens } from './unique-tokens.js';

interface Options {
  readonly ville?: string;
  readonly bailleurs?: string;
  readonly justice?: string;
  readonly scale: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly base: number;
}

interface Measured extends Load {
  /** Milliseconds for one request, by process. */
  readonly processor: ReadonlyMap<string, number>;
  /** For one request; null: not known. */
  readonly statements: number | null;
}

interface Stack {
  readonly name: string;
  readonly url: string;
  readonly statements: (() => Promise<number>) | null;
  /** What the next request asks, and the token it shows. */
  readonly next: () => { readonly query: string; readonly token: string | null };
}

/** More than a round can use are made before it, so that signing is no part of it. */
async function tokensFor(sources: readonly UniqueTokens[], count: number): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, (_, i) => (sources[i % sources.length] as UniqueTokens).next()),
  );
}

async function measured(stack: Stack, { connections, seconds }: Options): Promise<Measured> {
  const before = timesBelow();
  const sent = await stack.statements?.();
  const load = await loadFor(stack.url, connections, seconds, stack.next);
  const after = timesBelow();
  const statements = await stack.statements?.();
  const requests = load.latencies.length;
  const processor = new Map(
    [...after].map(([name, time]) => [name, (time - (before.get(name) ?? 0)) / requests]),
  );
  return {
    ...load,
    processor,
    statements:
      sent === undefined || statements === undefined ? null : (statements - sent) / requests,
  };
}

/** Each question of each caller for the first time. */
async function cold(
  stack: Stack,
  questions: readonly Question[],
  tokens: readonly (string | null)[],
): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (const { name, query } of questions) {
    for (const token of tokens) {
      const { milliseconds, status, text } = await ask(stack.url, agent, query, token);
      if (status !== 200 || !text.includes('"data":{')) {
        throw new Error(`${stack.name}, ${name}: ${status} ${text.slice(0, 300)}`);
      }
      times.push(milliseconds);
    }
  }
  agent.destroy();
  return times;
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

function row(name: string, first: readonly number[], rounds: readonly Measured[]): string {
  const rates = rounds.map(({ latencies, seconds }) => latencies.length / seconds);
  const latencies = rounds.flatMap((round) => round.latencies);
  const processor = totals(rounds);
  const statements = rounds.flatMap((round) => round.statements ?? []);
  const cells = [
    `${median(rates).toFixed(0)} (${Math.min(...rates).toFixed(0)}–${Math.max(...rates).toFixed(0)})`,
    [0.5, 0.95, 0.99].map((share) => percentile(latencies, share).toFixed(1)).join(' / '),
    `${median(first).toFixed(0)} / ${Math.max(...first).toFixed(0)}`,
    median(processor).toFixed(2),
    statements.length > 0 ? median(statements).toFixed(1) : '–',
    String(rounds.reduce((sum, { failed }) => sum + failed, 0)),
  ];
  return `| ${[name, ...cells].join(' | ')} |`;
}

/** Processor milliseconds for one request of each round, of all processes that serve. */
function totals(rounds: readonly Measured[]): readonly number[] {
  return rounds.map(({ processor }) => [...processor.values()].reduce((sum, own) => sum + own, 0));
}

function shares(name: string, rounds: readonly Measured[]): string {
  const names = new Set(rounds.flatMap(({ processor }) => [...processor.keys()]));
  const parts = [...names]
    .map((process): [string, number] => [
      process,
      median(rounds.map(({ processor }) => processor.get(process) ?? 0)),
    ])
    .filter(([, time]) => time >= 0.005)
    .sort(([, left], [, right]) => right - left);
  return `${name}: ${parts.map(([process, time]) => `${process} ${time.toFixed(2)}`).join(', ')}`;
}

async function run(options: Options): Promise<void> {
  const { scale, rounds, base } = options;
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-end-to-end-'));
  const databaseOf = (partner: Partner): string =>
    options[partner] ?? `sqlite:${join(folder, `${partner}.sqlite`)}`;
  const databases: Databases = {
    ville: databaseOf('ville'),
    bailleurs: databaseOf('bailleurs'),
    justice: databaseOf('justice'),
  };
  const ending: (() => Promise<void>)[] = [];
  try {
    const questions = questionsOf(await fill(databases, scale));
    const real = await RealStack.start(base, folder, databases);
    ending.push(() => real.stop());
    const stock = await StockStack.start(databases);
    ending.push(() => stock.stop());
    const sources = await Promise.all(callers.map((id) => UniqueTokens.of(real.settings, id)));
    let tokens: string[] = [];
    let turn = 0;
    // Every caller comes to every question: their numbers have no common divisor.
    const query = (): string => (questions[turn % questions.length] as Question).query;
    const stacks: Stack[] = [
      {
        name: 'Passerelle, rules on',
        url: real.url,
        statements: () => real.statements(),
        next: () => {
          turn += 1;
          return { query: query(), token: tokens[turn % tokens.length] as string };
        },
      },
      {
        name: 'stock stack, no rules',
        url: stock.url,
        statements: null,
        next: () => {
          turn += 1;
          return { query: query(), token: null };
        },
      },
    ];
    const [ours, theirs] = stacks as [Stack, Stack];
    const first = new Map([
      [ours, await cold(ours, questions, await tokensFor(sources, callers.length))],
      [theirs, await cold(theirs, questions, [null])],
    ]);
    const results = new Map<Stack, Measured[]>(stacks.map((stack) => [stack, []]));
    const loads: string[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      for (const stack of stacks) {
        if (stack === ours) tokens = await tokensFor(sources, Math.ceil(options.seconds * 1_200));
        const result = await measured(stack, options);
        // The first round warms both.
        if (round > 0) results.get(stack)?.push(result);
        loads.push((loadavg()[0] ?? 0).toFixed(1));
      }
    }
    console.log(
      '| stack | req/s (spread) | p50 / p95 / p99 ms | first time p50 / most ms | processor ms a request | statements a request | failed |\n| --- | --- | --- | --- | --- | --- | --- |',
    );
    for (const [stack, own] of results) console.log(row(stack.name, first.get(stack) ?? [], own));
    const [mine = [], others = []] = [ours, theirs].map((stack) => results.get(stack) ?? []);
    const ratios = mine.map((own, i) => {
      const other = others[i] as Measured;
      return own.latencies.length / own.seconds / (other.latencies.length / other.seconds);
    });
    const work = totals(others).map((time, i) => time / (totals(mine)[i] ?? NaN));
    console.log(
      [
        '',
        `${databases.bailleurs.split(':')[0] ?? ''}, scale ${scale}, ${options.connections} connections, ${rounds} rounds of ${options.seconds} s each; load of the machine ${loads.join(', ')}.`,
        `Ratio of the rates, round by round: ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}; of processor time: ${work.map((ratio) => ratio.toFixed(2)).join(', ')}.`,
        'Processor ms a request:',
        ...[...results].map(([stack, own]) => shares(stack.name, own)),
      ].join('\n'),
    );
  } finally {
    for (const end of ending.reverse()) await end();
    rmSync(folder, { recursive: true, force: true });
  }
}

const program = new Command('bench:end-to-end')
  .description(
    'Asks the whole demonstration seven questions as four signatories, and the same data behind a stock stack without rules.',
  )
  .option('--ville <url>', 'an empty database of ville, mysql://…; absent: SQLite')
  .option('--bailleurs <url>', 'an empty database of bailleurs')
  .option('--justice <url>', 'an empty database of justice')
  .option('--scale <n>', 'size of the data', Number, 1)
  .option('--rounds <n>', 'rounds, each stack in turn', Number, 5)
  .option('--seconds <n>', 'length of a round', Number, 6)
  .option('--connections <n>', 'open connections', Number, 8)
  .option('--base <port>', 'first port of the demonstration', Number, 5200)
  .action(run);
await runProgram(program, process.argv.slice(2));

import 'reflect-metadata';
import process from 'node:process';
import { Command, InvalidArgumentError } from 'commander';
import { runProgram } from '../../schema/cli/command-line.js';
import type { Convention } from '../../schema/convention/convention.js';
import { effectiveRights } from '../../schema/convention/effective-rights.js';
import { loadConvention, printFaults } from '../../schema/convention/load-convention.js';
import { bailleurs } from '../../subgraphs/bailleurs/bailleurs.js';
import {
  gatewayKey,
  startSubgraph,
  type Caller,
  type TestSubgraph,
} from '../../test/harness/subgraph.js';
import { contention } from './contention.js';
import { explain } from './explain.js';
import { KnownPlans } from './known-plans.js';
import { callers, questions, type Question } from './questions.js';

/** What a look-up may take beside another's counts, in milliseconds. */
const mostBesideCounts = 50;

/** A statement as it was sent. */
interface Sent {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** The caller with all that the convention gives it, every purpose declared. */
function callerOf(convention: Convention, id: string): Caller {
  const finalites = [...new Set(convention.acces.flatMap(({ finalites }) => finalites ?? []))];
  const { droits } = effectiveRights(convention, id, { scopes: null, finalites, at: new Date() });
  return {
    signataire: id,
    territoire: convention.signataires.get(id)?.territoire ?? {},
    droits: Object.fromEntries(
      Object.entries(droits).map(([scope, { perimetres }]) => [scope, perimetres]),
    ),
  };
}

/** What the work sent to the database, the same statement of several turns once. */
async function sentBy(subgraph: TestSubgraph, work: () => Promise<unknown>): Promise<Sent[]> {
  const { logger } = subgraph.running.dataSource ?? { logger: null };
  if (!logger) throw new Error('The subgraph has no database.');
  const sent = new Map<string, Sent>();
  const before = logger.logQuery.bind(logger);
  logger.logQuery = (text: string, parameters: unknown = []) => {
    // What the subgraph looks for by itself (what was kept too long, what goes out) is no answer.
    if (/^SELECT.*[`"]ligne[`"]/s.test(text))
      sent.set(text, { text, parameters: Object.values(parameters as object) });
  };
  await work();
  logger.logQuery = before;
  return [...sent.values()];
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

async function measure(
  subgraph: TestSubgraph,
  caller: Caller,
  { name, query, variables = {} }: Question,
  turns: number,
  known: KnownPlans,
): Promise<string> {
  const ask = async (): Promise<void> => {
    const { data, errors } = await subgraph.ask(caller, query, variables);
    // A refused field is null without an error; anything else is no measurement.
    if (errors.length > 0 || data === null) throw new Error(`${name}: ${JSON.stringify(errors)}`);
  };
  const sent = await sentBy(subgraph, ask);
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const started = performance.now();
    await ask();
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const { dataSource } = subgraph.running;
  if (!dataSource) throw new Error('The subgraph has no database.');
  const plans = await Promise.all(
    sent.map(({ text, parameters }) => explain(dataSource, text, parameters)),
  );
  known.add(`${name} · ${caller.signataire}`, plans);
  const rows = plans.map((plan) => plan.rows ?? '–').join(' + ');
  const cells = [
    `${percentile(times, 0.5).toFixed(0)} / ${percentile(times, 0.95).toFixed(0)}`,
    String(sent.length),
    [...new Set(plans.flatMap(({ scanned }) => scanned))].join(', ') || '–',
    plans.some(({ sorts }) => sorts) ? 'yes' : '–',
    rows,
  ];
  return `| ${[name, caller.signataire, ...cells].join(' | ')} |`;
}

/** Whether twelve counts of the parquet leave a force's look-ups quick. */
async function keepsUp(
  subgraph: TestSubgraph,
  convention: Convention,
  turns: number,
): Promise<boolean> {
  const [row] =
    (await subgraph.running.dataSource?.query<{ id: string }[]>(
      "SELECT id FROM incident WHERE communeCode = '86194' LIMIT 1",
    )) ?? [];
  const asked = {
    heavyCaller: callerOf(convention, 'parquet-poitiers'),
    caller: callerOf(convention, 'police-nationale-86'),
    id: row?.id ?? '',
  };
  const { alone, beside, counts } = await contention(subgraph, asked, turns * 5);
  const of = (times: readonly number[]): string =>
    [0.5, 0.95].map((share) => percentile(times, share).toFixed(1)).join(' / ');
  console.log(
    `\nlook-ups of police-nationale-86, p50 / p95 ms: ${of(alone)} alone, ${of(beside)} beside twelve counts of parquet-poitiers (${counts} answered)`,
  );
  return percentile(beside, 0.95) < mostBesideCounts;
}

interface Options {
  readonly database: string;
  readonly turns: number;
  readonly statements: boolean;
  readonly contention: boolean;
  readonly plans?: string;
}

async function measureAll({
  database,
  turns,
  statements,
  contention: isAsked,
  plans,
}: Options): Promise<void> {
  const known = new KnownPlans(plans ?? null);
  const convention = await loadConvention('schema/convention.yaml');
  if (!('convention' in convention)) {
    throw new Error(printFaults('schema/convention.yaml', convention.faults).join('\n'));
  }
  const key = await gatewayKey();
  const subgraph = await startSubgraph(bailleurs, key, database);
  try {
    const communes =
      (await subgraph.running.dataSource?.query<{ codeInsee: string }[]>(
        'SELECT DISTINCT communeCode AS codeInsee FROM incident',
      )) ?? [];
    const [last] =
      (await subgraph.running.dataSource?.query<{ month: string }[]>(
        'SELECT MAX(moisFaits) AS month FROM incident',
      )) ?? [];
    const variables = {
      all: communes.map(({ codeInsee }) => ({ __typename: 'Commune', codeInsee })),
      debut: `${last?.month ?? '2026-01'}-01`,
      fin: `${last?.month ?? '2026-01'}-28`,
    };
    console.log(
      '| question | caller | p50 / p95 ms | statements | read from end to end | sorted | rows (estimate) |\n| --- | --- | --- | --- | --- | --- | --- |',
    );
    for (const question of questions) {
      for (const id of callers) {
        const caller = callerOf(convention.convention, id);
        const asked = {
          ...question,
          variables: Object.fromEntries(
            Object.entries(variables).filter(([name]) => question.query.includes(`$${name}`)),
          ),
        };
        console.log(await measure(subgraph, caller, asked, turns, known));
        if (!statements) continue;
        const sent = await sentBy(subgraph, () =>
          subgraph.ask(caller, asked.query, asked.variables),
        );
        for (const { text } of sent) console.error(text);
      }
    }
    const kept = !isAsked || (await keepsUp(subgraph, convention.convention, turns));
    const worse = known.finish();
    for (const line of worse) console.error(line);
    if (worse.length > 0 || !kept) process.exitCode = 1;
  } finally {
    await subgraph.stop();
    key.remove();
  }
}

function parseTurns(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a whole number from 1 to 9999.');
}

const program = new Command('bench:data')
  .description(
    'Asks a filled database of bailleurs what partners ask of it: times, and how the database goes about it.',
  )
  .requiredOption('--database <url>', 'sqlite:FILE or mysql://…, filled by the demonstration')
  .option('--turns <count>', 'times that each question is asked', parseTurns, 20)
  .option(
    '--plans <file>',
    'compare the plans with those in this file (made where there is none): status 1 where one is worse',
  )
  .option('--statements', 'write each statement to the error stream', false)
  .option('--no-contention', 'leave out the look-ups beside counts, which need a quiet machine')
  .action(measureAll);
await runProgram(program, process.argv.slice(2));

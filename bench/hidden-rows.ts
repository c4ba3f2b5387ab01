import 'reflect-metadata';
import { Command, InvalidArgumentError, Option } from 'commander';
import { CommandFailure, runProgram } from '../schema/cli/command-line.js';
import { startMariaDb } from '../test/harness/mariadb-server.js';
import { gatewayKey, startSubgraph } from '../test/harness/subgraph.js';
import { besideOthers } from '../test/subgraphs/kit/beside-others.js';
import { hiddenRows, type HiddenKind } from '../test/subgraphs/kit/hidden-rows.js';

/**
 * Whether time tells a hidden row from none: interleaved pairs of look-ups, one of each, for every kind of
 * hidden row of the three subgraphs, on SQLite or on a MariaDB that this starts. 0.5: it tells nothing; 1: everything.
 */
const warmUp = 300;
const allowed = 0.03;

type Ask = (id: string) => Promise<unknown>;

async function timeOf(ask: Ask, id: string): Promise<number> {
  const started = performance.now();
  await ask(id);
  return performance.now() - started;
}

async function measure(ask: Ask, { hidden, absent }: HiddenKind, pairs: number): Promise<number> {
  for (let n = 0; n < warmUp; n += 1) await ask(n % 2 === 0 ? hidden : absent);
  const ofHidden: number[] = [];
  const ofAbsent: number[] = [];
  for (let n = 0; n < pairs; n += 1) {
    // Who comes first changes, so that it counts for neither.
    if (n % 2 === 0) ofHidden.push(await timeOf(ask, hidden));
    ofAbsent.push(await timeOf(ask, absent));
    if (n % 2 === 1) ofHidden.push(await timeOf(ask, hidden));
  }
  return areaUnderCurve(ofHidden, ofAbsent);
}

/** How often the time of the one is longer than the time of the other, ties counting half. */
function areaUnderCurve(samples: readonly number[], others: readonly number[]): number {
  const sorted = [...others].sort((a, b) => a - b);
  const below = (limit: number, orEqual: boolean): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const value = sorted[middle] ?? 0;
      if (value < limit || (orEqual && value === limit)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const wins = samples.reduce(
    (sum, sample) => sum + (below(sample, false) + below(sample, true)) / 2,
    0,
  );
  return wins / (samples.length * others.length);
}

async function measureAll({ pairs, database, only, beside }: Asked): Promise<void> {
  const asked = hiddenRows
    .map((rows) => ({ ...rows, kinds: rows.kinds.filter(({ about }) => about.includes(only)) }))
    .filter(({ kinds }) => kinds.length > 0);
  if (asked.length === 0) throw new CommandFailure([`No kind of hidden row is named so: ${only}`]);
  const key = await gatewayKey();
  const maria = database === 'mariadb' ? await startMariaDb() : null;
  const telling: string[] = [];
  console.log(
    `${pairs} interleaved pairs of each kind, on ${database}${beside === 0 ? '' : `, beside ${beside} others`}\n\n| hidden row | AUC |\n| --- | --- |`,
  );
  try {
    for (const { declared, fill, kinds } of asked) {
      const url = maria ? await maria.createDatabase() : 'sqlite::memory:';
      const subgraph = await startSubgraph(declared, key, url);
      const { dataSource } = subgraph.running;
      if (!dataSource) throw new Error(`${declared.name} has no database`);
      await fill(dataSource);
      for (const kind of kinds) {
        const query = beside === 0 ? kind.query : besideOthers(kind.query, beside);
        const ask: Ask = (id) => subgraph.ask(kind.caller, query, { id });
        const area = await measure(ask, kind, pairs);
        console.log(`| ${kind.about} | ${area.toFixed(3)} |`);
        if (Math.abs(area - 0.5) > allowed) telling.push(`Time tells of: ${kind.about}`);
      }
      await subgraph.stop();
    }
  } finally {
    key.remove();
    await maria?.stop();
  }
  if (telling.length > 0) throw new CommandFailure(telling);
}

interface Asked {
  readonly pairs: number;
  readonly database: 'sqlite' | 'mariadb';
  /** Part of a kind's name. */
  readonly only: string;
  /** Other ids that are looked for in the same request. */
  readonly beside: number;
}

function parseCount(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a whole number from 1 to 999999.');
}

const program = new Command('bench:hidden-rows')
  .description('Measures whether time tells a row that may not be seen from one that is not there.')
  .option(
    '--pairs <count>',
    'interleaved pairs of look-ups for each kind of row',
    parseCount,
    2_000,
  )
  .addOption(
    new Option('--database <kind>', 'where the rows are')
      .choices(['sqlite', 'mariadb'])
      .default('sqlite'),
  )
  .option('--beside <count>', 'ids of no row that the same request looks for too', parseCount, 0)
  .option('--only <part>', 'kinds whose name has this in it', '')
  .action(measureAll);
await runProgram(program, process.argv.slice(2));

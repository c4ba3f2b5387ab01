import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { Command, InvalidArgumentError } from 'commander';
import { CommandFailure, runProgram } from '../schema/cli/command-line.js';
import { BothForms, type Form } from '../test/harness/both-forms.js';
import { DelayedLine } from './delayed-line.js';

/**
 * What it costs that five operate a subgraph: the same incidents in one database and in five, a list
 * paged to its end, and the times of a few questions in both forms.
 */
const caller = 'ville-poitiers';
const purposes = '';
const forms = ['single', 'partitioned'] as const;

const questions: Readonly<Record<string, string>> = {
  'a page of 20': '{ incidents(first: 20) { nodes { id gravite } } }',
  'a page of 100 and its total': '{ incidents(first: 100) { totalCount nodes { id } } }',
  'a page of residences with their commune':
    '{ residences(first: 20) { nodes { id nom commune { nom } } } }',
};

interface Options {
  readonly rows: number;
  readonly rounds: number;
  readonly latency: number;
  readonly spacing: number;
  readonly warmup: number;
}

type Page = {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
};

async function measure({ rows, rounds, latency, spacing, warmup }: Options): Promise<void> {
  const lines: DelayedLine[] = [];
  const both = await BothForms.start(0.08, async (url, place) => {
    const distance = latency + place * spacing;
    if (distance === 0) return url;
    const line = await DelayedLine.to(url, distance);
    lines.push(line);
    return line.url;
  });
  try {
    const before = await totalOf(both, 'partitioned');
    const factor = Math.ceil(rows / before);
    for (const file of ['bailleurs', ...both.operatorIds]) {
      multiply(join(both.world.folder, `${file}.sqlite`), factor);
    }
    // So many are no longer counted for an answer.
    const total = before * factor;
    console.log(
      `${total} incidents that ${caller} may read; p50 and p95 in ms, ${rounds} rounds, ${distances(latency, spacing)}\n`,
    );
    console.log('| question | single p50 | p95 | five p50 | p95 | ratio of p95 |');
    console.log('| --- | --- | --- | --- | --- | --- |');
    for (const [name, query] of Object.entries(questions))
      await compare(both, name, query, rounds, warmup);
    await pageToEnd(both, total);
  } finally {
    for (const line of lines) line.stop();
    await both.stop();
  }
}

function distances(latency: number, spacing: number): string {
  if (spacing === 0) return `${latency} ms to each partner`;
  return `${latency} ms to the first operator, ${spacing} more to each further one, the one form as far as the last`;
}

/** Every incident as often as that, each under an id of its own. */
function multiply(file: string, factor: number): void {
  const database = new DatabaseSync(file, { timeout: 60_000 });
  const columns = database
    .prepare('PRAGMA table_info(incident)')
    .all()
    .map(({ name }) => `"${String(name)}"`);
  // A city's has none.
  if (columns.length === 0) {
    database.close();
    return;
  }
  const copied = columns.map((name) => (name === '"id"' ? `"id" || '-' || n` : name));
  database.exec(
    `WITH RECURSIVE counted(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM counted WHERE n < ${factor})
     INSERT INTO incident (${columns.join(',')})
     SELECT ${copied.join(',')} FROM incident, counted WHERE ${factor} > 1`,
  );
  database.exec('ANALYZE');
  database.close();
}

async function ask(both: BothForms, form: Form, query: string, variables = {}): Promise<unknown> {
  const { data, errors, text } = await both.ask(form, caller, purposes, query, variables);
  if (errors || data === null) throw new CommandFailure([`${form}: ${text.slice(0, 300)}`]);
  return data;
}

async function totalOf(both: BothForms, form: Form): Promise<number> {
  const data = await ask(both, form, '{ incidents { totalCount } }');
  return (data as { incidents: { totalCount: number } }).incidents.totalCount;
}

async function compare(
  both: BothForms,
  name: string,
  query: string,
  rounds: number,
  warmup: number,
): Promise<void> {
  const times: Record<Form, number[]> = { single: [], partitioned: [] };
  for (let round = -warmup; round < rounds; round += 1) {
    for (const form of forms) {
      const started = performance.now();
      await ask(both, form, query);
      if (round >= 0) times[form].push(performance.now() - started);
    }
  }
  const at = (form: Form, part: number): number => {
    const sorted = times[form].toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN;
  };
  const cells = forms.flatMap((form) => [at(form, 0.5), at(form, 0.95)]);
  const ratio = at('partitioned', 0.95) / at('single', 0.95);
  console.log(
    `| ${[name, ...cells.map((time) => time.toFixed(1)), ratio.toFixed(2)].join(' | ')} |`,
  );
}

async function pageToEnd(both: BothForms, total: number): Promise<void> {
  const query =
    'query ($after: String) { incidents(first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }';
  const seen = new Set<string>();
  const started = performance.now();
  let after: string | null = null;
  let pages = 0;
  let slowest = 0;
  for (;;) {
    const began = performance.now();
    const data = await ask(both, 'partitioned', query, { after });
    const { nodes, pageInfo } = (data as { incidents: Page }).incidents;
    slowest = Math.max(slowest, performance.now() - began);
    pages += 1;
    for (const { id } of nodes) {
      if (seen.has(id)) throw new CommandFailure([`${id} came twice, on page ${pages}`]);
      seen.add(id);
    }
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  const seconds = (performance.now() - started) / 1_000;
  console.log(
    `\n${seen.size} of ${total} rows in ${pages} pages, each once, in ${seconds.toFixed(0)} s ` +
      `(${((1_000 * seconds) / pages).toFixed(1)} ms a page, the slowest ${slowest.toFixed(0)} ms)`,
  );
  if (seen.size !== total) throw new CommandFailure([`${total - seen.size} rows never came`]);
}

const program = new Command('bench:partitions')
  .description('Compares a subgraph that five operate with the same rows in one database.')
  .option('--rows <number>', 'incidents in all', wholeNumber, 600_000)
  .option('--rounds <number>', 'of each question in each form', wholeNumber, 200)
  .option('--latency <ms>', 'that a request takes to each partner, in both forms', milliseconds, 0)
  .option(
    '--spacing <ms>',
    'by which each further operator is farther away than the one before, so that no two work at one time, as on machines of their own',
    milliseconds,
    0,
  )
  .option(
    '--warmup <number>',
    'of each question in each form, before any is measured',
    wholeNumber,
    300,
  )
  .addHelpText('after', '\nExit codes: 0 measured, 1 a row lacked or came twice, 2 wrong usage.')
  .action(measure);
await runProgram(program, process.argv.slice(2));

function wholeNumber(given: string): number {
  const number = Number(given);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('Expected a whole number above 0.');
}

function milliseconds(given: string): number {
  const number = Number(given);
  if (number >= 0 && number <= 1_000) return number;
  throw new InvalidArgumentError('Expected milliseconds from 0 to 1000.');
}

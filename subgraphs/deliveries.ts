import 'reflect-metadata';
import process from 'node:process';
import { Argument, Command } from 'commander';
import type { DataSource } from 'typeorm';
import { CommandFailure, runProgram } from '../schema/cli/command-line.js';
import { EnvironmentReader } from '../schema/process/environment.js';
import { databaseUrl } from './kit/config.js';
import { openDataSource } from './kit/data-source.js';
import {
  refusedDeliveries,
  takeUpAgain,
  whyNotAgain,
  type NotAgain,
} from './kit/delivery/taken-up-again.js';
import type { Subgraph } from './kit/subgraph.js';

/** Subgraphs whose acts go on to other owners' rows. Loaded when one is named. */
const delivering = {
  justice: async () => (await import('./justice/justice.js')).justice as unknown as Subgraph<never>,
  ville: async () => (await import('./ville/ville.js')).ville as unknown as Subgraph<never>,
};

const reasons: Readonly<Record<NotAgain, string>> = {
  unknown: 'no refused delivery of this id',
  final: 'the other file refused it for a reason of its own: that is its answer',
  superseded: 'something else was done or entered about the same file since',
};

async function run(
  name: keyof typeof delivering,
  { again }: { readonly again?: readonly string[] },
): Promise<void> {
  const subgraph = await delivering[name]();
  const environment = new EnvironmentReader(process.env);
  const url = databaseUrl(environment, subgraph);
  environment.requireFaultless();
  const warn = (message: string): void => void process.stderr.write(`${message}\n`);
  const dataSource = await openDataSource(url ?? '', subgraph, warn);
  try {
    await (again ? resume(dataSource, again) : list(dataSource));
  } finally {
    await dataSource.destroy();
  }
}

/** Ids, codes and times: nothing of what was entered. */
async function list({ manager }: DataSource): Promise<void> {
  for (const refused of await refusedDeliveries(manager)) {
    const { id, acte, source, refus, le, essais } = refused;
    const reason = await whyNotAgain(manager, refused);
    const may = reason === null ? 'may be tried again' : reasons[reason];
    process.stdout.write(
      `${id} ${acte} of ${source}: ${refus ?? ''}, ${le.toISOString()}, tried ${essais} times; ${may}\n`,
    );
  }
}

async function resume(dataSource: DataSource, ids: readonly string[]): Promise<void> {
  const refusals: string[] = [];
  for (const id of ids) {
    const reason = await dataSource.transaction((manager) => takeUpAgain(manager, id, new Date()));
    if (reason !== null) refusals.push(`${id}: ${reasons[reason]}`);
  }
  if (refusals.length > 0) throw new CommandFailure(refusals);
}

const program = new Command('deliveries')
  .description(
    'Lists what other owners refused of a subgraph’s acts, and puts some of it among what is to be done.',
  )
  .addArgument(new Argument('<subgraph>', 'whose acts').choices(Object.keys(delivering)))
  .option('--again <id...>', 'to be done again, by the running subgraph, in the order of the acts')
  .addHelpText(
    'after',
    `
Environment:
  DATABASE_URL       the subgraph's database, as for npm run subgraph
  DATABASE_URL_FILE  the path of a file that holds it, instead

Ends with 0: listed, or all of them are to be done; 1: one of them is not, with the reason; 2: wrong usage.`,
  )
  .action(run);
await runProgram(program, process.argv.slice(2));

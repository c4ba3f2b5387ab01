import 'reflect-metadata';
import process from 'node:process';
import { Argument, Command, InvalidArgumentError } from 'commander';
import { CommandFailure, runProgram } from '../../schema/cli/command-line.js';
import { parseConfig } from '../../subgraphs/kit/config.js';
import { serve, type RunningSubgraph } from '../../subgraphs/kit/serve.js';
import type { Subgraph } from '../../subgraphs/kit/subgraph.js';

/** One operator's part: where it listens, and its own database. */
interface Part {
  readonly operator: string;
  readonly port: string;
  readonly database: string;
}

const subgraphs = {
  ville: async () =>
    (await import('../../subgraphs/ville/ville.js')).ville as unknown as Subgraph<never>,
  bailleurs: async () =>
    (await import('../../subgraphs/bailleurs/bailleurs.js'))
      .bailleurs as unknown as Subgraph<never>,
} satisfies Readonly<Record<string, () => Promise<Subgraph<never>>>>;

const program = new Command('operators')
  .description(
    'Serves several operators’ parts of one subgraph, each on its own port, from its own database, for its own tokens: what a demonstration on one machine groups, and a partner never does.',
  )
  .addArgument(new Argument('<subgraph>', 'which of them').choices(Object.keys(subgraphs)))
  .argument(
    '<part...>',
    'SIGNATORY,PORT,DATABASE_URL of each; the environment is that of a subgraph',
    partOf,
  )
  .action(async (name: keyof typeof subgraphs, parts: readonly Part[]) => {
    const declared = await subgraphs[name]();
    const running: RunningSubgraph[] = [];
    for (const part of parts) running.push(await start(declared, part));
    const stop = (): void => {
      void Promise.all(running.map((operator) => operator.stop(1_000))).then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  });
await runProgram(program, process.argv.slice(2), 'goes on');

function partOf(text: string, before: readonly Part[] | undefined): readonly Part[] {
  const [operator, port, database] = text.split(',');
  if (!operator || !port || !database) {
    throw new InvalidArgumentError('expected SIGNATORY,PORT,DATABASE_URL');
  }
  return [...(before ?? []), { operator, port, database }];
}

async function start(
  declared: Subgraph<never>,
  { operator, port, database }: Part,
): Promise<RunningSubgraph> {
  const env = { ...process.env, PORT: port, OPERATOR: operator, DATABASE_URL: database };
  const read = parseConfig(env, declared);
  if ('faults' in read)
    throw new CommandFailure(read.faults.map((fault) => `${operator}: ${fault}`));
  const running = await serve(declared, read.config, env);
  process.stdout.write(`${declared.name}/${operator} listens on ${running.url}/graphql\n`);
  return running;
}

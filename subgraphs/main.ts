import 'reflect-metadata';
import process from 'node:process';
import { Argument, Command } from 'commander';
import { CommandFailure, isOfListening, runProgram } from '../schema/cli/command-line.js';
import { buildSubgraph } from './kit/build-schema.js';
import { parseConfig } from './kit/config.js';
import { serve } from './kit/serve.js';
import type { Subgraph } from './kit/subgraph.js';

/** Loaded one at a time: a process only holds the types of the subgraph it serves. */
const subgraphs = {
  ville: async () => (await import('./ville/ville.js')).ville as unknown as Subgraph<never>,
  bailleurs: async () =>
    (await import('./bailleurs/bailleurs.js')).bailleurs as unknown as Subgraph<never>,
  justice: async () => (await import('./justice/justice.js')).justice as unknown as Subgraph<never>,
  convention: async () =>
    (await import('./convention/convention.js')).convention as unknown as Subgraph<never>,
} satisfies Readonly<Record<string, () => Promise<Subgraph<never>>>>;

const program = new Command('subgraph')
  .description("Serves one partner's subgraph, as its owner does.")
  .addArgument(new Argument('<name>', 'which of them').choices(Object.keys(subgraphs)))
  .option('--print-schema', 'print the schema for composition and stop; needs no database')
  .addHelpText(
    'after',
    `
Environment:
  HOST, PORT       where it listens (127.0.0.1; ville 4001, bailleurs 4002, justice 4003,
                   convention 4004)
  DATABASE_URL     sqlite:PATH (default sqlite:var/NAME.sqlite), sqlite::memory:,
                   mysql://user:password@host/base or mariadb://…
  DATABASE_URL_FILE  path of a file that holds it, instead
  GATEWAY_JWKS     URL or file of the gateway's public keys
                   (http://127.0.0.1:4000/.well-known/jwks.json)
  CONVENTION       path of the convention file (subgraph convention only)
  SUPERGRAPH       path of the composed supergraph, which explanations are read from
                   (subgraph convention only; schema/supergraph.graphql)
  STATEMENT_TIMEOUT  how long a statement of the database may take, in seconds (5)
  SUBSCRIBERS      path of the list of those who are told of acts (JSON; nobody)
  LOG_LEVEL        fatal, error, warn, info, debug, trace or silent (info)

Exit codes: 0 stopped, 1 it cannot start (each fault on a line of stderr), 2 wrong usage.`,
  )
  .action(async (name: keyof typeof subgraphs, { printSchema }: { printSchema?: true }) => {
    const declared = await subgraphs[name]();
    if (printSchema) process.stdout.write((await buildSubgraph(declared)).sdl);
    else await run(declared);
  });
await runProgram(program, process.argv.slice(2), 'goes on');

async function run(declared: Subgraph<never>): Promise<void> {
  const { name } = declared;
  const read = parseConfig(process.env, declared);
  if ('faults' in read) throw new CommandFailure(read.faults);
  const { config } = read;
  const running = await serve(declared, config, process.env).catch((error: unknown) => {
    if (isOfListening(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailure([`subgraph ${name} cannot start: ${reason}`]);
  });
  process.stdout.write(`subgraph ${name} listens on ${running.url}/graphql\n`);
  const stop = (): void => {
    const patience = config.shutdownTimeout * 1_000;
    // Whatever else hangs: the process ends.
    setTimeout(() => process.exit(1), patience + 5_000).unref();
    void running.stop(patience).then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`subgraph ${name} did not stop cleanly: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

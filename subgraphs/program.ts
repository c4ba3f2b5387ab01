import 'reflect-metadata';
import process from 'node:process';
import { Argument, Command } from 'commander';
import { writeAtomically } from '../schema/compose/write-atomically.js';
import { CommandFailure, isOfListening, runProgram } from '../schema/cli/command-line.js';
import { buildSubgraph } from './kit/build-schema.js';
import { parseConfig } from './kit/config.js';
import { serveUntilStopped } from './kit/run.js';
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
  .option(
    '--output <file>',
    'with --print-schema: write it there; after a fault nothing is changed',
  )
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
  GATEWAY_CA       file of the authorities by which its https URL is believed (this system's)
  CONVENTION       path of the convention file (subgraph convention only)
  SUPERGRAPH       path of the composed supergraph, which explanations are read from
                   (subgraph convention only; schema/supergraph.graphql)
  OPERATOR         signatory that operates this process, where several operate the subgraph:
                   only tokens for it are taken (one operates it)
  REQUIRE_FETCH_TICKET  false: also what the gateway did not announce is answered (true)
  REQUIRE_SIGNED_REQUEST_ID  true: the gateway signs the id of each request (SIGN_REQUEST_IDS
                   there), and what comes without is not answered (false)
  STATEMENT_TIMEOUT  how long a statement of the database may take, in seconds (5)
  SUBSCRIBERS      path of the list of those who are told of acts (JSON; nobody)
  SERVICE_ACCOUNTS path of the list of accounts under which acts go on to other owners'
                   rows (JSON; without one they wait)
  OTLP_TRACES_URL  URL of a collector of OpenTelemetry traces over HTTP (none)
  LOG_LEVEL        fatal, error, warn, info, debug, trace or silent (info)

Exit codes: 0 stopped, 1 it cannot start (each fault on a line of stderr), 2 wrong usage.`,
  )
  .action(
    async (
      name: keyof typeof subgraphs,
      { printSchema, output }: { printSchema?: true; output?: string },
    ) => {
      const declared = await subgraphs[name]();
      if (printSchema) await printSchemaOf(declared, output);
      else await run(declared);
    },
  );
await runProgram(program, process.argv.slice(2), 'goes on');

async function run(declared: Subgraph<never>): Promise<void> {
  const read = parseConfig(process.env, declared);
  if ('faults' in read) throw new CommandFailure(read.faults);
  await serveUntilStopped(declared, read.config, process.env).catch((error: unknown) => {
    if (isOfListening(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailure([`subgraph ${declared.name} cannot start: ${reason}`]);
  });
}

/** To the file whole or not at all: a fault leaves what stood there. */
async function printSchemaOf(declared: Subgraph<never>, output: string | undefined): Promise<void> {
  const { sdl } = await buildSubgraph(declared);
  if (output === undefined) process.stdout.write(sdl);
  else await writeAtomically(output, sdl);
}

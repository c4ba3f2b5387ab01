import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { buildSubgraph } from './kit/build-schema.js';
import { parseConfig } from './kit/config.js';
import { serve } from './kit/serve.js';
import type { Subgraph } from './kit/subgraph.js';

/** Loaded one at a time: a process only holds the types of the subgraph it serves. */
const subgraphs: Readonly<Record<string, () => Promise<Subgraph<never>>>> = {
  ville: async () => (await import('./ville/ville.js')).ville as unknown as Subgraph<never>,
  bailleurs: async () =>
    (await import('./bailleurs/bailleurs.js')).bailleurs as unknown as Subgraph<never>,
  justice: async () => (await import('./justice/justice.js')).justice as unknown as Subgraph<never>,
  convention: async () =>
    (await import('./convention/convention.js')).convention as unknown as Subgraph<never>,
};

const usage = `usage: npm run subgraph -- NAME [--print-schema]

Serves one partner's subgraph, as its owner does: ${Object.keys(subgraphs).join(', ')}.

  --print-schema   print the schema for composition and stop; needs no database
  --help           show this text

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
  LOG_LEVEL        fatal, error, warn, info, debug, trace or silent (info)
`;

async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number | null> {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { help: { type: 'boolean' }, 'print-schema': { type: 'boolean' } },
    });
  } catch (error) {
    return fail([(error as Error).message, '', usage]);
  }
  if (parsed.values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [name = '', ...rest] = parsed.positionals;
  const load = Object.hasOwn(subgraphs, name) ? subgraphs[name] : undefined;
  if (!load || rest.length > 0) return fail([usage]);
  const declared = await load();
  if (parsed.values['print-schema']) {
    process.stdout.write((await buildSubgraph(declared)).sdl);
    return 0;
  }
  const read = parseConfig(env, declared);
  if ('faults' in read) return fail([`subgraph ${name} cannot start:`, ...read.faults]);
  let running;
  try {
    running = await serve(declared, read.config, env);
  } catch (error) {
    return fail([`subgraph ${name} cannot start: ${explain(error, read.config.port)}`]);
  }
  process.stdout.write(`subgraph ${name} listens on ${running.url}/graphql\n`);
  const stop = (): void => {
    const patience = read.config.shutdownTimeout * 1_000;
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
  return null;
}

function explain(error: unknown, port: number): string {
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'EADDRINUSE') {
    return `port ${port} is taken by another process; stop it or set PORT to a free one`;
  }
  if (code === 'EACCES' && message?.includes('listen')) return `no right to listen on port ${port}`;
  return message ?? String(error);
}

function fail(lines: readonly string[]): number {
  process.stderr.write(`${lines.join('\n')}\n`);
  return 1;
}

const exitCode = await main(process.argv.slice(2), process.env);
if (exitCode !== null) process.exitCode = exitCode;

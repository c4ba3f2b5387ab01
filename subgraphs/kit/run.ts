import process from 'node:process';
import type { Environment } from '../../schema/process/environment.js';
import { buildSubgraph } from './build-schema.js';
import { parseConfig, type SubgraphConfig } from './config.js';
import { serve } from './serve.js';
import type { Subgraph } from './subgraph.js';

/** Serves until SIGTERM or Ctrl-C, then ends the process. @throws as `serve` */
export async function serveUntilStopped<S>(
  declared: Subgraph<S>,
  config: SubgraphConfig,
  env: Environment,
): Promise<void> {
  const { name } = declared;
  const running = await serve(declared, config, env);
  // One request's own fault: the others are still answered. Its text may quote a value.
  process.on('unhandledRejection', (reason) => {
    const kind = reason instanceof Error ? reason.name : typeof reason;
    process.stderr.write(`subgraph ${name}: a rejection that nobody waited for (${kind})\n`);
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

/**
 * A partner's whole program: `--print-schema` writes the schema for composition and needs no
 * database; otherwise the subgraph is served as the environment says. What keeps it from starting
 * stands on stderr, a line each, with exit code 1.
 */
export async function runSubgraph<S>(
  declared: Subgraph<S>,
  argv: readonly string[] = process.argv.slice(2),
  env: Environment = process.env,
): Promise<void> {
  if (argv.length === 1 && argv[0] === '--print-schema') {
    process.stdout.write((await buildSubgraph(declared)).sdl);
    return;
  }
  if (argv.length > 0) {
    fail(2, [`${declared.name}: --print-schema is the only option`]);
    return;
  }
  const read = parseConfig(env, declared);
  if ('faults' in read) {
    fail(1, read.faults);
    return;
  }
  try {
    await serveUntilStopped(declared, read.config, env);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    fail(1, [`subgraph ${declared.name} cannot start: ${reason}`]);
  }
}

function fail(code: number, lines: readonly string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`, () => process.exit(code));
}

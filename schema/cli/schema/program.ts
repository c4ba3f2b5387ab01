import { Command } from 'commander';
import { accessWidened, operationsBroken, parseDay, runProgram } from '../command-line.js';
import { EnvironmentReader } from '../../process/environment.js';
import { civilDay } from '../../contract/civil-day.js';
import type { DiffOptions, PrintOptions } from './commands.js';

const defaultConfig = 'schema/supergraph.yaml';
const defaultConvention = 'schema/convention.yaml';
const defaultRegistry = 'var/documents.json';

// The commands are imported when they run: federation takes long to load, and --help needs none.
const commands = () => import('./commands.js');
/** @throws EnvironmentFaults */
function told(): { readonly allowUnclassified: boolean; readonly registry: string | null } {
  const environment = new EnvironmentReader(process.env);
  const read = {
    allowUnclassified: environment.read('ALLOW_UNCLASSIFIED'),
    registry: environment.read('TRUSTED_DOCUMENTS'),
  };
  environment.requireFaultless();
  return read;
}

const program = new Command('schema')
  .description('Composes the partners’ schemas, checks them, and says what a change does.')
  .addHelpText(
    'after',
    `
Environment:
  TRUSTED_DOCUMENTS   registry of published documents that “check” holds against the schema
                      (var/documents.json, where it is there)
  ALLOW_UNCLASSIFIED  true: accept fields without a rule, restricted fields that are non-null, and
                      inputs without a guard (false)

Exit codes: 0 done, 1 faults (all of them on stderr), 2 wrong usage; diff: 3 somebody’s access is
wider, 4 it is not, and operations of clients may break.`,
  );

program
  .command('compose')
  .description('compose the supergraph and write it; on a fault nothing is written')
  .requiredOption('--config <file>', 'configuration, in the form of Rover’s supergraph.yaml')
  .requiredOption('--output <file>', 'where the supergraph goes')
  .action(async ({ config, output }: { config: string; output: string }) => {
    const { compose } = await commands();
    process.stdout.write(await compose(config, output, told()));
  });

program
  .command('check')
  .description('compose without writing, and check that schema and convention agree')
  .option('--config <file>', 'configuration', defaultConfig)
  .option('--convention <file>', 'convention file', defaultConvention)
  .option('--registry <file>', 'published documents that must stay valid')
  .option('--at <date>', 'day for which rights are asked (today)', parseDay)
  .action(async ({ config, convention, ...options }: CheckOptions) => {
    const { check } = await commands();
    const { allowUnclassified, registry: usual } = told();
    const registry = options.registry ?? usual;
    const { report, warnings } = await check(config, convention, {
      allowUnclassified,
      usualRegistry: defaultRegistry,
      at: options.at ?? civilDay(new Date()),
      ...(registry === null ? {} : { registry }),
    });
    process.stderr.write(warnings.map((line) => `${line}\n`).join(''));
    process.stdout.write(report);
  });

program
  .command('diff')
  .description(
    'what a new supergraph opens, closes or moves for each signatory, and what it breaks',
  )
  .argument('<old>', 'older supergraph')
  .argument('<new>', 'newer supergraph')
  .option('--convention <file>', 'convention file', defaultConvention)
  .option('--at <date>', 'day for which rights are compared (today)', parseDay)
  .action(
    async (
      old: string,
      now: string,
      { at = civilDay(new Date()), ...options }: Optional<DiffOptions>,
    ) => {
      const { diff } = await commands();
      const { text, widens, breaks } = await diff(old, now, { ...options, at });
      process.stdout.write(text);
      if (widens) process.exitCode = accessWidened;
      else if (breaks) process.exitCode = operationsBroken;
    },
  );

program
  .command('print')
  .description('print the supergraph, or what one subgraph or one signatory has of it')
  .option('--config <file>', 'configuration', defaultConfig)
  .option('--convention <file>', 'convention file', defaultConvention)
  .option('--subgraph <name>', 'the SDL of one subgraph')
  .option('--api', 'the schema that callers see, without federation')
  .option('--signataire <id>', 'the schema that one signatory may select')
  .option('--finalite <name...>', 'the declared purposes (all)')
  .option('--at <date>', 'day for which rights are asked (today)', parseDay)
  .action(async ({ at = civilDay(new Date()), ...options }: Optional<PrintOptions>) => {
    const { print } = await commands();
    process.stdout.write(await print({ ...options, at }, told()));
  });

interface CheckOptions {
  readonly config: string;
  readonly convention: string;
  readonly registry?: string;
  readonly at?: string;
}

type Optional<T extends { readonly at: string }> = Omit<T, 'at'> & { readonly at?: string };

await runProgram(program, process.argv.slice(2));

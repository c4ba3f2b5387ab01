import { Command } from 'commander';
import { parseDay, parseSwitch, runProgram } from '../command-line.js';
import { civilDay } from '../../contract/civil-day.js';
import type { DiffOptions, PrintOptions } from './commands.js';

const defaultConfig = 'schema/supergraph.yaml';
const defaultConvention = 'schema/convention.yaml';

// The commands are imported when they run: federation takes long to load, and --help needs none.
const commands = () => import('./commands.js');
const allowUnclassified = () => parseSwitch('ALLOW_UNCLASSIFIED', process.env.ALLOW_UNCLASSIFIED);

const program = new Command('schema')
  .description('Composes the partners’ schemas, checks them, and says what a change does.')
  .addHelpText(
    'after',
    `
Environment:
  ALLOW_UNCLASSIFIED  true: accept fields without a rule, restricted fields that are non-null, and
                      inputs without a guard (false)

Exit codes: 0 done, 1 faults (all of them on stderr), 2 wrong usage.`,
  );

program
  .command('compose')
  .description('compose the supergraph and write it; on a fault nothing is written')
  .requiredOption('--config <file>', 'configuration, in the form of Rover’s supergraph.yaml')
  .requiredOption('--output <file>', 'where the supergraph goes')
  .action(async ({ config, output }: { config: string; output: string }) => {
    const { compose } = await commands();
    process.stdout.write(await compose(config, output, { allowUnclassified: allowUnclassified() }));
  });

program
  .command('check')
  .description('compose without writing, and check that schema and convention agree')
  .option('--config <file>', 'configuration', defaultConfig)
  .option('--convention <file>', 'convention file', defaultConvention)
  .action(async ({ config, convention }: { config: string; convention: string }) => {
    const { check } = await commands();
    const { report, warnings } = await check(config, convention, {
      allowUnclassified: allowUnclassified(),
    });
    process.stderr.write(warnings.map((line) => `${line}\n`).join(''));
    process.stdout.write(report);
  });

program
  .command('diff')
  .description('what changes between two supergraphs, and rights won and lost by each signatory')
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
      process.stdout.write(await diff(old, now, { ...options, at }));
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
    process.stdout.write(
      await print({ ...options, at }, { allowUnclassified: allowUnclassified() }),
    );
  });

type Optional<T extends { readonly at: string }> = Omit<T, 'at'> & { readonly at?: string };

await runProgram(program, process.argv.slice(2));

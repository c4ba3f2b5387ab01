import { Command } from 'commander';
import { parseDay, runProgram } from '../command-line.js';
import { civilDay } from '../../contract/civil-day.js';
import type { PublishOptions } from './commands.js';

const defaultRegistry = 'var/documents.json';
const commands = () => import('./commands.js');

const program = new Command('documents')
  .description(
    'Publishes the operations of front-ends, so that the gateway takes them by their id (TRUSTED_DOCUMENTS).',
  )
  .addHelpText('after', '\nExit codes: 0 done, 1 faults (all of them on stderr), 2 wrong usage.');

program
  .command('publish')
  .description('check operations against what a signatory may select, and add them to the registry')
  .argument('<files...>', '.graphql files, or graphql-codegen’s persisted-documents.json')
  .requiredOption('--client <id>', 'OAuth client of the front-end')
  .requiredOption('--signataire <id>', 'signatory whose front-end it is')
  .option('--registry <file>', 'registry that the gateway reads', defaultRegistry)
  .option('--manifest <file>', 'write the ids there, by operation name')
  .option('--convention <file>', 'convention file', 'schema/convention.yaml')
  .option('--supergraph <file>', 'composed supergraph', 'schema/supergraph.graphql')
  .option('--at <date>', 'day for which rights are asked (today)', parseDay)
  .action(
    async (
      files: string[],
      { at = civilDay(new Date()), ...options }: Omit<PublishOptions, 'at'> & { at?: string },
    ) => {
      const { publish } = await commands();
      process.stdout.write(await publish(files, { ...options, at }));
    },
  );

program
  .command('withdraw')
  .description('take documents back from a client')
  .argument('<ids...>', 'ids, as `list` shows them')
  .requiredOption('--client <id>', 'OAuth client of the front-end')
  .option('--registry <file>', 'registry that the gateway reads', defaultRegistry)
  .action(async (ids: string[], options: Pick<PublishOptions, 'client' | 'registry'>) => {
    const { withdraw } = await commands();
    process.stdout.write(await withdraw(ids, options));
  });

program
  .command('list')
  .description('every document with its name and its clients')
  .option('--registry <file>', 'registry that the gateway reads', defaultRegistry)
  .action(async (options: Pick<PublishOptions, 'registry'>) => {
    const { list } = await commands();
    process.stdout.write(await list(options));
  });

await runProgram(program, process.argv.slice(2));

import { Command, InvalidArgumentError, Option } from 'commander';
import { accessWidened, runProgram } from '../command-line.js';
import { matrixFormats, type MatrixFormat } from '../../rights/print-rights.js';
import { isCalendarDate } from '../../convention/calendar-date.js';
import { civilDay } from '../../contract/civil-day.js';

const defaultConvention = 'schema/convention.yaml';
const defaultSupergraph = 'schema/supergraph.graphql';

interface MatrixOptions {
  readonly convention: string;
  readonly supergraph: string;
  readonly format: MatrixFormat;
  readonly at?: string;
}

interface DiffOptions {
  readonly supergraph: string;
  readonly at?: string;
}

const program = new Command('convention')
  .description('Vérifie la convention, et dit qui peut lire quoi.')
  .addHelpText(
    'after',
    '\nCodes de sortie : 0 tout va bien, 1 fautes, 2 mauvais usage, 3 « diff » : un accès est élargi.',
  );

program
  .command('check')
  .description('vérifie un fichier ; toutes les fautes, avec leur ligne')
  .argument('[file]', 'fichier de la convention', defaultConvention)
  .option('--network', 'lit aussi les clés que montrent les adresses des émetteurs', false)
  .action(async (file: string, options: { readonly network: boolean }) => {
    const { checkConvention } = await import('./commands.js');
    process.stdout.write(await checkConvention(file, new Date(), options));
  });

program
  .command('matrix')
  .description('qui peut lire quoi : un champ par ligne, un signataire par colonne')
  .addOption(
    new Option('--format <format>', 'forme du tableau').choices(matrixFormats).default('markdown'),
  )
  .option('--convention <file>', 'fichier de la convention', defaultConvention)
  .option('--supergraph <file>', 'schéma composé', defaultSupergraph)
  .option('--at <date>', "jour pour lequel on demande les droits (aujourd'hui)", day)
  .action(async ({ at = civilDay(new Date()), ...options }: MatrixOptions) => {
    const { printConventionMatrix } = await import('./commands.js');
    process.stdout.write(await printConventionMatrix({ ...options, at }));
  });

program
  .command('diff')
  .description(
    "ce qu'une nouvelle version ouvre, ferme ou déplace, ce jour et à chaque date à venir",
  )
  .argument('<old>', 'ancienne version du fichier')
  .argument('<new>', 'nouvelle version du fichier')
  .option('--supergraph <file>', 'schéma composé', defaultSupergraph)
  .option('--at <date>', "jour à partir duquel on compare (aujourd'hui)", day)
  .action(
    async (old: string, now: string, { at = civilDay(new Date()), ...options }: DiffOptions) => {
      const { printConventionDiff } = await import('./commands.js');
      const { text, widens } = await printConventionDiff(old, now, { ...options, at });
      process.stdout.write(text);
      if (widens) process.exitCode = accessWidened;
    },
  );

function day(text: string): string {
  if (isCalendarDate(text)) return text;
  throw new InvalidArgumentError('écrivez une date AAAA-MM-JJ.');
}

await runProgram(program, process.argv.slice(2));

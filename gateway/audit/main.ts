import { Command } from 'commander';
import { EnvironmentReader } from '../../schema/process/environment.js';
import { auditUrlFault } from './audit-url.js';
import { verifyJournal } from './verify-journal.js';

const faultTexts = {
  unreadable: 'illisible',
  'not-after-the-line-before': 'ne suit pas la ligne précédente : une ligne a changé ou manque',
};

/** As the gateway is told it, by a file too. */
function usualUrl(): string {
  const environment = new EnvironmentReader(process.env);
  const url = environment.read('AUDIT_URL');
  try {
    environment.requireFaultless();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
  return url;
}

const program = new Command('journal')
  .description('Le journal des accès.')
  .addHelpText('after', '\nCodes de sortie : 0 tout va bien, 1 fautes, 2 mauvais usage.');

program
  .command('verify')
  .description('suit la chaîne du journal ; chaque rupture, avec sa ligne')
  .argument('[url]', 'comme AUDIT_URL, et par défaut ce qui y est écrit')
  .action(async (given: string | undefined) => {
    const url = given ?? usualUrl();
    const fault = auditUrlFault(url);
    if (fault !== null) {
      process.stderr.write(`${fault}\n`);
      process.exitCode = 2;
      return;
    }
    const chains = await verifyJournal(url);
    for (const { chaine, check } of chains) {
      const name = chaine === '' ? '' : `chaîne ${chaine}, `;
      for (const { line, fault: found } of check.faults) {
        process.stderr.write(`${name}ligne ${line} : ${faultTexts[found]}\n`);
        process.exitCode = 1;
      }
      process.stdout.write(`${name}${check.lines} lignes, dernière empreinte ${check.hash}\n`);
    }
    if (chains.length === 0) process.stdout.write('0 ligne\n');
  });

program.exitOverride((error) => {
  process.exit(error.exitCode === 0 ? 0 : 2);
});
try {
  await program.parseAsync();
} catch (error) {
  const { code } = error as NodeJS.ErrnoException;
  process.stderr.write(`le journal ne peut pas être lu (${code ?? 'erreur'})\n`);
  process.exitCode = 1;
}

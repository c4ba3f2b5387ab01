import process from 'node:process';
import { Command } from 'commander';
import { CommandFailure, runProgram } from '../../schema/cli/command-line.js';
import { EnvironmentReader } from '../../schema/process/environment.js';
import { auditUrlFault } from './audit-url.js';
import { verifyJournal, type CheckedChain } from './verify-journal.js';

const faultTexts = {
  unreadable: 'illisible',
  'not-after-the-line-before': 'ne suit pas la ligne précédente : une ligne a changé ou manque',
};

/**
 * As the gateway is told it, by a file too.
 * @throws EnvironmentFaults
 */
function usualUrl(): string {
  const environment = new EnvironmentReader(process.env);
  const url = environment.read('AUDIT_URL');
  const fault = auditUrlFault(url);
  if (fault !== null) environment.refuse(environment.sourceOf('AUDIT_URL'), fault);
  environment.requireFaultless();
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
    const fault = given === undefined ? null : auditUrlFault(given);
    // Not by commander's own check of arguments: it repeats them, and a password may stand in it.
    if (fault !== null) program.error(`error: url: ${fault}`);
    const url = given ?? usualUrl();
    const chains = await chainsOf(url);
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

/** @throws CommandFailure */
function chainsOf(url: string): Promise<readonly CheckedChain[]> {
  return verifyJournal(url).catch((error: unknown) => {
    const { code = 'erreur' } = error as NodeJS.ErrnoException;
    throw new CommandFailure([`le journal ne peut pas être lu (${code})`]);
  });
}

await runProgram(program, process.argv.slice(2));

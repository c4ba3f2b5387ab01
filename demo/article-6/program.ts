import process from 'node:process';
import { Command } from 'commander';
import { civilDay } from '../../schema/contract/civil-day.js';
import { CommandFailure, runProgram } from '../../schema/cli/command-line.js';
import { RunningDemonstration } from '../demonstration.js';
import { readSettings } from '../settings.js';
import { assault } from './assault.js';
import { play, type Known } from './play.js';
import { faultsOf, printStep } from './print-step.js';
import { rappel } from './rappel.js';
import type { Chapter } from './story.js';
import { visit } from './visit.js';
import { works } from './works.js';

const chapters: readonly Chapter[] = [assault, visit, works, rappel];
const monthMs = 30 * 86_400_000;

async function tell(demonstration: RunningDemonstration): Promise<void> {
  const everyPurpose = await demonstration.purposes();
  const known: Known = new Map([
    ['residence', await findResidence(demonstration)],
    ['aujourdhui', civilDay(new Date())],
    ['dansUnMois', civilDay(new Date(Date.now() + monthMs))],
  ]);
  const faults: string[] = [];
  let number = 0;
  print([
    'L’article 6 en actes, par la passerelle.',
    'Sous chaque acte, ce que trois autres signataires en lisent à ce moment, sous toutes les finalités :',
    'la valeur, « — » quand elle est vide pour l’appelant, « ✗ » quand le champ lui est refusé.',
    '',
  ]);
  for (const { title, steps } of chapters) {
    print([title, '']);
    for (const step of steps) {
      const played = await play(step, demonstration, everyPurpose, known);
      print(printStep(++number, played));
      faults.push(...faultsOf(played));
      // What follows needs what this act should have made.
      if (!played.asExpected) throw failure(faults, 'L’histoire s’arrête là.');
    }
  }
  if (faults.length > 0) throw failure(faults, 'L’histoire n’est pas celle de la convention.');
  print([`${number} actes, tout est comme la convention le dit.`]);
}

/** One of Ékidom's in Couronneries, where another landlord of the story has stock too. */
async function findResidence(demonstration: RunningDemonstration): Promise<string> {
  const query =
    '{ residences(first: 100, filtre: { bailleur: "ekidom", quartier: "QN08605M", commune: "86194" }) { nodes { id } } }';
  const { data } = await demonstration.ask('ekidom', 'tranquillite-residentielle', query);
  const [found] = (data as { residences: { nodes: { id: string }[] } }).residences.nodes;
  if (!found) throw new Error('Aucune résidence d’Ékidom aux Couronneries dans la démonstration.');
  return found.id;
}

function failure(faults: readonly string[], last: string): CommandFailure {
  return new CommandFailure([...faults, last]);
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

const program = new Command('demo:article-6')
  .description(
    'Joue l’article 6 de la convention par la passerelle de la démonstration (npm start), au nom de huit signataires : chaque acte est fait, et ce que trois autres en voient est comparé à ce que la convention dit. Fin 0 : tout est ainsi ; 1 : non, et quoi. Chaque passage ajoute ses dossiers à la démonstration.',
  )
  .action(async () => {
    await tell(new RunningDemonstration(readSettings(process.env))).catch((error: unknown) => {
      throw error instanceof CommandFailure
        ? error
        : new CommandFailure([(error as Error).message]);
    });
  });
await runProgram(program, process.argv.slice(2));

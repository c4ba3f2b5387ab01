/** Measures how long a person waits for the desk of a running demonstration on a slow line and machine. */
import process from 'node:process';
import { Command } from 'commander';
import { chromium } from 'playwright-core';
import { CommandFailure, runProgram } from '../../schema/cli/command-line.js';
import { firstLoad, type FirstLoad } from './first-load.js';
import { longTable, type LongTable } from './long-table.js';

interface Options {
  readonly base: string;
  readonly rounds: string;
  readonly chromium: string;
  readonly table: boolean;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((left, other) => left - other)[Math.floor(numbers.length / 2)] ?? NaN;
}

function seconds(milliseconds: readonly number[]): string {
  return `${(median(milliseconds) / 1000).toFixed(1)} s`;
}

function print(loads: readonly FirstLoad[]): void {
  const of = (what: (load: FirstLoad) => number) => seconds(loads.map(what));
  process.stdout.write(
    [
      '| 1.6 Mbit/s, 150 ms, processor ÷ 4, empty cache | median |',
      '| --- | ---: |',
      `| the first page can be used | ${of(({ chooser }) => chooser)} |`,
      `| from « Continuer » to the questions, after ${loads[0]?.read ?? 0} s on the first page | ${of(({ afterReading }) => afterReading)} |`,
      `| from the address to the questions, pressing at once | ${of(({ atOnce }) => atOnce)} |`,
      `| from « Requêtes GraphQL » to the editor | ${of(({ editor }) => editor)} |`,
      `| received until the questions, KiB | ${Math.round(median(loads.map(({ kibibytes }) => kibibytes)))} |`,
      `| processor of the page’s thread until the questions | ${of(({ processor }) => processor)} |`,
      '',
    ].join('\n'),
  );
}

function printTable({ rows, read, steps, megabytes }: LongTable): void {
  process.stdout.write(
    [
      `| ${rows} rows in the table | |`,
      '| --- | ---: |',
      `| read to the end | ${(read / 1000).toFixed(1)} s |`,
      ...steps.map(([name, milliseconds]) => `| ${name} | ${(milliseconds / 1000).toFixed(2)} s |`),
      `| heap of the page | ${Math.round(megabytes)} MB |`,
      '',
    ].join('\n'),
  );
}

const program = new Command('bench:desk')
  .description(
    'Mesure le bureau d’une démonstration en route : premier chargement sur ligne lente, ou plus longue liste.',
  )
  .option('--base <port>', 'premier port de la démonstration', '4000')
  .option('--rounds <n>', 'chargements, dont la médiane', '3')
  .option('--chromium <path>', 'navigateur', '/usr/bin/chromium-headless-shell')
  .option('--table', 'tous les incidents dans le tableau (DEMO_SCALE=13 : plus de 100 000)', false)
  .action(async ({ base, rounds, table, chromium: executablePath }: Options) => {
    const address = `http://127.0.0.1:${base}/ide/`;
    await fetch(address).catch(() => {
      throw new CommandFailure([`nothing answers at ${address}: start the demonstration first`]);
    });
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      if (table) {
        printTable(await longTable(browser, address));
        return;
      }
      const loads: FirstLoad[] = [];
      for (let round = 0; round < Number(rounds); round += 1) {
        loads.push(await firstLoad(browser, address));
      }
      print(loads);
    } finally {
      await browser.close();
    }
  });

await runProgram(program, process.argv.slice(2));

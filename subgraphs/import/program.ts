import 'reflect-metadata';
import { statSync } from 'node:fs';
import process from 'node:process';
import { Argument, Command } from 'commander';
import { QueryFailedError } from 'typeorm';
import { CommandFailure, runProgram } from '../../schema/cli/command-line.js';
import { civilDay } from '../../schema/contract/civil-day.js';
import { EnvironmentReader } from '../../schema/process/environment.js';
import signataires from '../../schema/reference/signataires.json' with { type: 'json' };
import { databaseUrl } from '../kit/config.js';
import { openDataSource } from '../kit/data-source.js';
import type { Subgraph } from '../kit/subgraph.js';
import type { Columns } from './column.js';
import { NotCsv } from './not-csv.js';
import type { FileImport } from './file-import.js';
import { kinds, partners } from './imports.js';
import { progressOn } from './progress.js';
import { headersOf } from './lines-of.js';
import { runImport, type Imported } from './run-import.js';
import { BaseChanged } from './stage.js';

interface Options {
  readonly bailleur?: string;
  readonly dryRun?: true;
  readonly rapport?: string;
  readonly modele?: true;
  readonly reprenable?: true;
}

const shownFaults = 5;

async function take(
  partner: keyof typeof partners,
  kind: string,
  path: string | undefined,
  options: Options,
): Promise<void> {
  const { subgraph, files } = await partners[partner]();
  const declared = files[kind];
  if (!declared) {
    throw failure(`${partner} n’importe pas « ${kind} », mais : ${Object.keys(files).join(', ')}.`);
  }
  if (options.modele) {
    process.stdout.write(modelOf(declared.columns));
    return;
  }
  const bailleur = bailleurOf(declared, options.bailleur);
  if (path === undefined) throw failure('Dites quel fichier importer, ou --modele.');
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw failure(`${path} : aucun fichier de ce nom.`);
  }
  const report = options.rapport ?? `${path}.fautes.csv`;
  const imported = await inDatabase(subgraph, declared, path, bailleur, options);
  if (imported.faults.count > 0) {
    imported.faults.write(report);
    throw new CommandFailure([
      ...imported.faults.first(shownFaults),
      `${imported.faults.count} fautes, toutes dans ${report} : rien n’a été écrit.`,
    ]);
  }
  process.stdout.write(`${outcomeOf(imported, options).join('\n')}\n`);
}

async function inDatabase(
  subgraph: Subgraph<never>,
  declared: FileImport,
  path: string,
  bailleur: string,
  {
    dryRun = false,
    reprenable = false,
  }: { readonly dryRun?: boolean; readonly reprenable?: boolean },
): Promise<Imported> {
  const environment = new EnvironmentReader(process.env);
  const url = databaseUrl(environment, subgraph);
  environment.requireFaultless();
  const warn = (message: string): void => void process.stderr.write(`${message}\n`);
  const dataSource = await openDataSource(url ?? '', subgraph, warn);
  try {
    // As a start does: the territories that the rows refer to.
    await subgraph.open?.({ env: {}, dataSource, writes: null, outbox: null, warn });
    const today = civilDay(new Date());
    const progress = progressOn();
    const asked = { path, bailleur, today, dryRun, resumable: reprenable, progress };
    return await runImport(dataSource, declared, asked);
  } catch (error) {
    if (error instanceof BaseChanged) {
      throw failure(
        'la base a changé depuis que le fichier a été lu : rien n’a été écrit. Recommencez, il sera lu depuis le début.',
      );
    }
    if (error instanceof NotCsv) throw failure(`ligne ${error.line} : ${error.message}`);
    // INVARIANT: the database's own error names the statement and its values: only its code is told.
    if (error instanceof QueryFailedError) {
      const { code = 'sans code' } = error.driverError as { code?: string };
      throw failure(
        `la base a refusé l’écriture (${code}) : rien n’a été écrit. Recommencez, ou montrez ce code à qui tient la base.`,
      );
    }
    throw error;
  } finally {
    await dataSource.destroy();
  }
}

function bailleurOf({ ofBailleur }: FileImport, given: string | undefined): string {
  if (!ofBailleur) return '';
  const known = signataires.filter(({ nature }) => nature === 'bailleur').map(({ id }) => id);
  if (given !== undefined && known.includes(given)) return given;
  throw failure(`De quel bailleur est ce fichier ? --bailleur ${known.join(' | ')}`);
}

function modelOf(columns: Columns): string {
  const examples = Object.values(columns).map(({ example }) => example);
  return `${headersOf(columns).join(';')}\n${examples.join(';')}\n`;
}

function outcomeOf(
  { lines, seconds, written, more, form, resumedAt }: Imported,
  { dryRun }: Options,
): string[] {
  const { created, changed, same } = written;
  const rate = Math.round(lines / Math.max(seconds, 0.001));
  return [
    `${lines} lignes lues (${form.encoding}, « ${form.delimiter} ») en ${seconds.toFixed(1)} s, ${rate} lignes/s.`,
    ...(resumedAt > 0 ? [`Repris après la ligne ${resumedAt}, où il avait été coupé.`] : []),
    `${created} créées, ${changed} modifiées, ${same} déjà là.`,
    ...more,
    ...(dryRun ? ['Essai : rien n’a été écrit.'] : []),
  ];
}

function failure(message: string): CommandFailure {
  return new CommandFailure([message]);
}

const program = new Command('import')
  .description(
    'Fait entrer un fichier CSV d’un partenaire dans sa base : tout, ou rien s’il a une faute. Le même fichier une seconde fois ne change rien.',
  )
  .addArgument(new Argument('<partenaire>', 'à qui est la base').choices(Object.keys(partners)))
  .addArgument(new Argument('<sorte>', 'ce que le fichier contient').choices(kinds))
  .argument('[fichier]', 'CSV, UTF-8 ou ISO-8859-1, « ; » ou « , »')
  .option(
    '--bailleur <signataire>',
    'à qui sont les lignes (rpls, residences, entrees, incidents, plaintes)',
  )
  .option('--dry-run', 'lit et vérifie tout, et n’écrit rien')
  .option('--rapport <fichier>', 'où écrire les fautes (FICHIER.fautes.csv)')
  .option(
    '--reprenable',
    'garde à part ce qui est lu : coupé, le même fichier reprend où il en était (plus lent)',
  )
  .option('--modele', 'écrit un fichier modèle : les colonnes et un exemple')
  .addHelpText(
    'after',
    `
Environnement :
  DATABASE_URL     la base du partenaire (sqlite:var/PARTENAIRE.sqlite), comme pour npm run subgraph
  DATABASE_URL_FILE  le chemin d’un fichier qui la contient, à la place

Fin : 0 fait, 1 fautes (chacune avec sa ligne, dans le rapport), 2 mauvais usage.`,
  )
  .action(take);
await runProgram(program, process.argv.slice(2));

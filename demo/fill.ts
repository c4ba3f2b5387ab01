import 'reflect-metadata';
import process from 'node:process';
import { Command, InvalidArgumentError } from 'commander';
import { CommandFailure, runProgram } from '../schema/cli/command-line.js';
import { loadConvention, printFaults } from '../schema/convention/load-convention.js';
import { databaseForms, parseDatabaseUrl } from '../schema/process/database-url.js';
import { isSqlite } from '../subgraphs/kit/is-sqlite.js';
import { openDataSource } from '../subgraphs/kit/data-source.js';
import { fillDatabases } from './data/fill-databases.js';
import { inventBlocks } from './data/invent.js';
import type { InventedData } from './data/invented-data.js';
import type { Partner } from './databases.js';
import { conventionFile } from './settings.js';

type Addresses = Readonly<Record<Partner, string>>;

/** @throws CommandFailure for a database that holds tables: what is in it would be mixed with this. */
async function requireEmpty(addresses: Addresses): Promise<void> {
  const filled: string[] = [];
  for (const [partner, url] of Object.entries(addresses)) {
    const dataSource = await openDataSource(url, { entities: [], migrations: [] });
    const tables = await dataSource.query<{ name: string }[]>(
      isSqlite(dataSource.options)
        ? "SELECT name FROM sqlite_master WHERE type = 'table'"
        : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
    );
    // The one that opening it made.
    if (tables.some(({ name }) => name !== 'migrations')) {
      filled.push(
        `La base de « ${partner} » contient déjà des tables : videz-la ou donnez-en une autre.`,
      );
    }
    await dataSource.destroy();
  }
  if (filled.length > 0) throw new CommandFailure(filled);
}

async function fill({ scale, ...addresses }: Addresses & { scale: number }): Promise<void> {
  const loaded = await loadConvention(conventionFile);
  if (!('convention' in loaded))
    throw new CommandFailure(printFaults(conventionFile, loaded.faults));
  await requireEmpty(addresses);
  const started = performance.now();
  const today = new Date().toISOString().slice(0, 10);
  const invented = { incidents: 0, logements: 0 };
  function* counted(blocks: Iterable<InventedData>): Generator<InventedData, void> {
    for (const data of blocks) {
      invented.incidents += data.incidents.length;
      invented.logements += data.patrimoine.logements.length;
      yield data;
    }
  }
  const blocks = inventBlocks([...loaded.convention.signataires.keys()], scale, today);
  await fillDatabases((partner) => addresses[partner], counted(blocks));
  const seconds = Math.round((performance.now() - started) / 1_000);
  process.stdout.write(
    `${invented.incidents} incidents, ${invented.logements} logements inventés, en ${seconds} s.\n`,
  );
}

function parseAddress(url: string): string {
  const parsed = parseDatabaseUrl(url);
  if ('address' in parsed) return url;
  throw new InvalidArgumentError(parsed.fault ?? databaseForms('sqlite:PATH'));
}

function parseScale(text: string): number {
  const scale = Number(text);
  if (text.trim() !== '' && scale > 0 && scale <= 100) return scale;
  throw new InvalidArgumentError('un nombre de plus de 0 à 100.');
}

const address = '<url>';
const program = new Command('demo:fill')
  .description(
    'Remplit trois bases vides des données inventées de la démonstration : pour essayer Passerelle sur MariaDB, ou mesurer (DEMO_SCALE=100 : 800 000 incidents).',
  )
  .requiredOption(`--ville ${address}`, 'base de ville, par exemple mysql://…', parseAddress)
  .requiredOption(`--bailleurs ${address}`, 'base de bailleurs', parseAddress)
  .requiredOption(`--justice ${address}`, 'base de justice', parseAddress)
  .option('--scale <nombre>', 'taille des données', parseScale, 1)
  .action(fill);
await runProgram(program, process.argv.slice(2));

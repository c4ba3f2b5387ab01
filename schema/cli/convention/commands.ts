import { readFile } from 'node:fs/promises';
import { CommandFailure } from '../command-line.js';
import { conventionDiff, type ConventionDiff } from '../../rights/convention-diff.js';
import { printMatrix, type MatrixFormat } from '../../rights/print-rights.js';
import { fieldsOf, rightsTable, type Subject } from '../../rights/rights-table.js';
import type { Convention } from '../../convention/convention.js';
import { civilDay } from '../../contract/civil-day.js';
import { signataireInForce } from '../../convention/in-force.js';
import { loadConvention, printFaults } from '../../convention/load-convention.js';
import { uncomparedKeys } from '../../convention/uncompared-keys.js';
import { keyPrintsIn, type KeysOf } from '../../keys/key-prints.js';
import { readAddresses } from '../../keys/keys-at-addresses.js';
import { versionInForce, versionSentence } from '../../rights/version-in-force.js';

/** The convention of a file; throws `CommandFailure` with all its faults. */
export async function requireConvention(file: string, standingAt = file): Promise<Convention> {
  const result = await loadConvention(file, standingAt);
  if ('convention' in result) return result.convention;
  throw new CommandFailure(printFaults(file, result.faults));
}

/** @param network reads the issuers' addresses of keys as well, and compares what they show. */
export async function checkConvention(
  file: string,
  now: Date,
  { network }: { readonly network: boolean },
): Promise<string> {
  const { prints, unreadable } = await readAddresses(network ? await keyAddressesIn(file) : []);
  const keysOf: KeysOf = (place) => prints.get(place) ?? keyPrintsIn(place);
  const result = await loadConvention(file, file, keysOf);
  const faults = 'faults' in result ? result.faults : result.ambiguities;
  if ('faults' in result || faults.length > 0) {
    throw new CommandFailure(printFaults(file, faults));
  }
  const { convention, version } = result;
  const signataires = [...convention.signataires.values()];
  const inForce = signataires.filter((signataire) =>
    signataireInForce(convention, signataire, civilDay(now)),
  );
  return [
    `${file} : aucune faute. ${signataires.length} signataires dont ${inForce.length} en vigueur, ${convention.donnees.size} portées, ${convention.acces.length} accès.\n`,
    `${versionSentence(versionInForce(convention, civilDay(now)), version)}\n`,
    ...[...unreadable].map(([address, why]) => `Clés illisibles à ${address} : ${why}.\n`),
    ...uncomparedKeys(convention, keysOf).map((line) => `${line}\n`),
  ].join('');
}

/** None where the file is at fault: it is told of that first. */
async function keyAddressesIn(file: string): Promise<readonly string[]> {
  const result = await loadConvention(file);
  if ('faults' in result) return [];
  const places = [...result.convention.emetteurs.values()].map(({ jwks }) => jwks);
  return [...new Set(places.filter((place) => /^https?:/i.test(place)))];
}

export async function printConventionMatrix(options: {
  readonly convention: string;
  readonly supergraph: string;
  readonly format: MatrixFormat;
  readonly at: string;
}): Promise<string> {
  const convention = await requireConvention(options.convention);
  const subjects = await fieldsOfFile(options.supergraph);
  const table = rightsTable(subjects, convention, options.at);
  return printMatrix(table, convention, options.at, options.format);
}

export async function printConventionDiff(
  oldFile: string,
  newFile: string,
  options: { readonly supergraph: string; readonly at: string },
): Promise<ConventionDiff> {
  const [old, now] = await Promise.allSettled([
    requireConvention(oldFile, newFile),
    requireConvention(newFile),
  ]);
  const failures = [old, now].flatMap((result) =>
    result.status === 'rejected' && result.reason instanceof CommandFailure
      ? result.reason.lines
      : [],
  );
  if (old.status === 'rejected' || now.status === 'rejected') throw new CommandFailure(failures);
  const subjects = await fieldsOfFile(options.supergraph);
  return conventionDiff(old.value, now.value, subjects, options.at);
}

async function fieldsOfFile(supergraph: string): Promise<readonly Subject[]> {
  let sdl: string;
  try {
    sdl = await readFile(supergraph, 'utf8');
  } catch {
    throw new CommandFailure([
      `${supergraph} : schéma composé illisible ; composez-le (npm run schema -- compose --help) ou nommez-le par --supergraph.`,
    ]);
  }
  // Federation takes half a second to load: only the commands that need a schema pay for it.
  const { readSupergraph } = await import('../../compose/compose-supergraph.js');
  try {
    const { apiSchema, rules } = readSupergraph(sdl);
    return fieldsOf(apiSchema, rules);
  } catch (error) {
    throw new CommandFailure([
      `${supergraph} : ce n'est pas un schéma composé (${(error as Error).message}).`,
    ]);
  }
}

import { readFile } from 'node:fs/promises';
import type { KeysOf } from '../keys/key-prints.js';
import { textVersion } from '../process/text-version.js';
import type { Convention, ConventionFault } from './convention.js';
import { parseConvention } from './parse-convention.js';

export type LoadedConvention =
  | {
      readonly convention: Convention;
      readonly ambiguities: readonly ConventionFault[];
      /** By its content. */
      readonly version: string;
    }
  | { readonly faults: readonly ConventionFault[] };

/**
 * Reads and parses a convention file. A file that cannot be read is a fault like the others.
 * @param standingAt the path of the file against whose folder relative `jwks` are resolved, where it
 *   is not this one: two versions of a file that are compared.
 * @param keysOf as `parseConvention` takes it.
 */
export async function loadConvention(
  path: string,
  standingAt = path,
  keysOf?: KeysOf,
): Promise<LoadedConvention> {
  let source: string;
  try {
    source = await readFile(path, 'utf8');
  } catch (error) {
    const { code = 'erreur' } = error as NodeJS.ErrnoException;
    const message = `Fichier illisible (${code}) : vérifiez le chemin et les droits de lecture.`;
    return { faults: [{ line: 1, column: 1, message }] };
  }
  const parsed = parseConvention(source, standingAt, keysOf);
  return 'faults' in parsed ? parsed : { ...parsed, version: textVersion(source) };
}

/** One line per fault, `file:line:column: message`, as editors and terminals understand it. */
export function printFaults(path: string, faults: readonly ConventionFault[]): string[] {
  return faults.map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`);
}

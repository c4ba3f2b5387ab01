import { UnreadableQueryFile } from '../editor/query-file.js';
import { readShelved, type ShelvedQuery } from '../editor/query-shelf.js';

const format = 'passerelle-collection';
const largestFile = 1_000_000;

/** The saved questions of one organisation as a file, which it keeps and shares where it wants. */
export function printCollection(signataireId: string, requetes: readonly ShelvedQuery[]): string {
  return `${JSON.stringify({ format, version: 1, signataire: signataireId, requetes }, null, 2)}\n`;
}

/**
 * Questions of a collection of this organisation.
 *
 * @throws UnreadableQueryFile for another organisation's, whose purposes and places are its own, and for
 *   what is no collection.
 */
export async function readCollection(
  file: Blob,
  signataireId: string,
): Promise<readonly ShelvedQuery[]> {
  if (file.size > largestFile) {
    throw new UnreadableQueryFile('Ce fichier est trop grand pour une collection (1 Mo au plus).');
  }
  const found = parsed(await file.text());
  if (found?.format !== format || found.version !== 1 || !Array.isArray(found.requetes)) {
    throw new UnreadableQueryFile('Ce fichier n’est pas une collection de requêtes.');
  }
  if (found.signataire !== signataireId) {
    throw new UnreadableQueryFile('Cette collection est celle d’une autre organisation.');
  }
  return found.requetes.flatMap((item) => readShelved(item) ?? []);
}

interface Collection {
  readonly format?: unknown;
  readonly version?: unknown;
  readonly signataire?: unknown;
  readonly requetes?: unknown;
}

function parsed(text: string): Collection | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
}

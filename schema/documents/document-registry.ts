import { createHash } from 'node:crypto';
import { isRecord } from '../is-record.js';

/** A front-end's operation that was published: its text, and the OAuth clients it was published for. */
export interface PublishedDocument {
  readonly text: string;
  readonly clients: readonly string[];
}

/** By id, `sha256:` and the hash of the text in hexadecimal. */
export type DocumentRegistry = ReadonlyMap<string, PublishedDocument>;

export function documentId(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/**
 * Reads a registry as `npm run documents` writes it.
 * @param json text of the file.
 */
export function parseRegistry(
  json: string,
): { readonly registry: DocumentRegistry } | { readonly faults: readonly string[] } {
  let written: unknown;
  try {
    written = JSON.parse(json);
  } catch {
    return { faults: ['no JSON: publish the documents again'] };
  }
  if (!isRecord(written) || !isRecord(written['documents'])) {
    return { faults: ['no registry: "documents" is missing'] };
  }
  const faults: string[] = [];
  const registry = new Map<string, PublishedDocument>();
  for (const [id, document] of Object.entries(written['documents'])) {
    const { text, clients } = isRecord(document) ? document : {};
    if (typeof text !== 'string' || !isListOfTexts(clients)) {
      faults.push(`${id}: "text" and "clients" are needed`);
    } else if (documentId(text) !== id) {
      // Whoever changes a text by hand would change what a restricted client runs.
      faults.push(`${id}: the text is not the one that was published: publish it again`);
    } else {
      registry.set(id, { text, clients });
    }
  }
  return faults.length > 0 ? { faults } : { registry };
}

/** In the order of ids, so that two registries of the same documents are the same file. */
export function printRegistry(registry: DocumentRegistry): string {
  const documents = [...registry].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ documents: Object.fromEntries(documents) }, null, 2)}\n`;
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

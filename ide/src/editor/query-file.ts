import { parse } from 'graphql';
import { titleOf, type ShelvedQuery } from './query-shelf.js';

/** A query shared by file is text: its purposes are in a comment, so that any tool can run it. */
const purposes = /^#\s*finalite\s*:\s*(.*)$/m;
const largestFile = 100_000;

/** In French, for the person who chose the file. */
export class UnreadableQueryFile extends Error {
  override readonly name = 'UnreadableQueryFile';
}

function printQueryFile({ query, finalite }: ShelvedQuery): string {
  const text = query.replace(purposes, '').trim();
  const header = finalite.length > 0 ? `# finalite: ${finalite.join(', ')}\n` : '';
  return `${header}${text}\n`;
}

/** @throws UnreadableQueryFile when it is not a GraphQL query. */
export async function readQueryFile(file: Blob): Promise<ShelvedQuery> {
  if (file.size > largestFile) {
    throw new UnreadableQueryFile('Ce fichier est trop grand pour une requête (100 ko au plus).');
  }
  const query = await file.text();
  try {
    parse(query);
  } catch {
    throw new UnreadableQueryFile('Ce fichier ne contient pas une requête GraphQL bien écrite.');
  }
  const finalite = (purposes.exec(query)?.[1] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return { titre: titleOf(query), query, finalite };
}

/** Gives the browser a file to keep; nothing is sent anywhere. */
export function downloadQuery(query: ShelvedQuery): void {
  const address = URL.createObjectURL(
    new Blob([printQueryFile(query)], { type: 'application/graphql;charset=utf-8' }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = `${query.titre.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')}.graphql`;
  link.click();
  URL.revokeObjectURL(address);
}

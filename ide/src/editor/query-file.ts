import { parse } from 'graphql';
import { readVariables } from './kept-variables.js';
import { titleOf, type ShelvedQuery } from './query-shelf.js';

/** A query shared by file is text: what belongs to it is in comments, so that any tool can run it. */
const header = (name: string) =>
  new RegExp(String.raw`^#[^\S\n]*${name}[^\S\n]*:[^\S\n]*(.*)\n?`, 'm');
const titleLine = header('titre');
const purposesLine = header('finalite');
const variablesLine = header('variables');
const largestFile = 100_000;

/** In French, for the person who chose the file. */
export class UnreadableQueryFile extends Error {
  override readonly name = 'UnreadableQueryFile';
}

export function printQueryFile({ titre, query, finalite, variables }: ShelvedQuery): string {
  const text = [titleLine, purposesLine, variablesLine].reduce(
    (left, line) => left.replace(line, ''),
    query,
  );
  const lines = [
    `# titre: ${titre.replaceAll(/\s+/g, ' ')}`,
    ...(finalite.length > 0 ? [`# finalite: ${finalite.join(', ')}`] : []),
    ...(Object.keys(variables).length > 0 ? [`# variables: ${JSON.stringify(variables)}`] : []),
    text.trim(),
  ];
  return `${lines.join('\n')}\n`;
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
  const finalite = (purposesLine.exec(query)?.[1] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const titre = titleLine.exec(query)?.[1]?.trim() ?? '';
  return {
    titre: titre === '' ? titleOf(query) : titre,
    query,
    finalite,
    variables: readVariables(variablesLine.exec(query)?.[1]) ?? {},
  };
}

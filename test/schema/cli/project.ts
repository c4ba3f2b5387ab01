import { afterEach, expect } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { run, runProcess, temporaryFolder } from './command.js';
import { conventionSource } from '../convention/convention-source.js';

export type Folder = Awaited<ReturnType<typeof temporaryFolder>>;

let folders: Folder[] = [];
afterEach(async () => {
  for (const { remove } of folders) await remove();
  folders = [];
});

export const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated", "@requiresScopes"])
type Query @authenticated { faits: [Fait] ouvert: String }
type Fait @requiresScopes(scopes: [["fait:lecture"]]) {
  id: ID!
  lieu: String @requiresScopes(scopes: [["lieu:lecture"]])
  auteur: String @requiresScopes(scopes: [["fait:auteur"]])
}
`;
export const at = ['--at', '2024-05-02'];

let supergraph: Promise<string> | undefined;

/** A folder with one subgraph, its configuration, the convention and the composed supergraph. */
export async function project(more: Readonly<Record<string, string>> = {}): Promise<Folder> {
  supergraph ??= composedOnce();
  const files = { 'supergraph.graphql': await supergraph, 'convention.yaml': conventionSource };
  const folder = await temporaryFolder({ ...sources, ...files, ...more });
  folders.push(folder);
  return folder;
}

const sources = { 'faits.graphql': sdl, 'supergraph.yaml': configOf('faits') };

async function composedOnce(): Promise<string> {
  const sourceFolder = await temporaryFolder(sources);
  await composed(sourceFolder, 'supergraph.yaml', 'supergraph.graphql', runProcess);
  const text = await readFile(sourceFolder.path('supergraph.graphql'), 'utf8');
  await sourceFolder.remove();
  return text;
}

export function configOf(name: string): string {
  return `subgraphs: { faits: { routing_url: http://faits.test/graphql, schema: { file: ${name}.graphql } } }`;
}

export async function composed(
  { path }: Folder,
  config: string,
  output: string,
  by = run,
): Promise<void> {
  const args = ['compose', '--config', path(config), '--output', path(output)];
  expect(await by('schema', args)).toMatchObject({ code: 0, stderr: '' });
}

import { readFile } from 'node:fs/promises';
import { GraphQLError, parse, Source, type DocumentNode } from 'graphql';
import type { SchemaFault } from './schema-fault.js';
import { readSupergraphConfig, type SubgraphSource } from './supergraph-config.js';
import { boundedText } from '../process/bounded-text.js';

/** A subgraph as composition takes it. */
export interface SubgraphDocument {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
  readonly document: DocumentNode;
}

export type ReadSubgraphs =
  { readonly subgraphs: readonly SubgraphDocument[] } | { readonly faults: readonly SchemaFault[] };

const introspectionTimeout = 10_000;
/** In bytes. */
const largestSdl = 16 * 1024 * 1024;

/** Reads a `supergraph.yaml` and every SDL it names. The faults of all of them come together. */
export async function readSubgraphs(configFile: string): Promise<ReadSubgraphs> {
  let config: string;
  try {
    config = await readFile(configFile, 'utf8');
  } catch (error) {
    return { faults: [unreadable(configFile, error)] };
  }
  const read = readSupergraphConfig(config, configFile);
  if ('faults' in read) return read;
  const subgraphs: SubgraphDocument[] = [];
  const faults: SchemaFault[] = [];
  for (const result of await Promise.all(read.subgraphs.map(readSubgraph))) {
    if ('code' in result) faults.push(result);
    else subgraphs.push(result);
  }
  return faults.length > 0 ? { faults } : { subgraphs };
}

async function readSubgraph(source: SubgraphSource): Promise<SubgraphDocument | SchemaFault> {
  const { name, routingUrl, schema } = source;
  const origin = 'file' in schema ? schema.file : schema.url;
  let sdl: string;
  try {
    sdl = 'file' in schema ? await readFile(schema.file, 'utf8') : await fetchSdl(schema.url);
  } catch (error) {
    return unreadable(origin, error, name);
  }
  try {
    return { name, url: routingUrl, sdl, document: parse(new Source(sdl, origin)) };
  } catch (error) {
    const at = error instanceof GraphQLError ? error.locations?.[0] : undefined;
    const place = at ? `${origin}:${at.line}:${at.column}` : origin;
    const message = `[${name}] ${place}: ${(error as Error).message}`;
    return { code: 'INVALID_GRAPHQL', message };
  }
}

async function fetchSdl(url: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
    signal: AbortSignal.timeout(introspectionTimeout),
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const text = await boundedText(response, largestSdl);
  const { data } = JSON.parse(text) as { data?: { _service?: { sdl?: unknown } } };
  const sdl = data?._service?.sdl;
  if (typeof sdl !== 'string') throw new Error('the answer holds no SDL');
  return sdl;
}

function unreadable(origin: string, error: unknown, name?: string): SchemaFault {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code === 'ENOENT' ? 'there is no such file' : message;
  return {
    code: 'FILE_UNREADABLE',
    message: `${name === undefined ? '' : `[${name}] `}${origin}: ${reason}`,
  };
}

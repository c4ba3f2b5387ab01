import { dirname, resolve } from 'node:path';
import { isRecord } from '../is-record.js';
import { LocatedYaml, type YamlPath } from '../located-yaml.js';
import { httpUrlFault } from '../process/http-url.js';
import type { SchemaFault } from './schema-fault.js';

/** One subgraph of a `supergraph.yaml`: where it answers, and where its SDL comes from. */
export interface SubgraphSource {
  readonly name: string;
  readonly routingUrl: string;
  readonly schema: { readonly file: string } | { readonly url: string };
}

export type ReadConfig =
  { readonly subgraphs: readonly SubgraphSource[] } | { readonly faults: readonly SchemaFault[] };

/**
 * Reads the configuration that Rover calls `supergraph.yaml`. `federation_version` is tolerated: the
 * version is the one of the composition library installed here.
 * @param file path of the configuration, against whose folder the SDL files are resolved.
 */
export function readSupergraphConfig(source: string, file: string): ReadConfig {
  const yaml = new LocatedYaml(source);
  const faults: SchemaFault[] = yaml.faults.map(({ line, column, message }) => ({
    code: 'CONFIG_INVALID',
    message: `${file}:${line}:${column}: ${message}`,
  }));
  if (faults.length > 0) return { faults };
  const fault = (path: YamlPath, message: string): void => {
    const { line, column } = yaml.positionOf(path);
    faults.push({ code: 'CONFIG_INVALID', message: `${file}:${line}:${column}: ${message}` });
  };
  const root = yaml.value();
  const entries = isRecord(root) && isRecord(root.subgraphs) ? Object.entries(root.subgraphs) : [];
  if (entries.length === 0) {
    fault(['subgraphs'], 'name at least one subgraph under "subgraphs"');
  }
  const subgraphs = entries.flatMap(([name, entry]): SubgraphSource[] => {
    const path = ['subgraphs', name];
    if (!isRecord(entry)) {
      fault(path, `subgraph "${name}" must be a mapping with routing_url and schema`);
      return [];
    }
    const schema = schemaOf(entry.schema, dirname(file));
    if (!schema) {
      fault([...path, 'schema'], `subgraph "${name}" needs schema.file or schema.subgraph_url`);
    }
    const routingUrl = entry.routing_url ?? (schema && 'url' in schema ? schema.url : undefined);
    if (typeof routingUrl !== 'string' || routingUrl === '') {
      fault([...path, 'routing_url'], `subgraph "${name}" needs a routing_url: where it answers`);
      return [];
    }
    const routingFault = httpUrlFault(routingUrl);
    if (routingFault !== null) {
      fault([...path, 'routing_url'], `routing_url of subgraph "${name}": ${routingFault}`);
    }
    const schemaFault = schema && 'url' in schema ? httpUrlFault(schema.url) : null;
    if (schemaFault !== null && entry.routing_url !== undefined) {
      fault([...path, 'schema'], `schema.subgraph_url of subgraph "${name}": ${schemaFault}`);
    }
    return schema ? [{ name, routingUrl, schema }] : [];
  });
  return faults.length > 0 ? { faults } : { subgraphs };
}

function schemaOf(value: unknown, folder: string): SubgraphSource['schema'] | null {
  if (!isRecord(value)) return null;
  if (typeof value.file === 'string') return { file: resolve(folder, value.file) };
  return typeof value.subgraph_url === 'string' ? { url: value.subgraph_url } : null;
}

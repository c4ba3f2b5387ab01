import { isRecord } from '../is-record.js';
import { LocatedYaml, type YamlPath } from '../located-yaml.js';
import { httpUrlFault } from './http-url.js';
import type { TlsPaths } from './tls-files.js';

/** Where subgraphs are, and where each operator of those that several operate is. */
export interface Deployment {
  readonly urls: ReadonlyMap<string, string>;
  /** By subgraph, then by the operator's id. */
  readonly operators: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By subgraph, or subgraph and operator (`bailleurs/ekidom`): its certificates. */
  readonly security: ReadonlyMap<string, TlsPaths>;
  /** By issuer of the convention: how the line to its keys is secured. */
  readonly issuers: ReadonlyMap<string, TlsPaths>;
}

export const noDeployment: Deployment = {
  urls: new Map(),
  operators: new Map(),
  security: new Map(),
  issuers: new Map(),
};

/**
 * Reads the file that `SUBGRAPHS` names, YAML or JSON:
 * `subgraphs: { ville: { url: … }, bailleurs: { operateurs: { ekidom: { url: … } } } }`; beside each
 * `url` files of its authorities (`ca`) and of what we show it (`cert`, `key`). Likewise
 * `emetteurs: { https://…: { ca: … } }` for the line to an issuer's keys.
 * @returns the faults as `line:column: message`, for those who operate the gateway.
 */
export function parseDeployment(
  source: string,
): { readonly deployment: Deployment } | { readonly faults: readonly string[] } {
  const yaml = new LocatedYaml(source);
  if (yaml.faults.length > 0) {
    return {
      faults: yaml.faults.map(({ line, column, message }) => `${line}:${column}: ${message}`),
    };
  }
  const reader = new DeploymentReader(yaml);
  const deployment = reader.read();
  return reader.faults.length > 0 ? { faults: reader.faults } : { deployment };
}

const ofSecurity = ['ca', 'cert', 'key'] as const;

class DeploymentReader {
  readonly faults: string[] = [];
  private readonly urls = new Map<string, string>();
  private readonly operators = new Map<string, ReadonlyMap<string, string>>();
  private readonly security = new Map<string, TlsPaths>();
  private readonly issuers = new Map<string, TlsPaths>();
  /** Address → who has it: two operators cannot answer at one. */
  private readonly places = new Map<string, string>();

  constructor(private readonly yaml: LocatedYaml) {}

  read(): Deployment {
    const root = this.yaml.value();
    const { subgraphs, emetteurs } = this.mapping([], root, ['subgraphs', 'emetteurs']) ?? {};
    if (subgraphs !== undefined || emetteurs === undefined) {
      for (const [name, entry] of Object.entries(this.mapping(['subgraphs'], subgraphs) ?? {})) {
        this.subgraph(name, entry);
      }
    }
    if (emetteurs !== undefined) this.readIssuers(emetteurs);
    const { urls, operators, security, issuers } = this;
    return { urls, operators, security, issuers };
  }

  private readIssuers(entries: unknown): void {
    for (const [issuer, entry] of Object.entries(this.mapping(['emetteurs'], entries) ?? {})) {
      const path = ['emetteurs', issuer];
      const given = this.mapping(path, entry, ofSecurity);
      if (given) this.secure(path, given, issuer, this.issuers);
    }
  }

  private subgraph(name: string, entry: unknown): void {
    const path = ['subgraphs', name];
    const written = this.mapping(path, entry, ['url', 'operateurs', ...ofSecurity]);
    if (!written) return;
    const { url, operateurs } = written;
    if ((url === undefined) === (operateurs === undefined)) {
      this.fault(path, `"${name}" needs one of url (one operates it) and operateurs (several do)`);
      return;
    }
    if (url !== undefined) {
      const address = this.address([...path, 'url'], url, name);
      if (address !== null) this.urls.set(name, address);
      this.secure(path, written, name);
      return;
    }
    const above = ofSecurity.find((key) => written[key] !== undefined);
    if (above !== undefined) {
      this.fault([...path, above], `"${name}" has a ${above}: write it with each operator`);
    }
    const places = new Map<string, string>();
    const below = [...path, 'operateurs'];
    for (const [operator, place] of Object.entries(this.mapping(below, operateurs) ?? {})) {
      const at = [...below, operator];
      const given = this.mapping(at, place, ['url', ...ofSecurity]);
      const address = given && this.address([...at, 'url'], given['url'], `${name}/${operator}`);
      if (address !== null) places.set(operator, address);
      if (given) this.secure(at, given, `${name}/${operator}`);
    }
    this.operators.set(name, places);
  }

  private secure(
    path: YamlPath,
    given: Readonly<Record<string, unknown>>,
    who: string,
    into = this.security,
  ): void {
    const paths: Partial<Record<keyof TlsPaths, string>> = {};
    for (const key of ofSecurity) {
      const value = given[key];
      if (value === undefined) continue;
      if (typeof value === 'string' && value !== '') paths[key] = value;
      else this.fault([...path, key], `${who}: ${key} must be the path of a file`);
    }
    if ((paths.cert === undefined) !== (paths.key === undefined)) {
      this.fault(path, `${who}: cert and key belong together`);
    }
    if (Object.keys(paths).length > 0) into.set(who, paths);
  }

  private mapping(
    path: YamlPath,
    value: unknown,
    known: readonly string[] | null = null,
  ): Readonly<Record<string, unknown>> | null {
    const what = path.length === 0 ? 'the file' : path.join('.');
    if (!isRecord(value)) {
      this.fault(path, `${what} must be a mapping${known ? ` with ${known.join(' or ')}` : ''}`);
      return null;
    }
    for (const key of Object.keys(value)) {
      if (known && !known.includes(key)) {
        this.fault([...path, key], `${what} has no ${key}: expected ${known.join(' or ')}`);
      }
    }
    return value;
  }

  private address(path: YamlPath, value: unknown, who: string): string | null {
    const fault = typeof value === 'string' ? httpUrlFault(value) : 'no address is given';
    if (fault !== null || typeof value !== 'string') {
      this.fault(path, `${who}: ${fault ?? ''}`);
      return null;
    }
    const { href } = new URL(value);
    const other = this.places.get(href);
    if (other !== undefined) this.fault(path, `${who} is where ${other} is: each has its own`);
    this.places.set(href, who);
    return value;
  }

  private fault(path: YamlPath, message: string): void {
    const { line, column } = this.yaml.positionOf(path);
    this.faults.push(`${line}:${column}: ${message}`);
  }
}

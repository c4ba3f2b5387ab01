import { readFile } from 'node:fs/promises';
import { parse, type DocumentNode } from 'graphql';
import type { Convention } from '../../schema/convention/convention.js';
import { loadConvention, printFaults } from '../../schema/convention/load-convention.js';
import { parseRegistry, type DocumentRegistry } from '../../schema/documents/document-registry.js';
import type { RuleFault } from '../../schema/rules/access-rules.js';
import { lintRules } from '../../schema/rules/lint-rules.js';
import { readRules } from '../../schema/rules/read-rules.js';
import { stripRules } from '../../schema/rules/strip-rules.js';
import { environmentName, type Config } from '../config.js';
import { Engine } from '../engine/engine.js';
import { subgraphUrls } from '../engine/planning/subgraph-urls.js';
import { defaultSubgraphLimits } from '../engine/fetching/subgraph-client.js';
import type { IssuerKeys } from '../identity/issuer-keys.js';
import { Viewers } from '../identity/viewers.js';
import { AllowedOrigins } from './cross-origin.js';
import { KnownOperations } from './known-operations.js';
import { Readings } from './readings.js';
import type { GatewayState } from './state.js';
import { TrustedDocuments } from './trusted-documents.js';

/** Why a supergraph or a convention may not come into force: every fault, one line each. */
export class StateFaults extends Error {
  override readonly name = 'StateFaults';
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/**
 * Reads both files and compiles what they say.
 * @param onPlanned told the milliseconds of each planning.
 * @throws StateFaults
 */
export async function loadState(
  config: Config,
  keys: IssuerKeys,
  onPlanned: (milliseconds: number) => void,
): Promise<GatewayState> {
  const [convention, supergraph, documents] = await Promise.allSettled([
    loadConvention(config.convention),
    loadEngine(config, onPlanned),
    loadDocuments(config.trustedDocuments),
  ]);
  const faults: string[] = [];
  if (convention.status === 'rejected') throw convention.reason;
  if ('faults' in convention.value) {
    faults.push(...printFaults(config.convention, convention.value.faults));
  }
  for (const part of [supergraph, documents]) {
    if (part.status === 'fulfilled') continue;
    if (!(part.reason instanceof StateFaults)) throw part.reason;
    faults.push(...part.reason.faults);
  }
  if (!('faults' in convention.value) && config.trustedDocuments === null) {
    faults.push(...restrictedForNothing(config.convention, convention.value.convention));
  }
  if (
    'faults' in convention.value ||
    supergraph.status === 'rejected' ||
    documents.status === 'rejected' ||
    faults.length > 0
  ) {
    if (supergraph.status === 'fulfilled') await supergraph.value.close();
    throw new StateFaults(faults);
  }
  return {
    engine: supergraph.value,
    convention: convention.value.convention,
    viewers: new Viewers(convention.value.convention, keys, config.requireAuthentication),
    operations: new KnownOperations(),
    readings: new Readings(),
    origins: new AllowedOrigins(convention.value.convention),
    documents: new TrustedDocuments(documents.value),
  };
}

async function loadDocuments(path: string | null): Promise<DocumentRegistry> {
  if (path === null) return new Map();
  let json: string;
  try {
    json = await readFile(path, 'utf8');
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new StateFaults([
      `${path}: cannot be read (${code}). Publish documents with "npm run documents -- publish", or unset TRUSTED_DOCUMENTS.`,
    ]);
  }
  const parsed = parseRegistry(json);
  if ('faults' in parsed) throw new StateFaults(parsed.faults.map((fault) => `${path}: ${fault}`));
  return parsed.registry;
}

/** A client held to published documents, where none are taken, could do nothing at all. */
function restrictedForNothing(path: string, { signataires }: Convention): readonly string[] {
  return [...signataires.values()].flatMap(({ id, clientsRestreints }) =>
    clientsRestreints.length === 0
      ? []
      : [
          `${path}: ${id} restricts ${clientsRestreints.join(', ')} to published documents: set TRUSTED_DOCUMENTS to their registry.`,
        ],
  );
}

async function loadEngine(
  config: Config,
  onPlanned: (milliseconds: number) => void,
): Promise<Engine> {
  const path = config.supergraph;
  let sdl: string;
  try {
    sdl = await readFile(path, 'utf8');
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new StateFaults([
      `${path}: cannot be read (${code}). Compose one with "npm run schema -- compose", or set SUPERGRAPH.`,
    ]);
  }
  try {
    const document = parse(sdl, { noLocation: true });
    const { rules, faults } = readRules(document);
    requireNone(path, faults);
    const stripped = stripRules(document);
    const urls = urlsByName(document, config);
    const engine = await Engine.load({
      supergraph: stripped,
      rules,
      access: config.access,
      authorizationErrors: config.authorizationErrors,
      urls,
      subgraphLimits: defaultSubgraphLimits,
      onPlanned,
      engine: config.engine,
    });
    if (!config.allowUnclassified) {
      const unclassified = lintRules(engine.apiSchema, document, rules);
      if (unclassified.length > 0) await engine.close();
      requireNone(path, unclassified);
    }
    return engine;
  } catch (error) {
    if (error instanceof StateFaults) throw error;
    throw new StateFaults([`${path}: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

function requireNone(path: string, faults: readonly RuleFault[]): void {
  if (faults.length === 0) return;
  throw new StateFaults(faults.map(({ code, message }) => `${path}: [${code}] ${message}`));
}

/** The environment names subgraphs in capitals; which ones there are only the supergraph knows. */
function urlsByName(document: DocumentNode, config: Config): ReadonlyMap<string, string> {
  return new Map(
    [...subgraphUrls(document).keys()].flatMap((name) => {
      const url = config.subgraphUrls.get(environmentName(name));
      return url === undefined ? [] : [[name, url] as const];
    }),
  );
}

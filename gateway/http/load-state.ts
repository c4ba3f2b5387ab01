import { randomBytes } from 'node:crypto';
import { parse } from 'graphql';
import type { Convention } from '../../schema/convention/convention.js';
import { printFaults } from '../../schema/convention/load-convention.js';
import {
  parseConvention,
  type ParsedConvention,
} from '../../schema/convention/parse-convention.js';
import { parseRegistry, type DocumentRegistry } from '../../schema/documents/document-registry.js';
import type { RuleFault } from '../../schema/rules/access-rules.js';
import { lintUnserved } from '../../schema/rules/lint-unserved.js';
import { cacheableFields } from '../../schema/rules/cacheable-fields.js';
import { lintRules } from '../../schema/rules/lint-rules.js';
import { readRules } from '../../schema/rules/read-rules.js';
import { demandedScopes } from '../../schema/rules/demanded-scopes.js';
import { rowRuledTypes } from '../../schema/rules/row-ruled.js';
import { stripRules } from '../../schema/rules/strip-rules.js';
import type { Config } from '../config.js';
import { Engine } from '../engine/engine.js';
import type { PlanFile } from '../engine/planning/kept-plans.js';
import { subgraphUrls } from '../engine/planning/subgraph-urls.js';
import { defaultSubgraphLimits } from '../engine/fetching/subgraph-client.js';
import type { IssuerKeys } from '../identity/issuer-keys.js';
import { RightsAtOwners, type DemandedScopes } from '../identity/owner-rights.js';
import { Viewers } from '../identity/viewers.js';
import { AllowedOrigins } from './cross-origin.js';
import { noDeployment, parseDeployment, type Deployment } from '../../schema/process/deployment.js';
import { issuerLines } from './issuer-lines.js';
import { KnownOperations } from './known-operations.js';
import { placedOperators } from './placed-operators.js';
import type { PlanningMetrics } from './planning-metrics.js';
import { Readings } from './readings.js';
import { SecuredLines } from './secured-lines.js';
import type { Source, Sources } from './sources.js';
import { subgraphAddresses } from './subgraph-addresses.js';
import type { GatewayState } from './state.js';
import { TrustedDocuments } from './trusted-documents.js';
import { UsersOfState } from './users-of-state.js';

/** Why a supergraph or a convention may not come into force: every fault, one line each. */
export class StateFaults extends Error {
  override readonly name = 'StateFaults';
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/**
 * @param isStart what the environment says of subgraphs that are not there is then a fault: it can
 * still be put right.
 * @throws StateFaults
 */
export type LoadState = (sources: Sources, isStart: boolean) => Promise<GatewayState>;

/**
 * Compiles what the files say.
 * @throws StateFaults
 */
export async function loadState(
  config: Config,
  sources: Sources,
  keys: IssuerKeys,
  metrics: PlanningMetrics,
  isStart = false,
  cursorKey: Buffer = randomBytes(32),
  lines: SecuredLines = new SecuredLines(),
  kept: PlanFile | null = null,
): Promise<GatewayState> {
  const faults: string[] = [];
  const read = readConvention(sources.convention, config.production, faults);
  const documents = readDocuments(sources.documents, faults);
  if (read && sources.documents === null) {
    faults.push(...restrictedForNothing(sources.convention.path, read.convention));
  }
  const deployment = readDeployment(sources.deployment, faults);
  const placing: Placing = {
    convention: read?.convention ?? null,
    deployment: deployment ?? noDeployment,
    source: sources.deployment,
    cursorKey,
    lines,
    kept,
  };
  const loading = await loadEngine(config, sources.supergraph, metrics, isStart, placing).catch(
    (error: unknown) => {
      if (!(error instanceof StateFaults)) throw error;
      faults.push(...error.faults);
      return null;
    },
  );
  const issuers = read && issuerLines(deployment ?? noDeployment, read.convention, lines);
  if (issuers && 'faults' in issuers) {
    faults.push(...issuers.faults.map((fault) => `${sources.deployment?.path ?? ''}: ${fault}`));
  }
  if (!read || !documents || !loading || !issuers || 'faults' in issuers || faults.length > 0) {
    await loading?.engine.close();
    throw new StateFaults(faults);
  }
  const { demanded, ...loaded } = loading;
  const { convention, warnings } = read;
  return {
    warnings,
    supergraphVersion: sources.supergraph.version,
    ...loaded,
    convention,
    viewers: new Viewers(convention, keys, config.requireAuthentication),
    atOwners: new RightsAtOwners(convention, demanded),
    operations: new KnownOperations(config.operationMemory),
    readings: new Readings(),
    origins: new AllowedOrigins(convention),
    documents: new TrustedDocuments(documents),
    users: new UsersOfState(),
    issuerPems: issuers.pemsOf,
  };
}

/** @param faults receives what is wrong with it; null is then returned. */
function readConvention(
  { path, text, version }: Source,
  refuseAmbiguities: boolean,
  faults: string[],
): { readonly convention: Convention; readonly warnings: readonly string[] } | null {
  const parsed = text === null ? unreadable(version) : parseConvention(text, path);
  if ('faults' in parsed) {
    faults.push(...printFaults(path, parsed.faults));
    return null;
  }
  const ambiguities = printFaults(path, parsed.ambiguities);
  if (refuseAmbiguities) faults.push(...ambiguities);
  return { convention: parsed.convention, warnings: ambiguities };
}

function unreadable(reason: string): ParsedConvention {
  const message = `Fichier illisible (${reason}) : vérifiez le chemin et les droits de lecture.`;
  return { faults: [{ line: 1, column: 1, message }] };
}

/** @param faults receives what is wrong with it; null is then returned. */
function readDocuments(source: Source | null, faults: string[]): DocumentRegistry | null {
  if (source === null) return new Map();
  const { path, text, version } = source;
  if (text === null) {
    faults.push(
      `${path}: cannot be read (${version}). Publish documents with "npm run documents -- publish", or unset TRUSTED_DOCUMENTS.`,
    );
    return null;
  }
  const parsed = parseRegistry(text);
  if ('registry' in parsed) return parsed.registry;
  faults.push(...parsed.faults.map((fault) => `${path}: ${fault}`));
  return null;
}

/** @param faults receives what is wrong with it; null is then returned. */
function readDeployment(source: Source | null, faults: string[]): Deployment | null {
  if (source === null) return noDeployment;
  const { path, text, version } = source;
  if (text === null) {
    faults.push(`${path}: cannot be read (${version}). Write it, or unset SUBGRAPHS.`);
    return null;
  }
  const parsed = parseDeployment(text);
  if ('deployment' in parsed) return parsed.deployment;
  faults.push(...parsed.faults.map((fault) => `${path}:${fault}`));
  return null;
}

/** What says where subgraphs and their operators are, and what is kept of earlier starts. */
interface Placing {
  /** null: it cannot come into force. */
  readonly convention: Convention | null;
  readonly deployment: Deployment;
  readonly source: Source | null;
  readonly cursorKey: Buffer;
  readonly lines: SecuredLines;
  readonly kept: PlanFile | null;
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

interface LoadedEngine extends Pick<GatewayState, 'engine' | 'ruled' | 'addresses' | 'pemsOf'> {
  readonly demanded: DemandedScopes;
}

async function loadEngine(
  config: Config,
  { path, text, version }: Source,
  metrics: PlanningMetrics,
  isStart: boolean,
  { convention, deployment, source, cursorKey, lines, kept }: Placing,
): Promise<LoadedEngine> {
  if (text === null) {
    throw new StateFaults([
      `${path}: cannot be read (${version}). Compose one with "npm run schema -- compose", or set SUPERGRAPH.`,
    ]);
  }
  let engine: Engine | null = null;
  try {
    const document = parse(text, { noLocation: true });
    const { rules, faults } = readRules(document);
    requireNone(path, faults);
    const stripped = stripRules(document);
    requireNone(path, lintUnserved(stripped));
    const { urls: given, faults: urlFaults } = subgraphAddresses(
      document,
      config.subgraphUrls,
      isStart,
    );
    if (urlFaults.length > 0) throw new StateFaults(urlFaults.map((fault) => `${path}: ${fault}`));
    const { partitions, faults: placeFaults } = convention
      ? placedOperators(document, convention, deployment, config, cursorKey)
      : { partitions: null, faults: [] };
    if (placeFaults.length > 0) {
      throw new StateFaults(placeFaults.map((fault) => `${source?.path ?? path}: ${fault}`));
    }
    const urls = new Map([...deployment.urls, ...given]);
    const addresses = new Map([
      ...[...subgraphUrls(document)].filter(([name]) => !deployment.operators.has(name)),
      ...urls,
      ...operatorAddresses(deployment),
    ]);
    const secured = lines.secure(addresses, deployment, config, isStart);
    if ('faults' in secured) {
      throw new StateFaults(secured.faults.map((fault) => `${source?.path ?? path}: ${fault}`));
    }
    engine = await Engine.load({
      supergraph: stripped,
      rules,
      access: config.access,
      authorizationErrors: config.authorizationErrors,
      urls,
      subgraphLimits: defaultSubgraphLimits,
      planning: { limits: config.planning, observer: metrics.observer, kept },
      onPlanned: (milliseconds) => {
        metrics.planned(milliseconds);
      },
      partitions,
      secureContextOf: secured.contextOf,
      cacheable: cacheableFields(document, rules),
      engine: config.engine,
    });
    if (!config.allowUnclassified) {
      requireNone(path, lintRules(engine.apiSchema, document, rules));
    }
    return {
      engine,
      ruled: { apiSchema: engine.apiSchema, rules, rowRuled: rowRuledTypes(document) },
      addresses,
      demanded: demandedScopes(document, rules),
      pemsOf: secured.pemsOf,
    };
  } catch (error) {
    await engine?.close();
    if (error instanceof StateFaults) throw error;
    throw new StateFaults([`${path}: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

function operatorAddresses({ operators }: Deployment): readonly (readonly [string, string])[] {
  return [...operators].flatMap(([name, places]) =>
    [...places].map(([operator, url]) => [`${name}/${operator}`, url] as const),
  );
}

function requireNone(path: string, faults: readonly RuleFault[]): void {
  if (faults.length === 0) return;
  throw new StateFaults(faults.map(({ code, message }) => `${path}: [${code}] ${message}`));
}

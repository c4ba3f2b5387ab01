import { readdirSync, readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';

/** One requirement on field access, as data: stable id, one sentence, a request and what must come. */
export interface Scenario {
  readonly id: string;
  readonly must: string;
  /** Name in schemas.yaml. */
  readonly schema: string;
  readonly caller: Caller;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly options?: ScenarioOptions;
  /** `Type.field` → value, or `{ $error: text }`. */
  readonly mocks?: Readonly<Record<string, unknown>>;
  /** Requests sent first to the same gateway. */
  readonly before?: readonly Request[];
  readonly expect: Expectation & { readonly acceptAlso?: readonly Expectation[] };
}

export interface Caller {
  readonly authenticated: boolean;
  readonly scopes: readonly string[];
  readonly policies: readonly string[];
}

export interface Request {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly caller: Caller;
}

export interface ScenarioOptions {
  readonly abstract?: 'strict' | 'precise';
  readonly rejectUnauthorized?: boolean;
  readonly errors?: 'errors' | 'extensions' | 'disabled';
  readonly dryRun?: boolean;
  readonly maxAliases?: number;
  /** Input coordinate → the coordinate it reads, written into the SDL as `@readsField`. */
  readonly inputGuards?: Readonly<Record<string, string>>;
}

export interface Expectation {
  readonly sentToSubgraphsContainsNot?: readonly string[];
  readonly sentToSubgraphsContains?: readonly string[];
  readonly requestCount?: number;
  readonly noRequestTo?: readonly string[];
  readonly variablesContainNot?: readonly string[];
  /** null: `data` must be null. */
  readonly dataSubset?: unknown;
  /** Path → exactly these keys. */
  readonly dataKeys?: Readonly<Record<string, readonly string[]>>;
  /** Exact set: response keys joined by dots, indexes dropped, "" without a path. */
  readonly errorPaths?: readonly string[];
  /** null: no error. */
  readonly errorCode?: string | null;
  readonly extensionErrorPaths?: readonly string[];
  readonly responseContains?: readonly string[];
  readonly responseContainsNot?: readonly string[];
  readonly maxErrors?: number;
  readonly compositionError?: string;
  readonly buildMustFail?: boolean;
  readonly note?: string;
}

// The tests run from dist/; the scenarios are read where they are written.
const folder = new URL('../../../../test/conformance/scenarios/', import.meta.url);

export function readScenarios(): readonly Scenario[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return files
    .filter((name) => name !== 'schemas.yaml')
    .sort()
    .flatMap((name) => parseYaml(readFileSync(new URL(name, folder), 'utf8')) as Scenario[]);
}

const usualLink = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@interfaceObject", "@inaccessible", "@override", "@authenticated", "@requiresScopes", "@policy"])\n`;

/** Schema name → subgraph → SDL. */
export function readSchemas(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const written = parseYaml(readFileSync(new URL('schemas.yaml', folder), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  return new Map(
    Object.entries(written).map(([name, subgraphs]) => [
      name,
      new Map(
        Object.entries(subgraphs).map(([subgraph, sdl]) => [
          subgraph,
          sdl.includes('@link(') || sdl.startsWith('# federation 1') ? sdl : usualLink + sdl,
        ]),
      ),
    ]),
  );
}

import { Supergraph } from '@apollo/federation-internals';
import type { GatewayExecutor } from '@apollo/server-gateway-interface';
import { print, visit, Kind, type DocumentNode, type FieldNode, type GraphQLSchema } from 'graphql';
import { supportedFeatures } from '../../schema/rules/supported-features.js';
import type { ResponseKeys } from '../access/fetched-document.js';
import { requestIdHeader } from '../../schema/contract/fetch-ticket.js';
import { AnnouncedFetch } from './fetching/announced-fetch.js';
import type { Execution, PreparedFetches } from './execution.js';
import type { DataObject } from './json/data-object.js';
import { FaultMarks } from './running/fault-marks.js';
import type { FetchRequest } from './running/fetch-request.js';
import type { PlanOutcome } from './running/run-plan.js';

/** Of the text of a document that is kept parsed, in bytes. */
const bytesPerCharacter = 50;

/** The caller's own. */
const callerKeys: ResponseKeys = {
  of: ({ name, key }) => (name === '__typename' ? name : key),
};

/**
 * `ENGINE=apollo`: the executor of `@apollo/gateway` under our rules, for comparison and as a way back.
 * It fetches the same document as our engine, but under the caller's own response keys, and so has the
 * faults that our engine mends.
 */
export class StockExecution implements Execution {
  /** Not asked for: the stock planner has no way to. */
  readonly confirmations: ReadonlyMap<string, readonly string[]> = new Map();
  private count = 0;

  private constructor(
    readonly apiSchema: GraphQLSchema,
    private readonly execute: GatewayExecutor,
    private readonly stopGateway: () => Promise<void>,
  ) {}

  /** @param urls where subgraphs are, by name, when not where the supergraph says. */
  static async load(
    stripped: DocumentNode,
    urls: ReadonlyMap<string, string>,
  ): Promise<StockExecution> {
    process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
    const supergraphSdl = print(stripped);
    const supergraph = Supergraph.build(supergraphSdl, {
      supportedFeatures,
      validateSupergraph: true,
    });
    const schema = supergraph.schema.toGraphQLJSSchema();
    const { ApolloGateway, RemoteGraphQLDataSource } = await import('@apollo/gateway');
    const gateway = new ApolloGateway({
      supergraphSdl,
      buildService: ({ name, url }) =>
        new RemoteGraphQLDataSource({
          url: urls.get(name) ?? url ?? '',
          willSendRequest: ({ request, context }) => {
            const { headersFor, requestId } = context as Partial<FetchRequest>;
            const announced = new AnnouncedFetch(request.query ?? '', schema);
            request.http?.headers.set(requestIdHeader, requestId ?? '');
            for (const [key, value] of Object.entries(headersFor?.(name, announced) ?? {})) {
              request.http?.headers.set(key, value);
            }
          },
        }),
    });
    const { executor } = await gateway.load();
    const apiSchema = supergraph.apiSchema().toGraphQLJSSchema();
    return new StockExecution(apiSchema, executor, () => gateway.stop());
  }

  responseKeys(): ResponseKeys {
    return callerKeys;
  }

  prepare(document: DocumentNode): Promise<PreparedFetches> {
    const shapeable = withTypenames(document);
    return Promise.resolve({
      plan: null,
      unservable: false,
      size: bytesPerCharacter * print(shapeable).length,
      run: (request) => this.run(shapeable, request),
    });
  }

  retire(): void {
    // It plans where it runs: there is nothing to end before it is closed.
  }

  private async run(
    document: DocumentNode,
    { variables, headersFor, requestId }: FetchRequest,
  ): Promise<PlanOutcome> {
    const query = print(document);
    this.count += 1;
    const answer = await this.execute({
      document,
      source: query,
      request: { query, variables },
      operationName: null,
      // The planner caches on queryHash. Ours never repeats, so that nobody is served another's plan.
      queryHash: `${this.count} ${query}`,
      context: { headersFor, requestId },
      contextValue: { headersFor, requestId },
      logger: silentLogger,
      metrics: {},
      cache: undefined,
    } as unknown as Parameters<GatewayExecutor>[0]);
    const faults = new FaultMarks();
    const data = (answer.data ?? {}) as DataObject;
    for (const { path } of answer.errors ?? []) {
      faults.any = true;
      if (path) faults.addAt(data, path, 0);
    }
    if (answer.data == null) faults.any = true;
    return { data, faults };
  }

  connections(): readonly never[] {
    return [];
  }

  close(): Promise<void> {
    return this.stopGateway();
  }
}

const silent = (): void => undefined;
const silentLogger = { debug: silent, info: silent, warn: silent, error: silent };

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** With `__typename` everywhere below the root, which shaping by run-time type needs. */
function withTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field: {
      leave: (node) =>
        node.selectionSet && !node.name.value.startsWith('__')
          ? {
              ...node,
              selectionSet: {
                ...node.selectionSet,
                selections: [typename, ...node.selectionSet.selections],
              },
            }
          : undefined,
    },
  });
}

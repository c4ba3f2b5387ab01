import type { GatewayExecutor } from '@apollo/server-gateway-interface';
import { print, visit, Kind, type DocumentNode, type FieldNode } from 'graphql';
import { FaultMarks } from './running/fault-marks.js';
import type { DataObject } from './running/representation.js';
import type { PlanOutcome } from './running/run-plan.js';

type Headers = Readonly<Record<string, string>>;
type HeadersFor = (subgraph: string) => Headers;

/**
 * `ENGINE=apollo`: the original executor of `@apollo/gateway`, for comparison. It gets the restricted
 * document under the caller's own response keys and so has the faults that our engine mends.
 */
export class StockExecutor {
  private count = 0;

  private constructor(
    private readonly execute: GatewayExecutor,
    private readonly stopGateway: () => Promise<void>,
  ) {}

  /** @param urls where subgraphs are, by name, when not where the supergraph says. */
  static async load(
    stripped: DocumentNode,
    urls: ReadonlyMap<string, string>,
  ): Promise<StockExecutor> {
    process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
    const { ApolloGateway, RemoteGraphQLDataSource } = await import('@apollo/gateway');
    const gateway = new ApolloGateway({
      supergraphSdl: print(stripped),
      buildService: ({ name, url }) =>
        new RemoteGraphQLDataSource({
          url: urls.get(name) ?? url ?? '',
          willSendRequest: ({ request, context }) => {
            const { headersFor } = context as { headersFor?: HeadersFor };
            for (const [key, value] of Object.entries(headersFor?.(name) ?? {})) {
              request.http?.headers.set(key, value);
            }
          },
        }),
    });
    const { executor } = await gateway.load();
    return new StockExecutor(executor, () => gateway.stop());
  }

  async run(
    document: DocumentNode,
    variables: Readonly<Record<string, unknown>>,
    headersFor: HeadersFor,
  ): Promise<PlanOutcome> {
    const query = print(document);
    this.count += 1;
    const request = { query, variables };
    const answer = await this.execute({
      document,
      source: query,
      request,
      operationName: null,
      // The planner caches on queryHash. Ours never repeats, so that nobody is served another's plan.
      queryHash: `${this.count} ${query}`,
      context: { headersFor },
      contextValue: { headersFor },
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

  stop(): Promise<void> {
    return this.stopGateway();
  }
}

const silent = (): void => undefined;
const silentLogger = { debug: silent, info: silent, warn: silent, error: silent };

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** With `__typename` everywhere below the root, which shaping by run-time type needs. */
export function withTypenames(document: DocumentNode): DocumentNode {
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

import {
  ApolloServer,
  HeaderMap,
  type BaseContext,
  type HTTPGraphQLResponse,
} from '@apollo/server';
import type {
  GatewayExecutor,
  GatewayInterface,
  GatewaySchemaLoadOrUpdateCallback,
} from '@apollo/server-gateway-interface';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Cancellation } from '../engine/fetching/cancellation.js';
import type { Viewer } from '../identity/viewer.js';
import type { ReceivedOperation } from './received-operation.js';
import type { GatewayState } from './state.js';

/** What one request carries through Apollo Server, and what comes back beside its answer. */
export interface OperationContext extends BaseContext {
  readonly state: GatewayState;
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly cancellation: Cancellation | null;
  readonly wantsPlan: boolean;
  readonly traceparent: string | null;
  readonly stillHolds: () => boolean | Promise<boolean>;
  /** Nothing may be changed. */
  readonly byGet: boolean;
  /** Filled on the way. An object of its own: Apollo Server hands copies of the context around. */
  readonly outcome: Outcome;
}

interface Outcome {
  /** The answer as the engine wrote it: sent as it is, on both paths. */
  answer: Buffer | null;
  /** Why there is none. */
  failure: Error | null;
}

export interface ValidatedOperation {
  readonly document: DocumentNode;
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Serves an operation that Apollo Server found valid. @returns the answer as JSON. */
export type ServeValidated = (
  context: OperationContext,
  operation: ValidatedOperation,
) => Promise<Buffer>;

/** Hands our engine to Apollo Server as its gateway, and later versions of the schema too. */
export class EngineGateway implements GatewayInterface {
  private readonly listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();

  constructor(
    private schema: GraphQLSchema,
    private readonly serve: ServeValidated,
  ) {}

  // The interface is asynchronous; there is nothing to wait for.
  // eslint-disable-next-line @typescript-eslint/require-await
  async load(): Promise<{ schema: GraphQLSchema; executor: GatewayExecutor }> {
    this.announce();
    return { schema: this.schema, executor: this.executor };
  }

  onSchemaLoadOrUpdate(callback: GatewaySchemaLoadOrUpdateCallback): () => void {
    this.listeners.add(callback);
    return () => this.listeners.delete(callback);
  }

  async stop(): Promise<void> {
    // The engine is closed by who made it.
  }

  replaceSchema(schema: GraphQLSchema): void {
    this.schema = schema;
    this.announce();
  }

  private announce(): void {
    for (const listener of this.listeners) {
      listener({ apiSchema: this.schema, coreSupergraphSdl: '' });
    }
  }

  private readonly executor: GatewayExecutor = async (requestContext) => {
    const context = requestContext.context as OperationContext;
    try {
      context.outcome.answer = await this.serve(context, {
        document: requestContext.document,
        query: requestContext.source,
        operationName: requestContext.request.operationName ?? null,
        variables: requestContext.request.variables ?? {},
      });
    } catch (failure) {
      context.outcome.failure = failure instanceof Error ? failure : new Error('not an error');
    }
    // What is sent is the outcome's answer: the engine's own text needs no second reading.
    return { data: {} };
  };
}

export function createApollo(
  gateway: EngineGateway,
  maxTokens: number,
): ApolloServer<OperationContext> {
  return new ApolloServer<OperationContext>({
    gateway,
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    // graphql 16 knows no other name for it.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    parseOptions: { maxTokens },
    // Validated documents are kept, by their text, in our own bounded cache.
    documentStore: null,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: silentLogger,
  });
}

const silent = (): void => undefined;
const silentLogger = { debug: silent, info: silent, warn: silent, error: silent };

/**
 * Has an operation parsed and validated, and served where it is valid. How it was sent has been judged
 * before, and how it is answered is nothing to Apollo Server.
 */
export function validateAndServe(
  apollo: ApolloServer<OperationContext>,
  context: OperationContext,
  { query, operationName, variables, extensions }: ReceivedOperation,
): Promise<HTTPGraphQLResponse> {
  const body = {
    ...(query !== null && { query }),
    ...(operationName !== null && { operationName }),
    ...(extensions && { extensions }),
    variables,
  };
  return apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', search: '', headers: asJson, body },
    context: () => Promise.resolve(context),
  });
}

const asJson = new HeaderMap([
  ['content-type', 'application/json'],
  ['accept', 'application/json'],
]);

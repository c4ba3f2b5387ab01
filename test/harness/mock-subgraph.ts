import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  execute,
  getNamedType,
  GraphQLError,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** What one subgraph was asked. */
export interface SentRequest {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: unknown;
}

/** A real HTTP subgraph that answers every field with the mock value of its type. */
export class MockSubgraph {
  private mocked = mockResolver({});
  private sent: SentRequest[] = [];

  private constructor(
    readonly name: string,
    readonly url: string,
    private readonly schema: GraphQLSchema,
    private readonly server: Server,
    private readonly resolver?: GraphQLFieldResolver<unknown, unknown>,
  ) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.answer(request, response);
    });
  }

  /** @param resolver what answers instead of mock values. */
  static async start(
    name: string,
    sdl: string,
    resolver?: GraphQLFieldResolver<unknown, unknown>,
  ): Promise<MockSubgraph> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const schema = buildSubgraphSchema([{ typeDefs: withoutPrefixed(parse(sdl)) }]);
    const url = `http://127.0.0.1:${port}/graphql`;
    return new MockSubgraph(name, url, schema, server, resolver);
  }

  /** Forgets what was sent and answers with these mocks from now on. */
  reset(mocks: Readonly<Record<string, unknown>> = {}): void {
    this.mocked = mockResolver(mocks);
    this.sent = [];
  }

  /** `Type.field` of every field that was asked, meta and federation fields apart. */
  coordinatesAsked(): ReadonlySet<string> {
    const asked = new Set<string>();
    const types = new TypeInfo(this.schema);
    for (const { query } of this.sent) {
      visit(
        parse(query),
        visitWithTypeInfo(types, {
          Field: ({ name }) => {
            const parent = types.getParentType();
            if (parent && !name.value.startsWith('_')) asked.add(`${parent.name}.${name.value}`);
          },
        }),
      );
    }
    return asked;
  }

  requests(): readonly SentRequest[] {
    return this.sent;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as {
      query: string;
      variables?: Record<string, unknown>;
      operationName?: string;
    };
    this.sent.push({ subgraph: this.name, query: body.query, variables: body.variables ?? {} });
    const result = await execute({
      schema: this.schema,
      document: parse(body.query),
      variableValues: body.variables ?? {},
      operationName: body.operationName ?? null,
      fieldResolver: this.resolver ?? this.mocked,
      typeResolver: (value) => (value as { __typename: string }).__typename,
    });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(result));
  }
}

/** Answers with the mocks (`Type.field` → value), else from the parent object, else by the type. */
export function mockResolver(
  mocks: Readonly<Record<string, unknown>>,
): GraphQLFieldResolver<unknown, unknown> {
  const byCoordinate = new Map(Object.entries(mocks));
  return (source, _args, _context, info) => {
    const mock = byCoordinate.get(`${info.parentType.name}.${info.fieldName}`);
    if (isErrorMock(mock)) throw new GraphQLError(mock.$error);
    if (mock !== undefined) return mock;
    if (typeof source === 'object' && source !== null && Object.hasOwn(source, info.fieldName)) {
      return (source as Record<string, unknown>)[info.fieldName];
    }
    return mockValue(info.schema, info.returnType, 0);
  };
}

function isErrorMock(mock: unknown): mock is { $error: string } {
  return typeof mock === 'object' && mock !== null && '$error' in mock;
}

const mockScalars: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['Int', 1],
  ['Float', 1.5],
  ['String', 'x'],
  ['ID', '1'],
  ['Boolean', true],
]);

/** Lists have two items; item i of an abstract list has the possible type i modulo their number. */
function mockValue(schema: GraphQLSchema, type: GraphQLOutputType, index: number): unknown {
  if (isNonNullType(type)) return mockValue(schema, type.ofType, index);
  if (isListType(type)) return [0, 1].map((item) => mockValue(schema, type.ofType, item));
  const named = getNamedType(type);
  if (isScalarType(named)) return mockScalars.get(named.name) ?? 'x';
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (isObjectType(named)) return { __typename: named.name };
  if (!isAbstractType(named)) throw new Error(`no mock for ${String(type)}`);
  const possible = schema.getPossibleTypes(named);
  return { __typename: possible[index % possible.length]?.name };
}

/** The names of all fields in the documents sent. */
export function fieldsSent(requests: readonly SentRequest[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { query } of requests) {
    visit(parse(query), {
      [Kind.FIELD]: {
        enter: ({ name }) => {
          names.add(name.value);
        },
      },
    });
  }
  return names;
}

/**
 * Without directives under a prefix of the federation link (`@fed__authenticated`): they are for
 * composition, and the federation library no longer knows them under other names than its own.
 */
function withoutPrefixed(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive: ({ name }) => (name.value.includes('__') ? null : undefined),
  });
}

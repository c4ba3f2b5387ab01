import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execute, parse, validate, type GraphQLSchema } from 'graphql';
import { defaultAccessOptions } from '../../schema/rules/access-model.js';
import { Engine, type EngineOptions } from '../../gateway/engine/engine.js';
import { defaultPlanningLimits } from '../../gateway/engine/planning/planning-service.js';
import { defaultSubgraphLimits } from '../../gateway/engine/fetching/subgraph-client.js';
import { readRules } from '../../schema/rules/read-rules.js';
import { stripRules } from '../../schema/rules/strip-rules.js';

/** Prepended to every SDL that has no link of its own and is not federation 1. */
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@shareable", "@external", "@requires", "@provides", "@interfaceObject", "@override",
  "@inaccessible", "@tag", "@composeDirective", "@context", "@fromContext"])
`;

export interface Subgraph {
  readonly sdl: string;
  readonly resolvers: object;
  /** SDL as it stands, without the federation 2 link. */
  readonly federation1?: boolean;
}

export interface FederationCase {
  readonly about: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly data: unknown;
  /** Paths with dots; absent: no errors. */
  readonly errors?: readonly string[];
  /** How the stock gateway answers, where it differs, and why ours is right. */
  readonly stockDiffers?: string;
  /** Fetches that ours makes at the most. */
  readonly maxFetches?: number;
}

export interface FederationOptions {
  /** What the supergraph needs and the stock gateway has not: it refuses to start, which is tested. */
  readonly stockLacks?: string;
  /** Why the stock gateway's answers cannot be compared at all. */
  readonly stockVaries?: string;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { path?: readonly (string | number)[]; message: string }[];
}

/** Runs each case against real HTTP subgraphs, through our engine and through the stock executor. */
export function federationSuite(
  title: string,
  subgraphs: Readonly<Record<string, Subgraph>>,
  cases: readonly FederationCase[],
  { stockLacks, stockVaries }: FederationOptions = {},
): void {
  describe(title, () => {
    const servers: Server[] = [];
    let requests = 0;
    let ours: Engine | null = null;
    let stock: Engine | null = null;
    let loadStock: () => Promise<Engine>;

    beforeAll(async () => {
      const services = [];
      for (const [name, subgraph] of Object.entries(subgraphs)) {
        const typeDefs = parse(subgraph.federation1 ? subgraph.sdl : link + subgraph.sdl);
        const schema = buildSubgraphSchema([{ typeDefs, resolvers: subgraph.resolvers as never }]);
        const server = await serve(schema, () => (requests += 1));
        servers.push(server);
        const { port } = server.address() as AddressInfo;
        services.push({ name, typeDefs, url: `http://127.0.0.1:${port}/graphql` });
      }
      const { supergraphSdl, errors } = composeServices(services);
      if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
      const document = parse(supergraphSdl);
      const stripped = stripRules(document);
      const options: EngineOptions = {
        supergraph: stripped,
        rules: readRules(document).rules,
        access: defaultAccessOptions,
        authorizationErrors: 'errors',
        urls: new Map(),
        subgraphLimits: { ...defaultSubgraphLimits, deadline: 3_000 },
        planning: { limits: defaultPlanningLimits },
        onPlanned: () => undefined,
        engine: 'passerelle' as const,
      };
      ours = await Engine.load(options);
      loadStock = async () => Engine.load({ ...options, engine: 'apollo' });
      if (stockLacks === undefined && stockVaries === undefined) stock = await loadStock();
    });

    afterAll(async () => {
      await Promise.all([ours?.close(), stock?.close()]);
      await Promise.all(
        servers.map(
          (server) =>
            new Promise((resolve) => {
              server.close(resolve);
              server.closeAllConnections();
            }),
        ),
      );
    });

    if (stockLacks !== undefined) {
      test(`the stock gateway lacks ${stockLacks} and does not start`, async () => {
        await expect(loadStock()).rejects.toThrow();
      });
    }

    for (const federationCase of cases) {
      test(federationCase.about, async () => {
        const expected = {
          data: federationCase.data,
          errors: [...(federationCase.errors ?? [])].sort(),
        };
        requests = 0;
        const answer = await ask(ours as Engine, federationCase);
        expect(shown(answer)).toEqual(expected);
        if (federationCase.maxFetches !== undefined)
          expect(requests).toBeLessThanOrEqual(federationCase.maxFetches);
        if (!stock) return;
        const byStock = await ask(stock, federationCase).then(shown, (error: unknown) =>
          String(error),
        );
        if (federationCase.stockDiffers === undefined) expect(byStock).toEqual(expected);
        else expect(byStock).not.toEqual(expected);
      });
    }
  });
}

async function ask(engine: Engine, federationCase: FederationCase): Promise<Answer> {
  const document = parse(federationCase.query);
  const faults = validate(engine.apiSchema, document);
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join('\n'));
  const rights = { authenticated: false, scopes: new Set<string>(), policies: new Set<string>() };
  const prepared = engine.prepare(document, federationCase.operationName ?? null);
  const variables = federationCase.variables ?? {};
  const coerced = engine.coerce(prepared, variables);
  if ('errors' in coerced) throw new Error(coerced.errors.map(({ message }) => message).join());
  const variant = await engine.decide(prepared, rights, coerced.values, null);
  const answer = await engine.run(prepared, variant, {
    rights,
    variables,
    coerced: coerced.values,
    headersFor: () => ({ 'content-type': 'application/json' }),
    cancellation: null,
    requestId: 'test',
    onFailure: () => undefined,
    report: null,
  });
  return JSON.parse(answer.toString()) as Answer;
}

function shown({ data, errors = [] }: Answer): { data: unknown; errors: string[] } {
  return {
    data,
    errors: errors.map(({ path, message }) => path?.join('.') ?? message).sort(),
  };
}

async function serve(schema: GraphQLSchema, count: () => void): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      count();
      const body = Buffer.concat(chunks);
      // As the kit has it.
      if (body.length > 1_000_000) {
        response.writeHead(413).end();
        return;
      }
      void answerOf(schema, body.toString()).then((text) => {
        response.setHeader('content-type', 'application/json');
        response.end(text);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function answerOf(schema: GraphQLSchema, body: string): Promise<string> {
  const { query, variables, operationName } = JSON.parse(body) as {
    query: string;
    variables?: Record<string, unknown>;
    operationName?: string;
  };
  const document = parse(query);
  // A real subgraph validates: a document that the planner's rewriting broke must show.
  const errors = validate(schema, document);
  if (errors.length > 0) return JSON.stringify({ errors });
  return JSON.stringify(
    await execute({ schema, document, variableValues: variables, operationName }),
  );
}

/**
 * The four subgraphs in one process, with no latency of their own. An answer is computed once by
 * graphql-js and then served from memory by the text of the request, so that what is measured is
 * the gateway. Usage: node subgraph-stub.js PORT [LATENCY]; each subgraph at /<name>, which waits that
 * many milliseconds before it answers.
 */
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { inFederation1, referents, residences, signalements, subgraphSdl } from './workload.js';

const residenceByCode = new Map(residences.map((residence) => [residence.code, residence]));
const referentById = new Map(referents.map((referent) => [referent.id, referent]));

const resolvers: Readonly<Record<string, object>> = {
  annuaire: {
    Query: { moi: () => referents[0], referents: () => referents },
    Referent: { __resolveReference: ({ id }: { id: string }) => referentById.get(id) },
  },
  patrimoine: {
    Query: {
      residencesSuivies: (_: unknown, { premiers }: { premiers: number }) =>
        residences.slice(0, premiers),
      parc: (_: unknown, { premiers }: { premiers: number }) => residences.slice(0, premiers),
    },
    Residence: { __resolveReference: ({ code }: { code: string }) => residenceByCode.get(code) },
  },
  exploitation: {
    Residence: {
      enService: () => true,
      gardiens: ({ code }: { code: string }) => code.length,
      eclairage: () => 'détection',
      coutEntretien: ({ loyer, surface }: { loyer: number; surface: number }) =>
        Math.round((loyer * surface) / 100),
    },
  },
  signalements: {
    Signalement: {
      referent: ({ referentId }: { referentId: string }) => ({ id: referentId }),
      residence: ({ residenceCode }: { residenceCode: string }) => ({ code: residenceCode }),
    },
    Referent: {
      signalements: ({ id }: { id: string }) =>
        signalements.filter(({ referentId }) => referentId === id),
    },
    Residence: {
      signalements: ({ code }: { code: string }) =>
        signalements.filter(({ residenceCode }) => residenceCode === code),
    },
  },
};

const build = (name: string, sdl: string): GraphQLSchema =>
  buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers[name] as never }]);
/** `/v1/<name>` is the same subgraph in federation 1 style, which is all that Mercurius reads. */
const schemas = new Map<string, GraphQLSchema>(
  Object.entries(subgraphSdl).flatMap(([name, sdl]) => [
    [`/${name}`, build(name, sdl)],
    [`/v1/${name}`, build(name, inFederation1(sdl))],
  ]),
);
const answers = new Map<string, Promise<Buffer>>();
const latency = Number(process.argv[3] ?? 0);
let fetches = 0;

async function compute(schema: GraphQLSchema, body: string): Promise<Buffer> {
  const { query, variables } = JSON.parse(body) as {
    query: string;
    variables?: Record<string, unknown>;
  };
  const answer = await graphql({ schema, source: query, variableValues: variables ?? {} });
  return Buffer.from(JSON.stringify(answer));
}

const server = createServer((request, response) => {
  const path = request.url ?? '/';
  if (path === '/fetches') {
    // Read by the harness to say how many fetches one operation costs each gateway.
    response.end(String(fetches));
    return;
  }
  const schema = schemas.get(path);
  if (!schema) {
    response.writeHead(404).end();
    return;
  }
  fetches += 1;
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    const key = path + body;
    let answer = answers.get(key);
    if (!answer) {
      answer = compute(schema, body);
      answers.set(key, answer);
    }
    void answer.then((bytes) => {
      const send = (): void => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': bytes.length,
        });
        response.end(bytes);
      };
      if (latency > 0) setTimeout(send, latency);
      else send();
    });
  });
});
server.keepAliveTimeout = 120_000;
server.listen(Number(process.argv[2]), '127.0.0.1');

import { expect } from '@jest/globals';
import { answering, http, RawSubgraph, type Behaviour } from '../../../harness/raw-subgraph.js';
import { SmallGateway, type Asked } from '../../../harness/small-gateway.js';

export const secret = 'Durand-Leroy-0612345678';
const books = [{ id: 'a' }, { id: 'b' }].map((book) => ({ ...book, __typename: 'Livre' }));

export const healthy: Behaviour = (socket, { variables }) => {
  const { representations = [] } = variables as { representations?: { id: string }[] };
  const entities = representations.map(({ id }) => ({
    __typename: 'Livre',
    note: id.charCodeAt(0),
  }));
  socket.write(http(JSON.stringify({ data: { _entities: entities } })));
};

export const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
export const query = { query: '{ livres { id titre note } }' };
export const withoutNotes = {
  livres: [
    { id: 'a', titre: 'Titre a', note: null },
    { id: 'b', titre: 'Titre b', note: null },
  ],
};

export function expectMasked({ status, body, text }: Asked): void {
  expect(status).toBe(200);
  expect(body.errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code])).toEqual([
    ['livres.0.note', 'DOWNSTREAM_SERVICE_ERROR'],
    ['livres.1.note', 'DOWNSTREAM_SERVICE_ERROR'],
  ]);
  expect(text).not.toContain(secret);
  expect(text).not.toMatch(/127\.0\.0\.1|ECONN|_entities|stack/);
}

export const entities = (list: unknown) => answering({ data: { _entities: list } });

/**
 * One subgraph serves books, the other, faulty one their opinions. Whatever it does, the books stay.
 */
export class Bookshop {
  private constructor(
    private readonly livres: RawSubgraph,
    readonly avis: RawSubgraph,
    readonly gateway: SmallGateway,
  ) {}

  static async start(): Promise<Bookshop> {
    const livres = await RawSubgraph.start();
    livres.behave = (socket, { query }) => {
      // Under whatever names the plan asks: the keys of the root are those of the query.
      const key = /\{\s*(\w+)(?::\s*livres)?\s*\{/.exec(query)?.[1] ?? 'livres';
      const titles = books.map((book) => ({ ...book, titre: `Titre ${book.id}` }));
      socket.write(http(JSON.stringify({ data: { [key]: titles } })));
    };
    const avis = await RawSubgraph.start();
    const gateway = await SmallGateway.start({
      subgraphs: {
        livres: {
          url: livres.url,
          sdl: `type Query { livres: [Livre!] @authenticated }
            type Livre @key(fields: "id") @authenticated { id: ID!  titre: String! }`,
        },
        avis: {
          url: avis.url,
          sdl: `type Query { meilleur: Avis @authenticated }
            type Mutation { noter(note: Int!): Avis @authenticated }
            type Livre @key(fields: "id") @authenticated { id: ID!  note: Int  avis: [Avis!] }
            type Avis @authenticated { texte: String  note: Int!  ton: Ton }
            enum Ton @authenticated { BON MAUVAIS }`,
        },
      },
    });
    return new Bookshop(livres, avis, gateway);
  }

  async stop(): Promise<void> {
    await this.gateway.stop();
    await this.livres.stop();
    await this.avis.stop();
  }

  /** The circuit to the subgraph may be open for a moment after so many failures. */
  async untilHealthy(): Promise<void> {
    this.avis.behave = healthy;
    for (let attempt = 0; attempt < 60; attempt += 1) {
      const { body } = await this.gateway.ask(query);
      if (body.errors === undefined) {
        expect(body.data).toEqual({
          livres: [
            { id: 'a', titre: 'Titre a', note: 97 },
            { id: 'b', titre: 'Titre b', note: 98 },
          ],
        });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('the gateway did not find back to the healthy subgraph');
  }
}

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { answering, RawSubgraph } from '../../../harness/raw-subgraph.js';
import { SmallGateway, supergraphOf, type SmallWorld } from '../../../harness/small-gateway.js';

/** The same graph, first in one subgraph, then spread over ten that lead to each other. */
const names = 'abcdefghij'.split('');
const fieldsOf = (owners: readonly string[]): string =>
  owners.map((name) => `${name}: String ${name}t: T`).join(' ');

function deep(depth: number): string {
  if (depth === 0) return names.join(' ');
  return `${names.join(' ')} ${names.map((name) => `${name}t { ${deep(depth - 1)} }`).join(' ')}`;
}

let subgraph: RawSubgraph;
let gateway: SmallGateway;
let together: SmallWorld['subgraphs'];
let spread: SmallWorld['subgraphs'];

beforeAll(async () => {
  subgraph = await RawSubgraph.start();
  subgraph.behave = answering({ data: { t: [{ a: 'x', __typename: 'T' }] } });
  const { url } = subgraph;
  const root = 'type Query { t: [T] @authenticated }';
  together = {
    a: {
      url,
      sdl: `${root} type T @key(fields: "id") @authenticated { id: ID! ${fieldsOf(names)} }`,
    },
  };
  spread = Object.fromEntries(
    names.map((name) => [
      name,
      {
        url,
        sdl: `${name === 'a' ? root : ''}
          type T @key(fields: "id") @authenticated { id: ID! ${fieldsOf([name])} }`,
      },
    ]),
  );
  gateway = await SmallGateway.start({
    subgraphs: together,
    environment: {
      MAX_TOKENS: '1000000',
      MAX_COST: '1000000000',
      MAX_SELECTIONS: '1000000',
      BUDGET: '0',
      // What is tried is who waits for whom, not how long a busy machine takes.
      PLANNING_TIME: '60000',
    },
  });
});

afterAll(async () => {
  await gateway.stop();
  await subgraph.stop();
});

const light = { query: '{ t { a } }' };
const heavy = { query: `{ t { ${deep(3)} } }` };

it('an operation whose plan grows under a new version holds up neither it nor its callers', async () => {
  expect((await gateway.ask(light)).body.errors).toBeUndefined();
  // The most recent is warmed first, and so stands in the way of the rest.
  expect((await gateway.ask(heavy)).body.errors).toBeUndefined();
  await gateway.process.write('supergraph.graphql', supergraphOf(spread));
  await gateway.process.untilLogged('a new version of supergraph or convention is in force');
  const both = await Promise.all([gateway.ask(heavy), gateway.ask(light)]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect(both[1].body.data).toEqual({ t: [{ a: 'x' }] });
  // Nine of the ten subgraphs answer nothing that was asked.
  expect(both[0].body.data).toHaveProperty('t.0.bt', null);
});

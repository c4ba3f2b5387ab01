import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { countSelections } from '../../../gateway/access/expanded-selections.js';
import { parse } from 'graphql';
import { answering, RawSubgraph } from '../../harness/raw-subgraph.js';
import { SmallGateway, type Asked } from '../../harness/small-gateway.js';

/** What the gateway's process has for all that it keeps, in megabytes. */
const oldSpace = 104;
const operationMemory = 20;
/** Of the size of those 563 that once ended a gateway with 192 MB. */
const operations = 220;
const textSize = 900;

let subgraph: RawSubgraph;
let gateway: SmallGateway;

beforeAll(async () => {
  subgraph = await RawSubgraph.start();
  subgraph.behave = answering({ data: { t: null } });
  const sdl = `type Query { t: T @authenticated }
    type T @authenticated { a: Code b: String c: T d: T e: T }
    enum Code @authenticated { ${names('CODE', 60).join(' ')} }`;
  gateway = await SmallGateway.start({
    subgraphs: { a: { url: subgraph.url, sdl } },
    signataires: Object.fromEntries(names('signataire', 10).map((name) => [name, ''])),
    environment: {
      BUDGET: '0',
      MAX_SELECTIONS: '1300',
      OPERATION_MEMORY: String(operationMemory),
      NODE_OPTIONS: `--max-old-space-size=${oldSpace}`,
    },
  });
});

afterAll(async () => {
  await gateway.stop();
  await subgraph.stop();
});

function names(start: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => `${start}_${n}`);
}

/** Each fragment spreads the next twice. */
function doubling(levels: number): string {
  const fragments = Array.from({ length: levels }, (_, n) =>
    n === levels - 1
      ? `fragment F${n} on T { a b }`
      : `fragment F${n} on T { ...F${n + 1} ...F${n + 1} }`,
  );
  return `{ t { ...F0 } } ${fragments.join(' ')}`;
}

/** Each fragment spreads the next under three fields: a thousand objects and more, of a short text. */
function expanding(levels: number, condition: (level: number) => string = () => ''): string {
  const fragments = Array.from({ length: levels }, (_, n) =>
    n === levels - 1
      ? `fragment F${n} on T { a b ${condition(n)} }`
      : `fragment F${n} on T { c ${condition(n)} { ...F${n + 1} } d { ...F${n + 1} } e { ...F${n + 1} } }`,
  );
  return `{ t { ...F0 } } ${fragments.join(' ')}`;
}

function send(number: number, body: object): Promise<Asked> {
  return gateway.ask(body, { signataire: `signataire_${number % 10}` });
}

async function replay(bodies: readonly object[]): Promise<void> {
  const answers: string[] = [];
  const left = [...bodies.entries()];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [number, body] = next;
      answers.push((await send(number, body)).text);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  expect(answers).toHaveLength(bodies.length);
  expect(new Set(answers)).toEqual(new Set(['{"data":{"t":null}}']));
}

describe('operations that fragments expand', () => {
  it('are many and short, and each is as large as it may be', async () => {
    const query = doubling(9);
    expect(countSelections(parse(query), null)).toBeGreaterThan(1_000);
    const bodies = names('', operations).map((name) => ({
      query: `${query} #${name}`.padEnd(textSize, ' '),
    }));
    await replay(bodies);
  }, 240_000);

  it('are few, and each is another under each of its conditions', async () => {
    const variables = names('c', 6);
    const query = expanding(6, (level) => `@include(if: $c_${level})`);
    const declared = variables.map((name) => `$${name}: Boolean!`).join(' ');
    const bodies = names('', 2).flatMap((name) =>
      Array.from({ length: 64 }, (_, n) => ({
        query: `query (${declared}) ${query} #${name}`,
        variables: Object.fromEntries(
          variables.map((variable, bit) => [variable, ((n >> bit) & 1) === 1]),
        ),
      })),
    );
    await replay(bodies);
  }, 240_000);
});

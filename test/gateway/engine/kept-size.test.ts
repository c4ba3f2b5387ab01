import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import type { Rights } from '../../../schema/rules/access-rules.js';
import type { PreparedOperation } from '../../../gateway/engine/engine.js';
import { sizeOf } from '../../../gateway/engine/variants.js';
import { RawWorld } from '../../harness/raw-world.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let world: RawWorld;
const nobody: Rights = { authenticated: true, scopes: new Set(), policies: new Set() };

beforeAll(async () => {
  const codes = Array.from({ length: 60 }, (_, n) => `CODE_${n}`);
  world = await RawWorld.start({
    a: `type Query { t: T }
      type T { a: String b: Code c: [T]
        closed: String @federation__requiresScopes(scopes: [["closed"]]) }
      enum Code { ${codes.join(' ')} }`,
  });
});

afterAll(() => world.stop());

/** Each fragment spreads the next twice. */
function doubling(levels: number, last: string): string {
  const fragments = Array.from({ length: levels }, (_, n) =>
    n === levels - 1
      ? `fragment F${n} on T { ${last} }`
      : `fragment F${n} on T { ...F${n + 1} ...F${n + 1} }`,
  );
  return `{ t { ...F0 } } ${fragments.join(' ')}`;
}

/** Each fragment spreads the next under two fields. */
function branching(levels: number): string {
  const fragments = Array.from({ length: levels }, (_, n) =>
    n === levels - 1
      ? `fragment F${n} on T { a b }`
      : `fragment F${n} on T { c { ...F${n + 1} } x${n}: c { ...F${n + 1} } }`,
  );
  return `{ t { ...F0 } } ${fragments.join(' ')}`;
}

function heap(): number {
  collectGarbage();
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function measure(query: string, copies: number) {
  const { engine } = world;
  const prepare = (n: number): PreparedOperation => engine.prepare(parse(`${query} # ${n}`), null);
  await engine.decide(prepare(0), nobody, {}, null);
  const kept: PreparedOperation[] = [];
  const before = heap();
  for (let n = 1; n <= copies; n += 1) kept.push(prepare(n));
  const prepared = heap();
  let variants = 0;
  for (const operation of kept) {
    variants += sizeOf(await engine.decide(operation, nobody, {}, null));
  }
  const decided = heap();
  return {
    operation: {
      counted: kept.reduce((sum, { size }) => sum + size, 0),
      measured: prepared - before,
    },
    variant: { counted: variants, measured: decided - prepared },
  };
}

const filler = (n: number): string => Array.from({ length: n }, (_, i) => `x${i}: a`).join(' ');

describe('what is counted for an operation and its variant is what they take, and not much more', () => {
  it.each<[string, string, number]>([
    ['many aliases', `{ t { ${filler(400)} } }`, 40],
    ['comments', `{ t { a } } ${'#\n'.repeat(4_000)}`, 40],
    ['white space', `{ t { a } } ${' '.repeat(80_000)}`, 40],
    ['one field again and again', doubling(9, 'a b a'), 20],
    ['one refused field again and again', doubling(9, 'closed'), 20],
    ['a tree of objects', branching(8), 20],
  ])('%s', async (_, query, copies) => {
    const { operation, variant } = await measure(query, copies);
    expect(operation.counted).toBeGreaterThan(0.9 * operation.measured);
    expect(operation.counted).toBeLessThan(2.5 * operation.measured);
    // A variant of a few fields is less than what a heap measures to.
    if (variant.counted < 1_000_000) return;
    expect(variant.counted).toBeGreaterThan(0.9 * variant.measured);
    expect(variant.counted).toBeLessThan(2.5 * variant.measured);
  });
});

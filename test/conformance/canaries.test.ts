import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildASTSchema, isObjectType, parse, validate } from 'graphql';
import { rowRuledTypes } from '../../schema/rules/row-ruled.js';
import { stripRules } from '../../schema/rules/strip-rules.js';
import { Dice } from '../gateway/access/properties/dice.js';
import { World, type Answer } from '../harness/world.js';
import { canariesIn, canaryFields, forbiddenCanaries } from './matrix/canaries.js';
import { fillJustice, fillVille } from './matrix/fill.js';
import { fillBailleurs } from './matrix/fill-bailleurs.js';
import { drawRequest, type RandomRequest } from './matrix/random-query.js';

/**
 * Every protected text of the test data is a token that names its field and row. Whatever is asked by
 * whom, no answer, log line or journal line may hold one that the matrix does not open to the caller.
 * A failure prints the seed: `SEED=… npm test -- canaries`.
 */
const seed = Number(process.env['SEED'] ?? Date.now() % 0x7fffffff);
const queries = Number(process.env['RUNS'] ?? 2_600);
/** Sent at the same time. */
const together = 8;

const file = fileURLToPath(new URL('../../../schema/supergraph.graphql', import.meta.url));
const supergraph = parse(readFileSync(file, 'utf8'));
const schema = buildASTSchema(stripRules(supergraph), {
  assumeValidSDL: true,
});

let world: World;

beforeAll(async () => {
  world = await World.start({ ville: fillVille, bailleurs: fillBailleurs, justice: fillJustice });
}, 90_000);

afterAll(() => world.stop());

it('has a token in every type whose rows are ruled, and in every history', () => {
  const ruled = [...rowRuledTypes(supergraph).keys()];
  expect(ruled.length).toBeGreaterThan(10);
  expect(
    ruled.filter((type) => !canaryFields.some((field) => field.startsWith(`${type}.`))),
  ).toEqual([]);
  const histories = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && type.getFields()['historique'] ? [`${type.name}.historique`] : [],
  );
  // Of a signalement the passages themselves are told apart.
  const told = new Set([...canaryFields, 'Signalement.historique']);
  expect(histories.filter((field) => !told.has(field))).toEqual([]);
});

it(`no answer to ${queries} random queries holds what its caller may not read`, async () => {
  process.stdout.write(`canaries: SEED=${seed}\n`);
  let read = 0;
  let refused = 0;
  let invalid = 0;
  const ask = async (request: RandomRequest): Promise<void> => {
    const { signatory, purposes, query } = request;
    const answer: Answer = await world.ask(signatory.id, purposes, query);
    const forbidden = forbiddenCanaries(answer.text, signatory);
    if (forbidden.length > 0) {
      throw new Error(`${signatory.id} (${purposes}) reads ${forbidden.join('; ')} by\n${query}`);
    }
    if (canariesIn(answer.text).length > 0) read += 1;
    if (answer.text.includes('UNAUTHORIZED_FIELD_OR_TYPE')) refused += 1;
    if (!answer.data) invalid += 1;
    expect(answer.text).not.toContain('INTERNAL');
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.gen(), { minLength: together, maxLength: together }),
      async (all) => {
        const requests = all.map((g) => drawRequest(Dice.of(g), schema));
        for (const { query } of requests) expect(validate(schema, parse(query))).toEqual([]);
        await Promise.all(requests.map(ask));
      },
    ),
    // The query that leaks is printed as it was sent. To make it smaller takes minutes, for little:
    // the limit of this test would come first, and say nothing of it.
    { seed, numRuns: Math.ceil(queries / together), endOnFailure: true },
  );
  process.stdout.write(
    `canaries: ${read} answers held tokens, ${refused} refusals, ${invalid} without data\n`,
  );
  // A run in which hardly anything was read, or hardly anything refused, would prove little.
  expect(read).toBeGreaterThan(queries / 5);
  expect(refused).toBeGreaterThan(queries / 10);
  expect(invalid).toBeLessThan(queries / 3);
}, 300_000);

it('no log line holds a token, and no journal line a value', async () => {
  for (const log of [world.gateway.log, ...Object.values(world.subgraphs).map(({ log }) => log)]) {
    expect(canariesIn(log)).toEqual([]);
  }
  const journal = await world.gateway.settledJournal();
  expect(journal.split('\n').length).toBeGreaterThan(queries);
  expect(canariesIn(journal)).toEqual([]);
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  printSchema,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
} from 'graphql';
import { compileAccessModel, defaultAccessOptions } from '../../../../schema/rules/access-model.js';
import { buildOperationTree } from '../../../../gateway/access/build-operation-tree.js';
import { decide } from '../../../../gateway/access/decide.js';
import { decisionKey } from '../../../../gateway/access/decision-key.js';
import type { Decision } from '../../../../gateway/access/decision.js';
import { includedRefusals } from '../../../../gateway/access/included-refusals.js';
import {
  judgeOperation,
  type JudgedOperation,
} from '../../../../gateway/access/judge-operation.js';
import type { TreeSelection } from '../../../../gateway/access/operation-tree.js';
import { PrivateKeys } from '../../../../gateway/engine/planning/private-keys.js';
import {
  composeSubgraphs,
  subgraphsOf,
  type Composed,
} from '../../../harness/compose-subgraphs.js';
import { executeMarked } from '../execute-marked.js';
import { answerFromFetched, fetchedFor, fieldNamesOf } from './answer-from-fetched.js';
import { addedBy } from './added-by.js';
import { Dice } from './dice.js';
import { drawRequest, parseValid, type RandomRequest } from './random-operation.js';
import { resolveByHash } from './random-values.js';
import { drawRights, drawWorld, type World } from './random-world.js';
import { selectableAlone } from './reference-coordinates.js';
import { evaluate, type PlainRights } from './reference-evaluator.js';

/** Random schemas, rules, rights and operations. A failure prints the seed: `SEED=… npm test`. */
const seed = Number(process.env.SEED ?? Date.now() % 0x7fffffff);
const numRuns = Number(process.env.RUNS ?? 40);
const requestsEach = 12;

interface Case {
  readonly world: World;
  readonly mode: 'strict' | 'precise';
  readonly request: RandomRequest;
  readonly document: DocumentNode;
  readonly judged: JudgedOperation;
}

/** Runs the check on several valid requests against each of many worlds. */
function forAll(check: (dice: Dice, drawn: Case) => void): void {
  let judgedCount = 0;
  fc.assert(
    fc.property(fc.gen(), (g) => {
      const dice = Dice.of(g);
      const world = drawWorld(dice);
      const composed = compose(world);
      const mode = dice.pick(['strict', 'precise'] as const);
      const model = compileAccessModel(composed.schema, composed.rules, {
        ...defaultAccessOptions,
        abstractTypes: mode,
      });
      for (let i = 0; i < requestsEach; i += 1) {
        const request = drawRequest(dice, world.monolith);
        const document = parseValid(world.monolith, request);
        if (!document) continue;
        judgedCount += 1;
        const tree = buildOperationTree(composed.schema, document);
        const drawn = { world, mode, request, document, judged: judgeOperation(model, tree) };
        try {
          check(dice, drawn);
        } catch (cause) {
          throw new Error(describeCase(drawn), { cause });
        }
      }
    }),
    { seed, numRuns, endOnFailure: true },
  );
  // A generator that writes nothing valid would prove nothing.
  expect(judgedCount).toBeGreaterThan(numRuns);
}

/** One seed draws the same worlds for every property: each is composed once. */
const composedBySdl = new Map<string, Composed>();

function compose(world: World): Composed {
  const guards = Object.fromEntries(world.guards);
  const key = JSON.stringify([[...world.subgraphs], guards]);
  const known = composedBySdl.get(key);
  if (known) return known;
  const composed = composeSubgraphs(subgraphsOf(world.subgraphs, guards));
  if (Array.isArray(composed)) throw new Error(composed.join());
  composedBySdl.set(key, composed);
  return composed;
}

/** What a person needs to see why a run failed. */
function describeCase({ world, mode, request }: Case): string {
  const rules = JSON.stringify(Object.fromEntries(world.rules));
  const guards = JSON.stringify(Object.fromEntries(world.guards));
  const variables = JSON.stringify(request.variables);
  const schema = printSchema(world.monolith);
  return [mode, request.query, variables, rules, guards, schema].join('\n');
}

const asSets = ({ authenticated, scopes, policies }: PlainRights) => ({
  authenticated,
  scopes: new Set(scopes),
  policies: new Set(policies),
});

const decideFor = ({ judged, request }: Case, rights: PlainRights): Decision =>
  decide(judged, asSets(rights), request.variables);

/** What an engine would ask of the subgraphs. */
const fetchedBy = (drawn: Case, rights: PlainRights): DocumentNode | null =>
  fetchedFor(
    decideFor(drawn, rights),
    drawn.request.variables,
    new PrivateKeys(fieldNamesOf(drawn.world.monolith)),
  );

const pathsFor = (drawn: Case, rights: PlainRights) =>
  includedRefusals(decideFor(drawn, rights), drawn.request.variables)
    .map(({ path }) => path.join('.'))
    .sort();

const dataFor = (drawn: Case, rights: PlainRights): unknown => {
  const { tree } = decideFor(drawn, rights);
  return (
    executeMarked(drawn.world.monolith, tree, drawn.request.variables, resolveByHash).data ?? null
  );
};

/** `Type.field` of every field that the document selects. */
function coordinates(document: DocumentNode, { world }: Case): Set<string> {
  const found = new Set<string>();
  const types = new TypeInfo(world.monolith);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        const parent = types.getParentType();
        if (parent && name.value !== '__typename') found.add(`${parent.name}.${name.value}`);
      },
    }),
  );
  return found;
}

/** Which selections are refused, in the operation's order. */
function marks(selections: readonly TreeSelection[]): boolean[] {
  return selections.flatMap((selection) => [
    selection.kind === 'field' && selection.refused,
    ...marks(selection.selections ?? []),
  ]);
}

describe(`random operations (seed ${seed})`, () => {
  test('are refused and answered as the reference does', () => {
    forAll((dice, drawn) => {
      const rights = drawRights(dice);
      const { world, document, request, mode } = drawn;
      const reference = evaluate(world, document, request.variables, rights, mode);
      expect(pathsFor(drawn, rights)).toEqual(reference.refused);
      expect(dataFor(drawn, rights)).toEqual(reference.data);
    });
  });

  test('can be answered from what is fetched', () => {
    forAll((dice, drawn) => {
      const rights = drawRights(dice);
      const { variables } = drawn.request;
      const { monolith } = drawn.world;
      const decision = decideFor(drawn, rights);
      const answer = answerFromFetched(monolith, decision, variables, resolveByHash);
      expect(answer).toEqual(
        evaluate(drawn.world, drawn.document, variables, rights, drawn.mode).data,
      );
    });
  });

  test('fetched documents validate, and their variables are all used', () => {
    forAll((dice, drawn) => {
      const fetched = fetchedBy(drawn, drawRights(dice));
      if (fetched) expect(validate(drawn.world.monolith, fetched)).toEqual([]);
    });
  });

  test('fetched documents hold no coordinate that may not be selected alone', () => {
    forAll((dice, drawn) => {
      const rights = drawRights(dice);
      const fetched = fetchedBy(drawn, rights);
      for (const coordinate of fetched ? coordinates(fetched, drawn) : []) {
        expect({
          coordinate,
          allowed: selectableAlone(drawn.world, drawn.mode, coordinate, rights),
        }).toEqual({
          coordinate,
          allowed: true,
        });
      }
    });
  });

  test('show no more, and ask for no more, once a right is removed', () => {
    forAll((dice, drawn) => {
      const rights = drawRights(dice);
      const fewer: PlainRights = dice.pick([
        { ...rights, authenticated: false },
        { ...rights, scopes: rights.scopes.slice(1) },
        { ...rights, policies: rights.policies.slice(1) },
      ]);
      expect(addedBy(dataFor(drawn, fewer), dataFor(drawn, rights), '')).toEqual([]);
      const before = fetchedBy(drawn, rights);
      const after = fetchedBy(drawn, fewer);
      if (!after) return;
      expect(before).not.toBeNull();
      const had = before ? coordinates(before, drawn) : new Set<string>();
      for (const coordinate of coordinates(after, drawn)) expect(had).toContain(coordinate);
    });
  });

  test('equal keys mean equal decisions', () => {
    forAll((dice, drawn) => {
      const { judged, request } = drawn;
      const [left, right] = [drawRights(dice), drawRights(dice)];
      const other = drawRequest(dice, drawn.world.monolith).variables;
      const variables = { ...other, c0: request.variables.c0 };
      const a = decide(judged, asSets(left), request.variables);
      const b = decide(judged, asSets(right), variables);
      const keyOfA = decisionKey(judged, asSets(left), request.variables);
      if (keyOfA !== decisionKey(judged, asSets(right), variables)) return;
      expect(JSON.stringify(b.refusals)).toBe(JSON.stringify(a.refusals));
      expect(marks(b.tree.selections)).toEqual(marks(a.tree.selections));
    });
  });
});

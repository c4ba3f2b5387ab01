import { isObjectType, type FieldNode } from 'graphql';
import type { AccessModel } from '../../../schema/rules/access-model.js';
import type { Rights } from '../../../schema/rules/access-rules.js';
import { holds } from '../../../schema/rules/formula.js';
import { OutOfBounds } from '../fetching/answer-limits.js';
import { SubgraphFailure } from '../fetching/subgraph-answer.js';
import type { MergedAnswer } from './merge-answers.js';
import type { MergedFetch, Unit } from './merged-fetch.js';
import { refusedAct } from './refused-act.js';

/** Nothing was sent to anybody who could have done it, or nobody knows whether it was done. */
export function nothingDone(unit: Unit, absent: ReadonlySet<string>): MergedAnswer {
  const key = unit.key ?? '';
  return {
    data: { [key]: null },
    errors: [{ path: [key], badInput: null, reference: null }],
    status: 200,
    absent,
  };
}

/** An act that nobody was asked to do, with the reason for its caller. */
export function refused(
  { key }: Unit,
  node: FieldNode,
  refusal: Readonly<Record<string, unknown>>,
): MergedAnswer {
  const data = { [key ?? '']: refusedAct(node, refusal) };
  return { data, errors: [], status: 200, absent: new Set() };
}

/** The entities of which an operator is asked something. */
export function entitiesFor(
  fetch: MergedFetch,
  units: ReadonlySet<Unit>,
  representations: readonly string[],
): number[] {
  return representations.flatMap((text, index) => {
    const { __typename: type } = JSON.parse(text) as { __typename: string };
    const part = fetch.entities.get(type);
    return part?.units.some((unit) => units.has(unit)) ? [index] : [];
  });
}

export function failureOf(operator: string, error: unknown): SubgraphFailure {
  if (error instanceof OutOfBounds) {
    return new SubgraphFailure(operator, 'out-of-bounds', { cause: error });
  }
  return error instanceof SubgraphFailure
    ? error
    : new SubgraphFailure(operator, 'unreachable', { cause: error });
}

/** The coordinates among them whose value the caller could have there: nobody is told of others. */
export function knownTo(
  coordinates: Iterable<string>,
  { schema, needs }: AccessModel,
  rights: Rights,
): readonly string[] {
  return [...coordinates].filter((coordinate) => {
    const [name = '', field = ''] = coordinate.split('.');
    const type = schema.getType(name);
    return (
      isObjectType(type) &&
      Object.hasOwn(type.getFields(), field) &&
      holds(needs.ofField(type, field), rights)
    );
  });
}

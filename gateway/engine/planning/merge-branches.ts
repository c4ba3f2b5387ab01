import { typesOfStep } from './path-steps.js';
import type { PlannedFetch, PlannedStep } from './planned-step.js';

/**
 * The planner fetches for each branch of types by itself. Where two branches ask the same at the same
 * place, one fetch serves both: their paths differ in the types of one step, which are put together.
 */
export function mergeBranches(step: PlannedStep): PlannedStep {
  if (step.kind === 'fetch') return step;
  const steps = step.steps.map(mergeBranches);
  if (step.kind === 'sequence') return { kind: 'sequence', steps };
  const merged: PlannedStep[] = [];
  for (const child of steps) {
    const place = child.kind === 'fetch' ? merged.findIndex((other) => same(other, child)) : -1;
    const known = merged[place];
    const both = child.kind === 'fetch' && known?.kind === 'fetch' ? join(known, child) : null;
    if (both) merged[place] = both;
    else merged.push(child);
  }
  const [only] = merged;
  return merged.length === 1 && only ? only : { kind: 'parallel', steps: merged };
}

type FetchNode = Extract<PlannedStep, { kind: 'fetch' }>;

/** Whether two steps differ in the types of their paths only. */
function same(other: PlannedStep, { fetch }: FetchNode): boolean {
  return (
    other.kind === 'fetch' &&
    textOf(other.fetch) === textOf(fetch) &&
    joinedPath(other.fetch.path, fetch.path) !== null
  );
}

function join({ fetch }: FetchNode, other: FetchNode): PlannedStep | null {
  const path = joinedPath(fetch.path, other.fetch.path);
  return path && { kind: 'fetch', fetch: { ...fetch, path } };
}

function textOf(fetch: PlannedFetch): string {
  const { subgraph, operation, operationName, mutation, variables, requires } = fetch;
  const { inputRewrites, outputRewrites, contexts } = fetch;
  return JSON.stringify([
    [subgraph, operation, operationName, mutation, variables, requires],
    [inputRewrites, outputRewrites, contexts],
  ]);
}

function joinedPath(left: readonly string[], right: readonly string[]): readonly string[] | null {
  if (left.length !== right.length) return null;
  const differing = left.flatMap((step, i) => (step === right[i] ? [] : [i]));
  const [place] = differing;
  if (place === undefined || differing.length > 1) return null;
  const types = typesOfStep(left[place] ?? '');
  const others = typesOfStep(right[place] ?? '');
  if (!types || !others) return null;
  return left.with(place, `|[${[...new Set([...types, ...others])].join(',')}]`);
}

import type { SubgraphClient } from '../fetching/subgraph-client.js';
import type { DataObject } from '../json/data-object.js';
import type { JsonBytes } from '../json/json-bytes.js';
import type { TypeSystem } from '../planning/type-system.js';
import type { CompiledPlan, FetchStep, Step } from './compile-plan.js';
import { EntityFetches } from './entity-fetches.js';
import { FaultMarks } from './fault-marks.js';
import type { FetchRequest } from './fetch-request.js';
import { OperationData } from './operation-data.js';
import { applyRewrites } from './rewrites.js';
import { StepRequests } from './step-requests.js';

/** What all runs under one supergraph share. */
export interface RunParts {
  readonly clients: ReadonlyMap<string, SubgraphClient>;
  /** Of the full schema: subgraphs answer with types that callers do not see. */
  readonly types: TypeSystem;
  /** Written and taken in one turn of the loop, so that one serves everybody. */
  readonly scratch: JsonBytes;
}

/** What the fetches of one operation brought together. */
export interface PlanOutcome {
  readonly data: DataObject;
  readonly faults: FaultMarks;
}

export async function runPlan(
  plan: CompiledPlan,
  request: FetchRequest,
  parts: RunParts,
): Promise<PlanOutcome> {
  const run = new PlanRun(plan, request, parts);
  const { cancellation } = request;
  cancellation?.onCancel(() => {
    run.abort();
  });
  try {
    if (plan.root) await run.step(plan.root);
  } finally {
    cancellation?.onCancel(null);
  }
  return run.outcome();
}

class PlanRun {
  private readonly data: OperationData;
  private readonly faults = new FaultMarks();
  private readonly requests: StepRequests;
  private readonly entityFetches: EntityFetches;
  private readonly types: TypeSystem;

  constructor({ fetches }: CompiledPlan, request: FetchRequest, parts: RunParts) {
    const { clients, types, scratch } = parts;
    this.types = types;
    this.data = new OperationData(
      fetches.some(({ context }) => context !== null),
      scratch,
      types,
    );
    this.requests = new StepRequests(request, clients, this.faults);
    this.entityFetches = new EntityFetches(this.data, this.requests, this.faults, types);
  }

  abort(): void {
    this.requests.abort();
  }

  outcome(): PlanOutcome {
    this.data.settle(this.faults);
    this.faults.settle();
    return { data: this.data.root, faults: this.faults };
  }

  step(step: Step): Promise<void> | void {
    switch (step.kind) {
      case 'fetch':
        return step.entities ? this.entityFetches.fetch(step, step.entities) : this.fetchRoot(step);
      case 'sequence':
        return this.sequence(step.steps);
      case 'parallel': {
        const pending: Promise<void>[] = [];
        for (const child of step.steps) {
          const done = this.step(child);
          if (done) pending.push(done);
        }
        return pending.length > 0 ? Promise.all(pending).then(noResult) : undefined;
      }
    }
  }

  private async sequence(steps: readonly Step[]): Promise<void> {
    for (const step of steps) await this.step(step);
  }

  private async fetchRoot(step: FetchStep): Promise<void> {
    const body = `${step.bodyStart}${this.requests.variablesText(step)}}}`;
    const answer = await this.requests.send(step, body);
    // A root fetch below the root (a namespace of fields) fills every object that stands there.
    const targets = step.path.length === 0 ? [this.data.root] : this.data.objectsAt(step);
    const data = answer?.data;
    if (data) {
      // The root type is known, so that every key asked for must be there.
      const absent = step.topLevelKeys.filter((key) => data[key] === undefined);
      if (absent.length > 0) this.faults.addFailed(targets, absent);
      if (step.outputRewrites) applyRewrites(this.types, step.outputRewrites, data);
      for (const target of targets) this.data.merge(target, data);
    } else {
      this.faults.addFailed(targets, step.topLevelKeys);
    }
    for (const { path, badInput } of answer?.errors ?? []) {
      if (!path || !data) this.faults.addFailed(targets, step.topLevelKeys, badInput);
      // Marked once merged: whose null it was must not depend on who answered first.
      else for (const target of targets) this.faults.addLater(target, path, 0, badInput, step.mask);
    }
  }
}

function noResult(): void {
  // Promise.all's list of nothing is nothing.
}

import type { SubgraphClient } from '../fetching/subgraph-client.js';
import type { DataObject } from '../json/data-object.js';
import type { PartitionedClient } from '../merging/partitioned-client.js';
import type { JsonBytes } from '../json/json-bytes.js';
import type { TypeSystem } from '../planning/type-system.js';
import type { CompiledPlan, FetchStep } from './compile-plan.js';
import { EntityFetches, type Keeping } from './entity-fetches.js';
import { FaultMarks } from './fault-marks.js';
import type { FetchRequest } from './fetch-request.js';
import type { KeptEntities } from './kept-entities.js';
import { OperationData } from './operation-data.js';
import { applyRewrites } from './rewrites.js';
import { StepRequests } from './step-requests.js';

/** What all runs under one supergraph share. */
export interface RunParts {
  readonly clients: ReadonlyMap<string, SubgraphClient>;
  /** Of the subgraphs that several operate. */
  readonly partitioned: ReadonlyMap<string, PartitionedClient>;
  /** Of the full schema: subgraphs answer with types that callers do not see. */
  readonly types: TypeSystem;
  readonly entities: KeptEntities;
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
    await run.all();
  } finally {
    cancellation?.onCancel(null);
  }
  return run.outcome();
}

class PlanRun {
  private readonly data: OperationData;
  private readonly faults = new FaultMarks();
  private readonly requests: StepRequests;
  /** Made with the first: a plan may have none. */
  private entityFetches: EntityFetches | null = null;
  private readonly types: TypeSystem;
  private readonly keeping: Keeping | null;

  constructor(
    private readonly plan: CompiledPlan,
    request: FetchRequest,
    parts: RunParts,
  ) {
    const { clients, partitioned, types, scratch, entities } = parts;
    const whose = request.signataire ?? null;
    this.keeping = whose === null ? null : { entities, whose };
    this.types = types;
    this.data = new OperationData(
      plan.fetches.some(({ context }) => context !== null),
      scratch,
      types,
    );
    this.requests = new StepRequests(request, clients, partitioned, this.faults);
  }

  abort(): void {
    this.requests.abort();
  }

  outcome(): PlanOutcome {
    this.data.settle(this.faults);
    this.faults.settle();
    return { data: this.data.root, faults: this.faults };
  }

  /** Each fetch begins as soon as those that it waits for are over. */
  all(): Promise<void> {
    const { fetches, after, before } = this.plan;
    const [only] = fetches;
    if (only && fetches.length === 1) return this.fetch(only) ?? Promise.resolve();
    const missing = after.map(({ length }) => length);
    let left = fetches.length;
    return new Promise((resolve, reject) => {
      const ended = (index: number): void => {
        left -= 1;
        if (left === 0) resolve();
        for (const next of before[index] ?? []) {
          missing[next] = (missing[next] ?? 0) - 1;
          if (missing[next] === 0) begin(next);
        }
      };
      const begin = (index: number): void => {
        try {
          const done = this.fetch(fetches[index] as FetchStep);
          if (done) done.then(() => ended(index)).catch(reject);
          else ended(index);
        } catch (error) {
          reject(error instanceof Error ? error : new Error('not an error'));
        }
      };
      if (left === 0) resolve();
      after.forEach(({ length }, index) => {
        if (length === 0) begin(index);
      });
    });
  }

  private fetch(step: FetchStep): Promise<void> | undefined {
    if (!step.entities) return this.fetchRoot(step);
    const { data, requests, faults, types } = this;
    this.entityFetches ??= new EntityFetches(data, requests, faults, types, this.keeping);
    return this.entityFetches.fetch(step, step.entities);
  }

  private async fetchRoot(step: FetchStep): Promise<void> {
    const answer = step.merged
      ? await this.requests.ask(step, step.merged, null)
      : await this.requests.send(step, `${step.bodyStart}${this.requests.variablesText(step)}}}`);
    // A root fetch below the root (a namespace of fields) fills every object that stands there.
    const targets = step.path.length === 0 ? [this.data.root] : this.data.objectsAt(step);
    const data = answer?.data;
    if (data) {
      // The root type is known, so that every key asked for must be there.
      const absent = step.topLevelKeys.filter((key) => data[key] === undefined);
      if (absent.length > 0) {
        this.faults.addFailed(targets, absent);
        this.requests.tellUnanswered(step, answer);
      }
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

import type { CompiledPlan, FetchStep, Step } from './compile-plan.js';
import { FaultMarks } from './fault-marks.js';
import { mergeInto } from './merge.js';
import type { DataObject } from './representation.js';
import { applyRewrites } from './rewrites.js';
import {
  SubgraphFailure,
  type Inflight,
  type SubgraphAnswer,
  type SubgraphClient,
  type SubgraphError,
} from './subgraph-client.js';
import type { TypeSystem } from './type-system.js';

export interface RunContext {
  readonly clients: ReadonlyMap<string, SubgraphClient>;
  readonly types: TypeSystem;
  /** The caller's variables, as sent. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the gateway sends to this subgraph: content type and its own token. */
  readonly headersFor: (subgraph: string) => Readonly<Record<string, string>>;
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal | null;
  /** Told of every failed fetch; must not throw. */
  readonly onFailure: (subgraph: string, error: unknown) => void;
  /** Told of every answered fetch, for metrics and the plan panel. Milliseconds. */
  readonly onFetch: ((step: FetchStep, milliseconds: number) => void) | null;
}

/** What the fetches of one operation brought together. */
export interface PlanOutcome {
  readonly data: DataObject;
  readonly faults: FaultMarks;
}

export async function runPlan(plan: CompiledPlan, context: RunContext): Promise<PlanOutcome> {
  const run = new PlanRun(context);
  const onAbort = (): void => {
    run.abort();
  };
  if (context.signal?.aborted) run.abort();
  context.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    if (plan.root) await run.step(plan.root);
  } finally {
    context.signal?.removeEventListener('abort', onAbort);
  }
  return { data: run.data, faults: run.faults };
}

/** One entity as fetched by one step; null: the subgraph has no such entity, undefined: it failed. */
type SharedEntity = DataObject | null | undefined;

class PlanRun {
  readonly data: DataObject = {};
  readonly faults = new FaultMarks();
  private readonly inflight: Inflight = new Set();
  private aborted = false;
  /** By request text and representation: an entity asked twice for the same leaves is fetched once. */
  private readonly shared = new Map<string, Map<string, Promise<SharedEntity> | SharedEntity>>();
  /** By the same two: an object that the fetch was made for, which bears its fault marks. */
  private readonly askedFor = new Map<string, Map<string, DataObject>>();

  constructor(private readonly context: RunContext) {}

  abort(): void {
    this.aborted = true;
    for (const request of this.inflight) request.abort();
  }

  step(step: Step): Promise<void> | void {
    switch (step.kind) {
      case 'fetch':
        return step.represent ? this.fetchEntities(step, step.represent) : this.fetchRoot(step);
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
    const answer = await this.send(step, `${step.bodyStart}${this.variablesText(step)}}}`);
    // A root fetch below the root (a namespace of fields) fills every object that stands there.
    const targets = step.path.length === 0 ? [this.data] : collect(this.data, step.path);
    if (!answer) {
      this.faults.addFailed(targets, step.topLevelKeys);
      return;
    }
    const { data, errors } = answer;
    if (data) {
      // The root type is known, so that every key asked for must be there.
      const absent = step.topLevelKeys.filter((key) => data[key] === undefined);
      if (absent.length > 0) this.faults.addFailed(targets, absent);
      if (step.outputRewrites) applyRewrites(this.context.types, step.outputRewrites, data);
      for (const target of targets) mergeInto(target, data);
    } else {
      this.faults.addFailed(targets, step.topLevelKeys);
    }
    for (const error of errors) {
      if (!error.path || !data) this.faults.addFailed(targets, step.topLevelKeys);
      else for (const target of targets) this.faults.addAt(target, error.path, 0);
    }
  }

  private fetchEntities(
    step: FetchStep,
    represent: (entity: DataObject) => string | null,
  ): Promise<void> | undefined {
    const groups = new Map<string, DataObject[]>();
    const seen = new Set<DataObject>();
    for (const target of collect(this.data, step.path)) {
      // The same object can stand at several places once a list was shared.
      if (seen.has(target)) continue;
      seen.add(target);
      const representation = represent(target);
      if (representation === null) continue;
      const same = groups.get(representation);
      if (same) same.push(target);
      else groups.set(representation, [target]);
    }
    if (groups.size === 0) return undefined;
    return step.shareable && !step.mutation
      ? this.fetchShared(step, groups)
      : this.fetchGroups(step, groups);
  }

  private async fetchGroups(
    step: FetchStep,
    groups: ReadonlyMap<string, readonly DataObject[]>,
  ): Promise<void> {
    const entities = await this.entities(step, [...groups.keys()], [...groups.values()]);
    let i = 0;
    for (const targets of groups.values()) {
      const entity = entities?.[i];
      i += 1;
      if (entity) for (const target of targets) this.join(step, target, entity);
    }
  }

  /** As `fetchGroups`, for entities of leaves only: what another step asked already is not asked again. */
  private async fetchShared(
    step: FetchStep,
    groups: ReadonlyMap<string, readonly DataObject[]>,
  ): Promise<void> {
    const text = `${step.subgraph} ${step.bodyStart}${this.variablesText(step)}`;
    let known = this.shared.get(text);
    if (!known) {
      known = new Map();
      this.shared.set(text, known);
    }
    let askedFor = this.askedFor.get(text);
    if (!askedFor) {
      askedFor = new Map();
      this.askedFor.set(text, askedFor);
    }
    const missing = new Map<string, readonly DataObject[]>();
    for (const [representation, targets] of groups) {
      const first = askedFor.get(representation);
      if (first) this.faults.addSame(first, targets, step.topLevelKeys);
      else if (targets[0]) askedFor.set(representation, targets[0]);
      if (!known.has(representation)) missing.set(representation, targets);
    }
    if (missing.size > 0) {
      const fetched = this.entities(step, [...missing.keys()], [...missing.values()]);
      let i = 0;
      for (const representation of missing.keys()) {
        const index = i;
        known.set(
          representation,
          fetched.then((entities) => (entities ? (entities[index] ?? null) : undefined)),
        );
        i += 1;
      }
    }
    for (const [representation, targets] of groups) {
      const entity = await known.get(representation);
      known.set(representation, entity);
      if (entity) for (const target of targets) assignLeaves(target, entity);
      else if (entity === undefined) this.faults.addFailed(targets, step.topLevelKeys);
    }
  }

  /** The entities in the order of the representations; null when the subgraph failed as a whole. */
  private async entities(
    step: FetchStep,
    representations: readonly string[],
    targets: readonly (readonly DataObject[])[],
  ): Promise<readonly (DataObject | null)[] | null> {
    const variables = this.variablesText(step);
    const body = `${step.bodyStart}${variables}${variables === '' ? '' : ','}"representations":[${representations.join(',')}]}}`;
    const answer = await this.send(step, body);
    const list = answer?.data?.['_entities'];
    if (!answer || !Array.isArray(list) || list.length !== representations.length) {
      if (answer && !answer.errors.length) {
        this.context.onFailure(step.subgraph, new SubgraphFailure(step.subgraph, 'garbage'));
      }
      this.faults.addFailed(targets.flat(), step.topLevelKeys);
      return null;
    }
    const entities = list.map((entity: unknown, i) => {
      if (entity === null) return null;
      if (typeof entity === 'object' && !Array.isArray(entity)) return entity as DataObject;
      this.faults.addFailed(targets[i] ?? [], step.topLevelKeys);
      return null;
    });
    this.markEntityErrors(step, answer.errors, targets);
    return entities;
  }

  private markEntityErrors(
    step: FetchStep,
    errors: readonly SubgraphError[],
    targets: readonly (readonly DataObject[])[],
  ): void {
    for (const { path } of errors) {
      const index = path?.[1];
      const concerned = typeof index === 'number' ? targets[index] : undefined;
      if (!path || path[0] !== '_entities' || !concerned) {
        this.faults.addFailed(targets.flat(), step.topLevelKeys);
      } else if (path.length === 2) {
        this.faults.addFailed(concerned, step.topLevelKeys);
      } else {
        // Marked once merged: until then the values are not there to be walked.
        for (const target of concerned) this.faults.addLater(target, path, 2);
      }
    }
  }

  private join(step: FetchStep, target: DataObject, entity: DataObject): void {
    if (entity['__typename'] === undefined && target['__typename'] !== undefined) {
      entity['__typename'] = target['__typename'];
    }
    if (step.outputRewrites) applyRewrites(this.context.types, step.outputRewrites, entity);
    mergeInto(target, entity);
  }

  private variablesText(step: FetchStep): string {
    let text = '';
    for (const name of step.variables) {
      const value = Object.hasOwn(this.context.variables, name)
        ? this.context.variables[name]
        : undefined;
      if (value === undefined) continue;
      text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${JSON.stringify(value)}`;
    }
    return text;
  }

  private async send(step: FetchStep, body: string): Promise<SubgraphAnswer | null> {
    const { clients, headersFor, onFailure, onFetch } = this.context;
    const client = clients.get(step.subgraph);
    const started = onFetch ? performance.now() : 0;
    try {
      if (!client) throw new SubgraphFailure(step.subgraph, 'unreachable');
      if (this.aborted) throw new SubgraphFailure(step.subgraph, 'aborted');
      return await client.request(body, headersFor(step.subgraph), !step.mutation, this.inflight);
    } catch (error) {
      onFailure(step.subgraph, error);
      return null;
    } finally {
      onFetch?.(step, performance.now() - started);
    }
  }
}

function assignLeaves(target: DataObject, entity: DataObject): void {
  for (const key in entity) if (key !== '__proto__') target[key] = entity[key];
}

function noResult(): void {
  // Promise.all's list of nothing is nothing.
}

/** The objects at a path, through lists of any depth; nulls and absences have none. */
function collect(data: DataObject, path: readonly string[]): DataObject[] {
  let current: unknown[] = [data];
  for (const step of path) {
    const next: unknown[] = [];
    for (const value of current) {
      if (step === '@') {
        if (Array.isArray(value)) for (const item of value) next.push(item);
      } else if (Array.isArray(value)) {
        // Lists that the path does not announce: seen from an interface, say.
        for (const item of flatten(value)) pushField(item, step, next);
      } else {
        pushField(value, step, next);
      }
    }
    current = next;
  }
  return flatten(current).filter(
    (value): value is DataObject => typeof value === 'object' && value !== null,
  );
}

function pushField(value: unknown, key: string, into: unknown[]): void {
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, key)) {
    into.push((value as DataObject)[key]);
  }
}

function flatten(values: readonly unknown[]): unknown[] {
  return values.flatMap((value) => (Array.isArray(value) ? flatten(value) : [value]));
}

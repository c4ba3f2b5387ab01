import { removeUnasked } from '../fetching/answer-mask.js';
import type { Cancellation } from '../fetching/cancellation.js';
import { AskedEntities } from './asked-entities.js';
import { collect, collectPlaced } from './collect.js';
import type {
  CompiledPlan,
  EntitySource,
  FetchStep,
  Place,
  SameRequest,
  Step,
} from './compile-plan.js';
import type { ContextArguments } from './context-arguments.js';
import { FaultMarks } from './fault-marks.js';
import { mergeInto } from './merge.js';
import type { PlanReport } from './plan-report.js';
import type { DataObject } from './representation.js';
import { applyRewrites } from './rewrites.js';
import {
  SubgraphFailure,
  type Inflight,
  type SubgraphAnswer,
  type SubgraphClient,
  type SubgraphError,
} from '../fetching/subgraph-client.js';
import type { TypeSystem } from '../planning/type-system.js';

export interface RunContext {
  readonly clients: ReadonlyMap<string, SubgraphClient>;
  readonly types: TypeSystem;
  /** The caller's variables, as sent. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the gateway sends to this subgraph: content type and its own token. */
  readonly headersFor: (subgraph: string) => Readonly<Record<string, string>>;
  /** Of the caller: what is under way for nobody is ended. null: somebody always waits. */
  readonly cancellation: Cancellation | null;
  /** Told of every failed fetch; must not throw. */
  readonly onFailure: (subgraph: string, error: unknown) => void;
  /** Told of every fetch; null: the caller did not ask how it is served. */
  readonly report: PlanReport | null;
}

/** What the fetches of one operation brought together. */
export interface PlanOutcome {
  readonly data: DataObject;
  readonly faults: FaultMarks;
}

export async function runPlan(plan: CompiledPlan, context: RunContext): Promise<PlanOutcome> {
  const run = new PlanRun(context, plan);
  const { cancellation } = context;
  cancellation?.onCancel(() => {
    run.abort();
  });
  try {
    if (plan.root) await run.step(plan.root);
  } finally {
    cancellation?.onCancel(null);
  }
  return { data: run.data, faults: run.faults };
}

/** An entity that several steps of one operation may ask for with the same text. */
interface SharedEntity {
  /** null: the subgraph has no such entity; undefined: it failed. Meaningless while `pending`. */
  entity: DataObject | null | undefined;
  pending: Promise<void> | null;
  /** Who asked for it first: those objects bear its fault marks. */
  readonly asked: AskedEntities;
  readonly index: number;
}

class PlanRun {
  readonly data: DataObject = {};
  readonly faults = new FaultMarks();
  private readonly inflight: Inflight = new Set();
  private aborted = false;
  /** By request and representation: an entity asked twice for the same leaves is fetched once. */
  private readonly shared = new Map<SameRequest, Map<string, SharedEntity>>();

  /** What was collected, and from which version of the data. */
  private readonly asked = new Map<EntitySource, { version: number; asked: AskedEntities }>();
  /** Counts what was merged into the data. */
  private version = 0;
  /** Counts what brought objects: leaves alone change nothing about what stands where. */
  private structure = 0;
  private readonly collected = new Map<Place, { structure: number; objects: DataObject[] }>();

  /** Whether no two places may share an object: what stands above them tells them apart. */
  private readonly apart: boolean;

  constructor(
    private readonly context: RunContext,
    { fetches }: CompiledPlan,
  ) {
    this.apart = fetches.some((step) => step.context !== null);
  }

  abort(): void {
    this.aborted = true;
    for (const request of this.inflight) request.abort();
  }

  step(step: Step): Promise<void> | void {
    switch (step.kind) {
      case 'fetch':
        return step.entities ? this.fetchEntities(step, step.entities) : this.fetchRoot(step);
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
    this.version += 1;
    this.structure += 1;
    if (data) {
      // The root type is known, so that every key asked for must be there.
      const absent = step.topLevelKeys.filter((key) => data[key] === undefined);
      if (absent.length > 0) this.faults.addFailed(targets, absent);
      if (step.outputRewrites) applyRewrites(this.context.types, step.outputRewrites, data);
      for (const target of targets) this.merge(target, data);
    } else {
      this.faults.addFailed(targets, step.topLevelKeys);
    }
    for (const error of errors) {
      const { path, badInput } = error;
      if (!path || !data) this.faults.addFailed(targets, step.topLevelKeys, badInput);
      else for (const target of targets) this.faults.addAt(target, path, 0, badInput);
    }
  }

  private fetchEntities(step: FetchStep, source: EntitySource): Promise<void> | undefined {
    if (step.context) return this.fetchInContexts(step, source, step.context);
    const asked = this.askedOf(step, source);
    if (asked.count === 0) return undefined;
    return step.shared ? this.fetchShared(step, asked) : this.fetchOwn(step, asked);
  }

  /** What steps that start together ask for the same entities is collected once. */
  private askedOf(step: FetchStep, source: EntitySource): AskedEntities {
    const known = source.steps > 1 ? this.asked.get(source) : undefined;
    if (known?.version === this.version) return known.asked;
    const asked = new AskedEntities(source.representation, this.objectsAt(step), source.asText);
    if (source.steps > 1) this.asked.set(source, { version: this.version, asked });
    return asked;
  }

  /** A request for each set of values that stand above the entities: it has one place for them. */
  private async fetchInContexts(
    step: FetchStep,
    { representation }: EntitySource,
    context: ContextArguments,
  ): Promise<void> {
    const byValues = new Map<string, DataObject[]>();
    for (const placed of collectPlaced(this.data, step.path)) {
      if (!representation.typeOf(placed.object)) continue;
      const values = context.write(placed);
      if (values === null) {
        this.faults.addFailed([placed.object], step.topLevelKeys);
        continue;
      }
      const objects = byValues.get(values) ?? [];
      byValues.set(values, objects);
      objects.push(placed.object);
    }
    await Promise.all(
      [...byValues]
        .map(([values, objects]) => ({
          values,
          asked: new AskedEntities(representation, objects, false),
        }))
        .filter(({ asked }) => asked.count > 0)
        .map(({ values, asked }) => this.fetchOwn(step, asked, values)),
    );
  }

  private objectsAt({ place, path }: FetchStep): readonly DataObject[] {
    const known = this.collected.get(place);
    if (known?.structure === this.structure) return known.objects;
    const objects = collect(this.data, path);
    if (place.steps > 1) this.collected.set(place, { structure: this.structure, objects });
    return objects;
  }

  /** @param values variables from above the entities, as JSON. */
  private async fetchOwn(step: FetchStep, asked: AskedEntities, values = ''): Promise<void> {
    const { targets, indexes } = asked;
    const list = asked.bytes ?? asked.representations.join(',');
    const targetsOf = (index: number): readonly DataObject[] => asked.targetsOf(index);
    const entities = await this.entities(step, list, asked.count, targetsOf, values);
    if (!entities) return;
    this.version += 1;
    if (!step.flat) this.structure += 1;
    for (let i = 0; i < targets.length; i += 1) {
      // Both lists are as long, and every index is one of the representations'.
      const entity = entities[indexes[i] as number];
      const target = targets[i] as DataObject;
      if (entity) this.join(step, target, entity);
      else this.faults.addAbsent(target, step.topLevelKeys);
    }
  }

  /** As `fetchOwn`, for entities of leaves only: what another step asked already is not asked again. */
  private async fetchShared(step: FetchStep, asked: AskedEntities): Promise<void> {
    const { representations, targets, indexes } = asked;
    const known = this.shared.get(step.request) ?? new Map<string, SharedEntity>();
    this.shared.set(step.request, known);
    const missing: number[] = [];
    const repeated: number[] = [];
    const entities = representations.map((representation, index) => {
      let one = known.get(representation);
      if (one) {
        repeated.push(index);
      } else {
        one = { entity: undefined, pending: null, asked, index };
        known.set(representation, one);
        missing.push(index);
      }
      return one;
    });
    if (repeated.length > 0) {
      this.faults.addSame(step.topLevelKeys, () =>
        repeated.map((index) => {
          const one = entities[index] as SharedEntity;
          return { from: one.asked.targetsOf(one.index), to: asked.targetsOf(index) };
        }),
      );
    }
    if (missing.length > 0) {
      const pending = this.fetchMissing(step, asked, missing, entities);
      for (const index of missing) (entities[index] as SharedEntity).pending = pending;
    }
    for (const one of entities) if (one.pending) await one.pending;
    this.version += 1;
    for (let i = 0; i < targets.length; i += 1) {
      const { entity } = entities[indexes[i] as number] as SharedEntity;
      const target = targets[i] as DataObject;
      if (entity) assignLeaves(target, entity);
      else if (entity === null) this.faults.addAbsent(target, step.topLevelKeys);
      else this.faults.addFailed([target], step.topLevelKeys);
    }
  }

  private async fetchMissing(
    step: FetchStep,
    asked: AskedEntities,
    missing: readonly number[],
    into: readonly SharedEntity[],
  ): Promise<void> {
    const fetched = await this.entities(
      step,
      missing.map((index) => asked.representations[index]).join(','),
      missing.length,
      (position) => asked.targetsOf(missing[position] as number),
    );
    missing.forEach((index, position) => {
      const one = into[index] as SharedEntity;
      one.entity = fetched ? (fetched[position] ?? null) : undefined;
      one.pending = null;
    });
  }

  /** The entities in the order of the representations; null when the subgraph failed as a whole. */
  private async entities(
    step: FetchStep,
    representations: string | Buffer,
    count: number,
    targetsOf: (index: number) => readonly DataObject[],
    values = '',
  ): Promise<readonly (DataObject | null)[] | null> {
    const variables = this.variablesText(step);
    const start = `${step.bodyStart}${listed(variables)}${listed(values)}"representations":[`;
    const answer = await this.send(
      step,
      typeof representations === 'string'
        ? `${start}${representations}]}}`
        : Buffer.concat([Buffer.from(start), representations, bodyEnd]),
    );
    const list = answer?.data?.['_entities'];
    if (!answer || !Array.isArray(list) || list.length !== count) {
      if (answer && !answer.errors.length) {
        this.context.onFailure(step.subgraph, new SubgraphFailure(step.subgraph, 'garbage'));
      }
      const badInput = answer?.errors.some((error) => error.badInput) ?? false;
      for (let i = 0; i < count; i += 1) {
        this.faults.addFailed(targetsOf(i), step.topLevelKeys, badInput);
      }
      return null;
    }
    for (let i = 0; i < list.length; i += 1) {
      const entity: unknown = list[i];
      if (typeof entity === 'object' && !Array.isArray(entity)) continue;
      this.faults.addFailed(targetsOf(i), step.topLevelKeys);
      list[i] = null;
    }
    if (answer.errors.length > 0) {
      this.markEntityErrors(step, answer.errors, count, targetsOf);
    }
    return list as readonly (DataObject | null)[];
  }

  private markEntityErrors(
    step: FetchStep,
    errors: readonly SubgraphError[],
    count: number,
    targetsOf: (index: number) => readonly DataObject[],
  ): void {
    for (const { path, badInput } of errors) {
      const index = path?.[1];
      const concerned = typeof index === 'number' && index < count ? targetsOf(index) : null;
      if (!path || path[0] !== '_entities' || !concerned) {
        for (let i = 0; i < count; i += 1) {
          this.faults.addFailed(targetsOf(i), step.topLevelKeys, badInput);
        }
      } else if (path.length === 2) {
        this.faults.addFailed(concerned, step.topLevelKeys, badInput);
      } else {
        // Marked once merged: until then the values are not there to be walked.
        for (const target of concerned) this.faults.addLater(target, path, 2, badInput);
      }
    }
  }

  private join(step: FetchStep, target: DataObject, entity: DataObject): void {
    if (step.flat) {
      assignLeaves(target, entity);
      return;
    }
    if (step.outputRewrites) {
      if (entity['__typename'] === undefined && target['__typename'] !== undefined) {
        entity['__typename'] = target['__typename'];
      }
      applyRewrites(this.context.types, step.outputRewrites, entity);
    }
    this.merge(target, entity);
  }

  private merge(target: DataObject, source: DataObject): void {
    mergeInto(target, this.apart ? structuredClone(source) : source);
  }

  private variablesText(step: FetchStep): string {
    let text = '';
    for (const { start, name } of step.variables) {
      const value = Object.hasOwn(this.context.variables, name)
        ? this.context.variables[name]
        : undefined;
      if (value === undefined) continue;
      text += `${text === '' ? '' : ','}${start}${JSON.stringify(value)}`;
    }
    return text;
  }

  private async send(step: FetchStep, body: string | Buffer): Promise<SubgraphAnswer | null> {
    const { clients, headersFor, onFailure, report } = this.context;
    const client = clients.get(step.subgraph);
    const started = report ? performance.now() : 0;
    try {
      if (!client) throw new SubgraphFailure(step.subgraph, 'unreachable');
      if (this.aborted) throw new SubgraphFailure(step.subgraph, 'aborted');
      const headers = headersFor(step.subgraph);
      const answer = await client.request(body, headers, !step.mutation, this.inflight);
      if (answer.data) removeUnasked(answer.data, step.mask);
      report?.ended(step, started, true);
      return answer;
    } catch (error) {
      report?.ended(step, started, false);
      onFailure(step.subgraph, error);
      return null;
    }
  }
}

const bodyEnd = Buffer.from(']}}');

/** As the start of a list that goes on. */
function listed(text: string): string {
  return text === '' ? '' : `${text},`;
}

function assignLeaves(target: DataObject, entity: DataObject): void {
  for (const key in entity) if (key !== '__proto__') target[key] = entity[key];
}

function noResult(): void {
  // Promise.all's list of nothing is nothing.
}

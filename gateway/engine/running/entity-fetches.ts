import type { BadInput } from '../fetching/bad-input.js';
import type { SubgraphAnswer, SubgraphError } from '../fetching/subgraph-answer.js';
import type { DataObject } from '../json/data-object.js';
import type { TypeSystem } from '../planning/type-system.js';
import { partsOfTexts, type AskedEntities, type EntityPart } from './asked-entities.js';
import type { EntitySource, FetchStep } from './compile-plan.js';
import type { ContextArguments } from './context-arguments.js';
import type { FaultMarks } from './fault-marks.js';
import { bodyOf, JointRequests } from './joint-requests.js';
import type { KeptEntities, KeptFetch } from './kept-entities.js';
import type { OperationData } from './operation-data.js';
import { applyRewrites } from './rewrites.js';
import { SharedEntities, type SharedEntity } from './shared-entities.js';
import type { StepRequests } from './step-requests.js';

/** Errors of one answer, each by the objects it concerns: beyond it nothing of the answer is believed whole. */
const mostMarks = 200_000;

/** What may be kept, and for whom. */
export interface Keeping {
  readonly entities: KeptEntities;
  readonly whose: string;
}

/** The entity fetches of one operation: what is asked, and how the answers are joined to the data. */
export class EntityFetches {
  private readonly shared = new SharedEntities();
  private readonly joint: JointRequests;

  constructor(
    private readonly data: OperationData,
    private readonly requests: StepRequests,
    private readonly faults: FaultMarks,
    private readonly types: TypeSystem,
    private readonly keeping: Keeping | null,
  ) {
    this.joint = new JointRequests(requests);
  }

  /** @returns undefined: there is nothing to ask. */
  fetch(step: FetchStep, source: EntitySource): Promise<void> | undefined {
    const done = this.begin(step, source);
    if (step.joint) this.joint.began(step.joint);
    return done;
  }

  private begin(step: FetchStep, source: EntitySource): Promise<void> | undefined {
    if (step.context) return this.fetchInContexts(step, source, step.context);
    const asked = this.data.entitiesFor(step, source);
    if (asked.count === 0) return undefined;
    if (step.kept && this.keeping) return this.fetchKept(step, asked, step.kept, this.keeping);
    return step.shared ? this.fetchShared(step, asked) : this.fetchOwn(step, asked);
  }

  /** A request for each set of values that stand above the entities: it has one place for them. */
  private async fetchInContexts(
    step: FetchStep,
    source: EntitySource,
    context: ContextArguments,
  ): Promise<void> {
    const byValues = new Map<string, DataObject[]>();
    for (const placed of this.data.placedAt(step)) {
      if (!source.representation.typeOf(placed.object)) continue;
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
          asked: this.data.entitiesOf(source, objects, source.asText),
        }))
        .filter(({ asked }) => asked.count > 0)
        .map(({ values, asked }) => this.fetchOwn(step, asked, values)),
    );
  }

  /** @param values variables from above the entities, as JSON. */
  private async fetchOwn(step: FetchStep, asked: AskedEntities, values = ''): Promise<void> {
    const { targets, indexes } = asked;
    const targetsOf = (index: number): readonly DataObject[] => asked.targetsOf(index);
    const entities = await this.entitiesOf(step, asked.parts(), targetsOf, values);
    for (let i = 0; i < targets.length; i += 1) {
      // Both lists are as long, and every index is one of the representations'.
      const entity = entities[indexes[i] as number];
      const target = targets[i] as DataObject;
      if (entity) this.join(step, target, entity);
      else if (entity === null) this.faults.addAbsent(target, step.topLevelKeys);
    }
  }

  /** As `fetchOwn`, for entities of leaves only: what another step asked already is not asked again. */
  private async fetchShared(step: FetchStep, asked: AskedEntities): Promise<void> {
    const { targets, indexes } = asked;
    const { entities, missing, repeated } = this.shared.claim(step.request, asked);
    if (repeated.length > 0) {
      this.faults.addSame(step.topLevelKeys, () =>
        repeated.map((index) => {
          const { asked: first, index: firstIndex } = entities[index] as SharedEntity;
          return { from: first.targetsOf(firstIndex), to: asked.targetsOf(index) };
        }),
      );
    }
    if (missing.length > 0) {
      const pending = this.fetchMissing(step, asked, missing, entities);
      for (const index of missing) (entities[index] as SharedEntity).pending = pending;
    }
    for (const { pending } of entities) if (pending) await pending;
    for (let i = 0; i < targets.length; i += 1) {
      const { entity } = entities[indexes[i] as number] as SharedEntity;
      const target = targets[i] as DataObject;
      if (entity) this.data.setLeaves(target, entity);
      else if (entity === null) this.faults.addAbsent(target, step.topLevelKeys);
      else this.faults.addFailed([target], step.topLevelKeys);
    }
  }

  /** As `fetchOwn`, for entities of leaves that may be kept: what is known is not asked for. */
  private fetchKept(
    step: FetchStep,
    asked: AskedEntities,
    kept: KeptFetch,
    { entities, whose }: Keeping,
  ): Promise<void> | undefined {
    const texts = asked.representations;
    const known = texts.map((text) => entities.find(whose, kept, text));
    const missing = known.flatMap((entity, index) => (entity ? [] : [index]));
    for (let i = 0; i < asked.targets.length; i += 1) {
      const entity = known[asked.indexes[i] as number];
      if (entity) this.data.setLeaves(asked.targets[i] as DataObject, entity);
    }
    if (missing.length === 0) return undefined;
    return this.fetchUnknown(step, asked, missing, (text, entity) => {
      entities.keep(whose, kept, text, entity, step.topLevelKeys);
    });
  }

  private async fetchUnknown(
    step: FetchStep,
    asked: AskedEntities,
    missing: readonly number[],
    keep: (text: string, entity: DataObject) => void,
  ): Promise<void> {
    const texts = missing.map((index) => asked.representations[index] as string);
    const targetsOf = (position: number): readonly DataObject[] =>
      asked.targetsOf(missing[position] as number);
    const fetched = await this.entitiesOf(step, partsOfTexts(texts), targetsOf);
    texts.forEach((text, position) => {
      const entity = fetched[position];
      for (const target of targetsOf(position)) {
        if (entity) this.data.setLeaves(target, entity);
        else if (entity === null) this.faults.addAbsent(target, step.topLevelKeys);
      }
      if (entity) keep(text, entity);
    });
  }

  private async fetchMissing(
    step: FetchStep,
    asked: AskedEntities,
    missing: readonly number[],
    into: readonly SharedEntity[],
  ): Promise<void> {
    const texts = missing.map((index) => asked.representations[index] as string);
    const fetched = await this.entitiesOf(step, partsOfTexts(texts), (position) =>
      asked.targetsOf(missing[position] as number),
    );
    missing.forEach((index, position) => {
      const entry = into[index] as SharedEntity;
      entry.entity = fetched[position];
      entry.pending = null;
    });
  }

  /** The entities in the order of the representations; undefined: they were asked for in vain. */
  private async entitiesOf(
    step: FetchStep,
    parts: readonly EntityPart[],
    targetsOf: (index: number) => readonly DataObject[],
    values = '',
  ): Promise<readonly (DataObject | null | undefined)[]> {
    const answers = await Promise.all(
      parts.map((part) =>
        this.entities(step, part, (index) => targetsOf(part.from + index), values),
      ),
    );
    const [only] = answers;
    if (only && answers.length === 1) return only;
    return answers.flatMap((entities, i): readonly (DataObject | null | undefined)[] => {
      return entities ?? Array.from({ length: parts[i]?.count ?? 0 }, () => undefined);
    });
  }

  /** As `entitiesOf`, with one request; null when it failed as a whole. */
  private async entities(
    step: FetchStep,
    part: EntityPart,
    targetsOf: (index: number) => readonly DataObject[],
    values = '',
  ): Promise<readonly (DataObject | null)[] | null> {
    const { count } = part;
    const answer = await this.answerOf(step, part, values);
    const list = answer?.data?.['_entities'];
    if (!answer || !Array.isArray(list) || list.length !== count) {
      if (answer) this.requests.tellUnanswered(step, answer);
      const badInput = answer?.errors.find((error) => error.badInput !== null)?.badInput ?? null;
      for (let i = 0; i < count; i += 1) {
        this.faults.addFailed(targetsOf(i), step.topLevelKeys, badInput);
      }
      return null;
    }
    let whole = true;
    for (let i = 0; i < list.length; i += 1) {
      const entity: unknown = list[i];
      if (typeof entity === 'object' && !Array.isArray(entity)) continue;
      this.faults.addFailed(targetsOf(i), step.topLevelKeys);
      list[i] = null;
      whole = false;
    }
    if (!whole) this.requests.tellUnanswered(step, answer);
    if (answer.errors.length > 0) this.markErrors(step, answer.errors, count, targetsOf);
    return list as readonly (DataObject | null)[];
  }

  private answerOf(
    step: FetchStep,
    part: EntityPart,
    values: string,
  ): Promise<SubgraphAnswer | null> {
    if (step.merged) return this.requests.ask(step, step.merged, part.texts, values);
    if (step.joint) return this.joint.ask(step, step.joint, part);
    const variables = this.requests.variablesText(step);
    const both = variables === '' || values === '' ? variables + values : `${variables},${values}`;
    const body = bodyOf(step.bodyStart, both, [['representations', part]]);
    return this.requests.send(step, body, part.count);
  }

  private markErrors(
    step: FetchStep,
    errors: readonly SubgraphError[],
    count: number,
    targetsOf: (index: number) => readonly DataObject[],
  ): void {
    const wholeFailed = new Set<BadInput['raison'] | undefined>();
    let work = 0;
    for (const { path, badInput } of errors) {
      const index = path?.[1];
      const named = typeof index === 'number' && index < count ? targetsOf(index) : null;
      work += named?.length ?? 0;
      const concerned = work > mostMarks ? null : named;
      if (!path || path[0] !== '_entities' || !concerned) {
        // A thousand errors about all of them say no more than one.
        if (wholeFailed.has(badInput?.raison)) continue;
        wholeFailed.add(badInput?.raison);
        for (let i = 0; i < count; i += 1) {
          this.faults.addFailed(targetsOf(i), step.topLevelKeys, badInput);
        }
      } else if (path.length === 2) {
        this.faults.addFailed(concerned, step.topLevelKeys, badInput);
      } else {
        // Marked once merged: until then the values are not there to be walked.
        const asked = step.mask.at('_entities');
        for (const target of concerned) this.faults.addLater(target, path, 2, badInput, asked);
      }
    }
  }

  private join(step: FetchStep, target: DataObject, entity: DataObject): void {
    if (step.flat) {
      this.data.setLeaves(target, entity);
      return;
    }
    if (step.outputRewrites) {
      const type = this.data.typeOfBoth(target, entity);
      if (type !== undefined) entity['__typename'] = type;
      applyRewrites(this.types, step.outputRewrites, entity);
    }
    this.data.merge(target, entity);
  }
}

import type { DataObject } from '../json/data-object.js';
import { cloneJson } from '../json/exact-numbers.js';
import type { JsonBytes } from '../json/json-bytes.js';
import type { TypeSystem } from '../planning/type-system.js';
import { AskedEntities } from './asked-entities.js';
import { collect, collectPlaced, type Placed } from './collect.js';
import type { EntitySource, FetchStep, Place } from './compile-plan.js';
import type { FaultMarks } from './fault-marks.js';
import { Merge } from './merge.js';

/**
 * What the fetches of one operation brought together, and where its objects stand. What was looked up
 * once is kept until the data changes, and the data changes here only: nobody else has to remember it.
 */
export class OperationData {
  readonly root: DataObject = {};
  /** Counts every change. */
  private version = 0;
  /** Counts what brought objects: leaves alone change nothing about what stands where. */
  private structure = 0;
  private readonly joining: Merge;
  private readonly conflicts: { readonly holder: object; readonly key: string }[] = [];
  private readonly collected = new Map<
    Place,
    { structure: number; objects: readonly DataObject[] }
  >();
  private readonly asked = new Map<EntitySource, { version: number; entities: AskedEntities }>();

  /**
   * @param apart no two places may share an object: what stands above them tells them apart.
   * @param scratch what representations are written into.
   */
  constructor(
    private readonly apart: boolean,
    private readonly scratch: JsonBytes,
    types: TypeSystem,
  ) {
    this.joining = new Merge(types, (holder, key) => {
      this.conflicts.push({ holder, key });
    });
  }

  /** Joins what a subgraph answered to an object of the data. */
  merge(target: DataObject, source: DataObject): void {
    this.version += 1;
    this.structure += 1;
    this.joining.into(target, this.apart ? cloneJson(source) : source);
  }

  /** As `merge`, of an answer that holds no objects. */
  setLeaves(target: DataObject, source: DataObject): void {
    this.version += 1;
    this.joining.leavesInto(target, source);
  }

  /** The type of both, where one of them may know an interface only. */
  typeOfBoth(target: DataObject, source: DataObject): unknown {
    return this.joining.moreConcrete(target['__typename'], source['__typename']);
  }

  /** To be called once all is merged: what partners contradict each other in is nobody's value. */
  settle(faults: FaultMarks): void {
    for (const { holder, key } of this.conflicts.splice(0)) {
      (holder as DataObject)[key] = null;
      faults.addFailed([holder as DataObject], [key]);
    }
  }

  objectsAt({ place, path }: FetchStep): readonly DataObject[] {
    const known = this.collected.get(place);
    if (known?.structure === this.structure) return known.objects;
    const objects = collect(this.root, path);
    if (place.steps > 1) this.collected.set(place, { structure: this.structure, objects });
    return objects;
  }

  /** As `objectsAt`, with the objects each stands in. */
  placedAt({ path }: FetchStep): readonly Placed[] {
    return collectPlaced(this.root, path);
  }

  /** What a step asks for. Steps that start together and ask for the same entities share it. */
  entitiesFor(step: FetchStep, source: EntitySource): AskedEntities {
    const known = source.steps > 1 ? this.asked.get(source) : undefined;
    if (known?.version === this.version) return known.entities;
    const entities = this.entitiesOf(source, this.objectsAt(step), source.asText);
    if (source.steps > 1) this.asked.set(source, { version: this.version, entities });
    return entities;
  }

  entitiesOf(
    { representation }: EntitySource,
    objects: readonly DataObject[],
    asText = false,
  ): AskedEntities {
    return new AskedEntities(representation, objects, asText, this.scratch);
  }
}

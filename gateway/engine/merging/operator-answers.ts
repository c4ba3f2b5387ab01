import { commonBadInput, type BadInput } from '../fetching/bad-input.js';
import { SubgraphFailure, type SubgraphError } from '../fetching/subgraph-answer.js';
import type { Unit } from './merged-fetch.js';

type Data = Record<string, unknown>;

/** What one operator said of one unit at one place; `failed`: it said nothing that can be used. */
export type Said =
  | {
      readonly kind: 'value';
      readonly value: Data | number | string | boolean | readonly unknown[];
    }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly badInput: BadInput | null };

/** Where a unit stands in answers: below an entity, or at the root. */
export interface Place {
  readonly unit: Unit;
  /** Of the entity among those asked for; null: at the root. */
  readonly entity: number | null;
}

/** One operator's answer to its part of a fetch, and which of the fetch's entities it was asked for. */
export class OperatorAnswer {
  private readonly local: ReadonlyMap<number, number>;
  private readonly byPlace = new Map<string, SubgraphError[]>();
  /** Of all that was asked. */
  private readonly whole: readonly SubgraphError[];
  /** What went wrong here and nobody was told yet. */
  failure: SubgraphFailure | null;
  /** Pages of which it did not give the rows that were asked for later. */
  private readonly cutShort = new Set<Unit>();

  /** @param data null: there is none. */
  constructor(
    readonly operator: string,
    readonly units: ReadonlySet<Unit>,
    /** Indexes of the fetch's entities, in the order in which they were asked for. */
    readonly entities: readonly number[],
    private data: Data | null,
    errors: readonly SubgraphError[],
    failure: SubgraphFailure | null,
  ) {
    this.failure = failure;
    this.local = new Map(entities.map((global, index) => [global, index]));
    const list = data?.['_entities'];
    if (data && entities.length > 0 && (!Array.isArray(list) || list.length !== entities.length)) {
      this.data = null;
      this.failure ??= new SubgraphFailure(operator, 'garbage');
    }
    const whole: SubgraphError[] = [];
    for (const error of errors) {
      const depth = entities.length > 0 ? 2 : 1;
      if (!error.path || error.path.length < depth) whole.push(error);
      else {
        const key = JSON.stringify(error.path.slice(0, depth));
        this.byPlace.set(key, [...(this.byPlace.get(key) ?? []), error]);
      }
    }
    this.whole = whole;
  }

  isCutShort(unit: Unit): boolean {
    return this.cutShort.has(unit);
  }

  cutsShort(unit: Unit): void {
    this.cutShort.add(unit);
  }

  /** What it has at the root, where it was asked for more than it gave at first. */
  goesOn(unit: Unit, value: Data, errors: readonly SubgraphError[]): void {
    if (!this.data || unit.key === null) throw new Error('nothing that could go on');
    this.data[unit.key] = value;
    const key = JSON.stringify([unit.key]);
    this.byPlace.set(key, [...(this.byPlace.get(key) ?? []), ...errors]);
  }

  wasAsked({ unit, entity }: Place): boolean {
    return this.units.has(unit) && (entity === null || this.local.has(entity));
  }

  said(place: Place): Said {
    const { unit, entity } = place;
    if (!this.data) return this.failedOf(this.whole);
    const holder = this.holder(entity);
    const errors = this.errorsAt(place);
    const value = unit.key === null || holder === null ? holder : holder[unit.key];
    if (value !== null && value !== undefined) {
      return this.whole.length > 0
        ? this.failedOf(this.whole)
        : { kind: 'value', value: value as Data };
    }
    if (errors.length > 0 || this.whole.length > 0) {
      return this.failedOf([...errors, ...this.whole]);
    }
    // A field that was asked for and is not there is no answer; a null is one.
    return value === undefined ? { kind: 'failed', badInput: null } : { kind: 'nothing' };
  }

  /** Errors below the unit, as paths in the merged answer. */
  errorsBelow(place: Place): readonly SubgraphError[] {
    const depth = this.depthOf(place);
    return this.errorsAt(place)
      .filter(({ path }) => (path?.length ?? 0) > depth)
      .map((error) => ({
        ...error,
        path:
          place.entity === null
            ? error.path
            : ['_entities', place.entity, ...(error.path?.slice(2) ?? [])],
      }));
  }

  private depthOf({ unit, entity }: Place): number {
    return (entity === null ? 0 : 2) + (unit.key === null ? 0 : 1);
  }

  private failedOf(errors: readonly SubgraphError[]): Said {
    return { kind: 'failed', badInput: commonBadInput(errors.map(({ badInput }) => badInput)) };
  }

  private holder(entity: number | null): Data | null {
    if (entity === null) return this.data;
    const list = this.data?.['_entities'] as unknown[];
    const value = list[this.local.get(entity) ?? -1];
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Data)
      : null;
  }

  private errorsAt({ unit, entity }: Place): readonly SubgraphError[] {
    const start = entity === null ? [unit.key] : ['_entities', this.local.get(entity) ?? -1];
    const errors = this.byPlace.get(JSON.stringify(start)) ?? [];
    if (entity === null || unit.key === null) return errors;
    return errors.filter(({ path }) => path?.length === 2 || path?.[2] === unit.key);
  }
}

import type { DataObject, Representation, RepresentedType } from './representation.js';

/** The entities that one fetch asks for, each once, and the objects they stand for. */
export class AskedEntities {
  representations: string[] = [];
  readonly targets: DataObject[] = [];
  /** For each target, which of the representations is its own. */
  readonly indexes: number[] = [];
  /** How many representations there are. */
  count = 0;
  private known = new Map<string, number>();
  /** By the value of the only key, where a type has one: found without writing the representation. */
  private bySoleKey = new Map<RepresentedType, Map<string, number>>();
  private byIndex: DataObject[][] | null = null;

  constructor(private readonly representation: Representation) {}

  /**
   * Leaves out an object that lacks what the fetch requires. The same object may come twice: what is
   * then joined twice stays the same.
   */
  add(target: DataObject): void {
    const type = this.representation.typeOf(target);
    if (!type) return;
    const sole = type.soleKey === null ? undefined : target[type.soleKey];
    const index =
      typeof sole === 'string'
        ? this.indexOfKey(type, sole, target)
        : this.indexOfText(type, target);
    if (index < 0) return;
    this.targets.push(target);
    this.indexes.push(index);
  }

  /**
   * The representations as a request sends them, which then need not be kept: an answer is waited
   * for, and what many requests keep meanwhile is what the collector has to carry along.
   */
  takeList(): string {
    const list = this.representations.join(',');
    this.representations = [];
    this.known = new Map();
    this.bySoleKey = new Map();
    return list;
  }

  /** Only faults need it. */
  targetsOf(index: number): readonly DataObject[] {
    if (!this.byIndex) {
      const lists: DataObject[][] = Array.from({ length: this.count }, () => []);
      this.targets.forEach((target, i) => lists[this.indexes[i] ?? -1]?.push(target));
      this.byIndex = lists;
    }
    return this.byIndex[index] ?? [];
  }

  private indexOfKey(type: RepresentedType, value: string, target: DataObject): number {
    let known = this.bySoleKey.get(type);
    if (!known) {
      known = new Map();
      this.bySoleKey.set(type, known);
    }
    let index = known.get(value);
    if (index === undefined) {
      index = this.indexOfText(type, target);
      known.set(value, index);
    }
    return index;
  }

  /** -1: it has no representation. */
  private indexOfText(type: RepresentedType, target: DataObject): number {
    const text = this.representation.write(target, type);
    if (text === null) return -1;
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const index = this.count;
    this.count = this.representations.push(text);
    this.known.set(text, index);
    return index;
  }
}

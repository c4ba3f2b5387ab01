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
  /** By the first of its leaves, a key mostly: found again without writing the representation. */
  private byFirstLeaf = new Map<RepresentedType, Map<string, number>>();
  /** For each representation, an object that it was written from. */
  private written: DataObject[] = [];
  private byIndex: DataObject[][] | null = null;

  constructor(private readonly representation: Representation) {}

  /**
   * Leaves out an object that lacks what the fetch requires. The same object may come twice: what is
   * then joined twice stays the same.
   */
  add(target: DataObject): void {
    const type = this.representation.typeOf(target);
    if (!type) return;
    const index =
      type.leaves && type.leaves.length > 0
        ? this.indexOfLeaves(type, type.leaves, target)
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
    this.written = [];
    this.known = new Map();
    this.byFirstLeaf = new Map();
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

  private indexOfLeaves(
    type: RepresentedType,
    leaves: readonly string[],
    target: DataObject,
  ): number {
    const first = target[leaves[0] as string];
    if (typeof first !== 'string') return this.indexOfText(type, target);
    let known = this.byFirstLeaf.get(type);
    if (!known) {
      known = new Map();
      this.byFirstLeaf.set(type, known);
    }
    const found = known.get(first);
    if (found !== undefined) {
      const same = sameLeaves(leaves, this.written[found] as DataObject, target);
      return same ? found : this.indexOfText(type, target);
    }
    const text = this.representation.write(target, type);
    if (text === null) return -1;
    const index = this.keep(text, target);
    known.set(first, index);
    return index;
  }

  /** -1: it has no representation. */
  private indexOfText(type: RepresentedType, target: DataObject): number {
    const text = this.representation.write(target, type);
    if (text === null) return -1;
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const index = this.keep(text, target);
    this.known.set(text, index);
    return index;
  }

  private keep(text: string, target: DataObject): number {
    const index = this.count;
    this.count = this.representations.push(text);
    this.written.push(target);
    return index;
  }
}

/** The first is known to be the same. Lists are told apart by their text. */
function sameLeaves(leaves: readonly string[], one: DataObject, other: DataObject): boolean {
  for (let i = 1; i < leaves.length; i += 1) {
    const leaf = leaves[i] as string;
    if (one[leaf] !== other[leaf]) return false;
  }
  return true;
}

import type { DataObject } from './representation.js';

/** The entities that one fetch asks for, each once, and the objects they stand for. */
export class AskedEntities {
  representations: string[] = [];
  readonly targets: DataObject[] = [];
  /** For each target, which of the representations is its own. */
  readonly indexes: number[] = [];
  /** How many representations there are. */
  count = 0;
  private known = new Map<string, number>();
  private byIndex: DataObject[][] | null = null;

  /** The same object may come twice: what is then joined twice stays the same. */
  add(representation: string, target: DataObject): void {
    let index = this.known.get(representation);
    if (index === undefined) {
      index = this.count;
      this.count = this.representations.push(representation);
      this.known.set(representation, index);
    }
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
}

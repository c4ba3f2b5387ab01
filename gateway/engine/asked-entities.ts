import type { DataObject } from './representation.js';

/** The entities that one fetch asks for, each once, and the objects they stand for. */
export class AskedEntities {
  readonly representations: string[] = [];
  readonly targets: DataObject[] = [];
  /** For each target, which of the representations is its own. */
  readonly indexes: number[] = [];
  private readonly known = new Map<string, number>();
  private byIndex: DataObject[][] | null = null;

  /** The same object may come twice: what is then joined twice stays the same. */
  add(representation: string, target: DataObject): void {
    let index = this.known.get(representation);
    if (index === undefined) {
      index = this.representations.push(representation) - 1;
      this.known.set(representation, index);
    }
    this.targets.push(target);
    this.indexes.push(index);
  }

  /** Only faults need it. */
  targetsOf(index: number): readonly DataObject[] {
    if (!this.byIndex) {
      const lists: DataObject[][] = this.representations.map(() => []);
      this.targets.forEach((target, i) => lists[this.indexes[i] ?? -1]?.push(target));
      this.byIndex = lists;
    }
    return this.byIndex[index] ?? [];
  }
}

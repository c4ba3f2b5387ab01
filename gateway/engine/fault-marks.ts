import type { DataObject } from './representation.js';

/**
 * Where subgraphs failed, kept beside the data: for an object, the private keys (for a list,
 * the indexes) whose value is missing because of it. The shape asks for them when it meets a null, so that an error reaches the
 * caller under the caller's own path, and only where the caller asked something.
 */
export class FaultMarks {
  private readonly marks = new Map<object, Set<string>>();
  private readonly later: {
    target: DataObject;
    path: readonly (string | number)[];
    from: number;
  }[] = [];
  private readonly same: {
    from: DataObject;
    targets: readonly DataObject[];
    keys: readonly string[];
  }[] = [];
  /** Whether anything failed, seen by the caller or not. */
  any = false;

  /** The keys of these objects were to come from a fetch that failed. */
  addFailed(targets: readonly DataObject[], keys: readonly string[]): void {
    this.any = true;
    for (const target of targets) for (const key of keys) this.mark(target, key);
  }

  /** An error of a subgraph at `path.slice(from)` below the object. */
  addAt(target: DataObject, path: readonly (string | number)[], from: number): void {
    this.any = true;
    let object: object = target;
    let key: string | null = null;
    let value: unknown = target;
    for (let i = from; i < path.length; i += 1) {
      const step = path[i];
      if (typeof step === 'string') {
        if (typeof value !== 'object' || value === null || Array.isArray(value)) break;
        object = value;
        key = step;
        value = Object.hasOwn(value, step) ? (value as DataObject)[step] : undefined;
      } else {
        if (!Array.isArray(value)) break;
        object = value;
        key = String(step);
        value = value[step ?? 0];
      }
      // What is null already hides what lies below: this is where the error shows.
      if (value === null || value === undefined) break;
    }
    if (key !== null) this.mark(object, key);
  }

  addLater(target: DataObject, path: readonly (string | number)[], from: number): void {
    this.any = true;
    this.later.push({ target, path, from });
  }

  /** What failed of these keys for `from` failed for the targets too: one fetch answered for all. */
  addSame(from: DataObject, targets: readonly DataObject[], keys: readonly string[]): void {
    this.same.push({ from, targets, keys });
  }

  /** To be called once all is merged. */
  settle(): void {
    for (const { target, path, from } of this.later) this.addAt(target, path, from);
    this.later.length = 0;
    for (const { from, targets, keys } of this.same) {
      const failed = keys.filter((key) => this.has(from, key));
      for (const target of targets) for (const key of failed) this.mark(target, key);
    }
    this.same.length = 0;
  }

  has(object: object, key: string): boolean {
    return this.marks.get(object)?.has(key) ?? false;
  }

  private mark(object: object, key: string): void {
    const keys = this.marks.get(object);
    if (keys) keys.add(key);
    else this.marks.set(object, new Set([key]));
  }
}

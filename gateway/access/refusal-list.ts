import type { Refusal } from './decision.js';
import type { Condition } from './operation-tree.js';

/** Gathers refusals, one for each path, however many selections were refused there. */
export class RefusalList {
  private readonly byPath = new Map<
    string,
    {
      path: readonly string[];
      coordinates: Set<string>;
      occurrences: Map<string, readonly Condition[]>;
    }
  >();

  add(path: readonly string[], coordinate: string, conditions: readonly Condition[]): void {
    // Response keys are GraphQL names and so hold no dot.
    const key = path.join('.');
    const entry = this.byPath.get(key) ?? {
      path,
      coordinates: new Set<string>(),
      occurrences: new Map<string, readonly Condition[]>(),
    };
    this.byPath.set(key, entry);
    entry.coordinates.add(coordinate);
    entry.occurrences.set(JSON.stringify(conditions), conditions);
  }

  list(): readonly Refusal[] {
    return [...this.byPath.values()].map(({ path, coordinates, occurrences }) => ({
      path,
      coordinates: [...coordinates],
      // One occurrence without conditions makes all others irrelevant.
      occurrences: occurrences.has('[]') ? [[]] : [...occurrences.values()],
    }));
  }
}

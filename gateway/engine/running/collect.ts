import type { DataObject } from '../json/data-object.js';

/** A response key, `@` into a list, or the names that an object's type must have for it to count. */
export type PathStep = string | ReadonlySet<string>;

/** An object of the data and, from the nearest on, the objects it stands in. */
export interface Placed {
  readonly object: DataObject;
  readonly above: Placed | null;
}

/** The objects at a path, through lists of any depth; nulls and absences have none. */
export function collect(data: DataObject, path: readonly PathStep[]): DataObject[] {
  const found: DataObject[] = [];
  collectBelow(data, path, 0, found);
  return found;
}

function collectBelow(
  value: unknown,
  path: readonly PathStep[],
  index: number,
  into: DataObject[],
): void {
  if (typeof value !== 'object' || value === null) return;
  const step = path[index];
  if (Array.isArray(value)) {
    // A list that the path does not announce, seen from an interface say, is gone through as well.
    const next = step === '@' ? index + 1 : index;
    for (const item of value) collectBelow(item, path, next, into);
  } else if (step === undefined) {
    into.push(value as DataObject);
  } else if (typeof step === 'object') {
    if (hasType(value as DataObject, step)) collectBelow(value, path, index + 1, into);
  } else if (step !== '@' && Object.hasOwn(value, step)) {
    collectBelow((value as DataObject)[step], path, index + 1, into);
  }
}

/**
 * As `collect`, for who must know where each object stands: few plans do, and the usual way is spared
 * an object for every object.
 */
export function collectPlaced(data: DataObject, path: readonly PathStep[]): Placed[] {
  const found: Placed[] = [];
  const below = (value: unknown, index: number, above: Placed | null): void => {
    if (typeof value !== 'object' || value === null) return;
    const step = path[index];
    if (Array.isArray(value)) {
      const next = step === '@' ? index + 1 : index;
      for (const item of value) below(item, next, above);
      return;
    }
    if (typeof step === 'object') {
      if (hasType(value as DataObject, step)) below(value, index + 1, above);
      return;
    }
    const placed: Placed = { object: value as DataObject, above };
    if (step === undefined) found.push(placed);
    else if (step !== '@' && Object.hasOwn(value, step)) {
      below(placed.object[step], index + 1, placed);
    }
  };
  below(data, 0, null);
  return found;
}

/** Without a type name there is only one type it can be. */
function hasType(object: DataObject, types: ReadonlySet<string>): boolean {
  const name = object['__typename'];
  return typeof name !== 'string' || types.has(name);
}

import type { ResponseKeys } from '../../access/fetched-document.js';
import type { TreeField, TreeSelection } from '../../access/operation-tree.js';

type Path = readonly (string | number)[];

/**
 * A path below these selections in the caller's response keys, as far as the caller asked: what only a
 * join needed is nothing to tell of.
 */
export function callerPath(
  selections: readonly TreeSelection[],
  keys: ResponseKeys,
  path: Path,
): Path {
  const told: (string | number)[] = [];
  let below = selections;
  for (const step of path) {
    if (typeof step === 'number') {
      told.push(step);
      continue;
    }
    const fields = fieldsOf(below).filter((field) => !field.refused && keys.of(field) === step);
    const [first] = fields;
    if (!first) break;
    told.push(first.key);
    below = fields.flatMap((field) => field.selections ?? []);
  }
  return told;
}

function fieldsOf(selections: readonly TreeSelection[]): readonly TreeField[] {
  return selections.flatMap((selection) =>
    selection.kind === 'field' ? [selection] : fieldsOf(selection.selections),
  );
}

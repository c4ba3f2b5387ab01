import { fieldsByPath, withoutListParts, type Asking } from './asked-fields.js';
import { kindOf, labelsOf, type Column } from './columns.js';
import { cellText } from './rows.js';
import type { Words } from './tables.js';

/** How values that stand in one cell with others are written: as they would be in a column of their own. */
export function listWords(asking: Asking): Words {
  // Not before there is an answer: what cannot be parsed has none.
  let fields: ReturnType<typeof fieldsByPath> | undefined;
  const kinds = new Map<string, Pick<Column, 'genre' | 'libelles'>>();
  const kindAt = (path: string): Pick<Column, 'genre' | 'libelles'> => {
    const found = kinds.get(path);
    if (found) return found;
    const parts = withoutListParts(path);
    fields ??= fieldsByPath(asking);
    const known = fields.get(parts.join('.'));
    const kind = { genre: kindOf(parts, known), libelles: labelsOf(known) };
    kinds.set(path, kind);
    return kind;
  };
  return (path, value) => {
    const kind = kindAt(path);
    const isForMachines = kind.genre === 'identifiant' || /(?:^|\.)version$/.test(path);
    return isForMachines ? null : cellText(value, kind);
  };
}

import type { Convention } from '../convention/convention.js';
import { fieldsInFrench } from './rule-sentences.js';
import { rightStatement, type Statement } from './right-sentences.js';
import type { RightChange } from './rights-changes.js';
import type { Lasting } from './rights-history.js';

/** One sentence for all fields of which a signatory wins or loses the same. */
export function fieldStatements(
  changes: readonly Lasting<RightChange>[],
  convention: Convention,
  today: string,
): readonly Statement[] {
  const groups = new Map<string, Lasting<RightChange>[]>();
  for (const change of changes) {
    const key = JSON.stringify({ ...change, subject: '' });
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].flatMap((group): Statement[] => {
    const [first] = group;
    if (!first) return [];
    const what = `la lecture de ${fieldsInFrench(group.map(({ subject }) => subject))}`;
    return [rightStatement(first, [convention], today, { what, by: 'le schéma' })];
  });
}

import type { Column } from './columns.js';
import type { Ligne } from './rows.js';
import { masked } from './tables.js';

/** The sum of a column, and what it does not count. */
export interface Total {
  readonly somme: number;
  readonly masques: number;
  readonly inconnus: number;
}

/** Quantities. A gravity, a floor or a priority is a number that nobody adds up. */
const quantities =
  /^(?:totalCount|effectif|nb[A-Z]\w*|nombre\w*|cout\w*|montant\w*|population\w*)$/;

/** Whether the numbers of a column may be added up: each row's own, and a quantity. */
export function isQuantity({ id, heritee }: Pick<Column, 'id' | 'heritee'>): boolean {
  const path = id.split('.');
  const name = path.at(-1) ?? '';
  // Below another object the same number may stand in many rows.
  const isOwn = path.length === 1 || (path.length === 2 && name === 'totalCount');
  return !heritee && isOwn && quantities.test(name);
}

/** The column that says of which kind each number is, where there are several: they have no sum. */
export function kindColumn(lignes: readonly Ligne[]): string | null {
  const first = lignes[0] ?? {};
  const kind = ['type', 'indicateur'].find((id) => id in first);
  if (kind === undefined) return null;
  return new Set(lignes.map((ligne) => ligne[kind])).size > 1 ? kind : null;
}

/** Numbers of what another column says: suites of a family, an indicator's facts. */
export function isOfKind(id: string): boolean {
  return id === 'effectif' || id === 'nombre';
}

/** @returns null for what may not be summed: what each row repeats, and what is no quantity. */
export function totalOf(column: Column, lignes: readonly Ligne[]): Total | null {
  if (!isQuantity(column)) return null;
  if (isOfKind(column.id) && kindColumn(lignes) !== null) return null;
  const total = { somme: 0, masques: 0, inconnus: 0 };
  for (const ligne of lignes) {
    const cell = ligne[column.id];
    if (typeof cell === 'number') total.somme += cell;
    else if (cell === masked) total.masques += 1;
    else total.inconnus += 1;
  }
  return total;
}

/** « 12 450, sans 3 masqués et 2 inconnus ». */
export function totalText({ somme, masques, inconnus }: Total): string {
  const left = [
    ...(masques > 0 ? [masques === 1 ? '1 masqué' : `${masques} masqués`] : []),
    ...(inconnus > 0 ? [inconnus === 1 ? '1 inconnu' : `${inconnus} inconnus`] : []),
  ];
  const sum = somme.toLocaleString('fr-FR');
  return left.length === 0 ? sum : `${sum}, sans ${left.join(' et ')}`;
}

import { badInput } from './bad-input.js';
import { decodeCursor, type CursorPosition } from './cursor.js';
import type { ListingDeclaration, Sort } from './listing.js';
import { defaultPageSize, maxPageSize, type PageRequest } from './page.js';

/** What is asked of a list, its page and its order. */
export interface Plan {
  readonly listing: ListingDeclaration;
  readonly first: number;
  readonly after: CursorPosition | null;
  readonly filtre: object;
  readonly sortName: string;
  readonly sort: Sort;
}

export function isFiltered({ filtre }: Plan): boolean {
  return Object.values(filtre).some((value) => value !== undefined && value !== null);
}

export function planOf(listing: ListingDeclaration, request: PageRequest<object>): Plan {
  const first = request.first ?? defaultPageSize;
  if (!Number.isInteger(first) || first < 1 || first > maxPageSize) {
    throw badInput(`« first » va de 1 à ${maxPageSize}.`, 'TAILLE_DE_PAGE', maxPageSize);
  }
  const sortName = request.tri ?? listing.sorts.defaultSort;
  const sort = listing.sorts.sorts[sortName];
  if (!sort) throw badInput('Ce tri n’existe pas pour cette liste.', 'TRI');
  const after = request.after ? decodeCursor(request.after, sortName) : null;
  return { listing, first, after, filtre: request.filtre ?? {}, sortName, sort };
}

/** A sort value as it goes into a cursor and comes back as a parameter. */
export function sortable(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString().replace('T', ' ').replace('Z', '');
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  // One that cannot be read sorts like none.
  return null;
}

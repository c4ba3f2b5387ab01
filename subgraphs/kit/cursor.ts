import type { GraphQLError } from 'graphql';
import { badInput } from './bad-input.js';

/** Where a page ended: the sort it belongs to, the last row's sort value and id. */
export interface CursorPosition {
  readonly sort: string;
  readonly value: string | number | null;
  readonly id: string;
}

/** Opaque text of a position. Holds only what its reader was shown: see docs/decisions/cursors.md. */
export function encodeCursor({ sort, value, id }: CursorPosition): string {
  return Buffer.from(JSON.stringify([1, sort, value, id])).toString('base64url');
}

/** @throws GraphQLError BAD_USER_INPUT for a cursor that this list did not issue under this sort. */
export function decodeCursor(cursor: string, sort: string): CursorPosition {
  const parts = parse(cursor);
  if (!Array.isArray(parts) || parts.length !== 4) throw malformed();
  const [version, ofSort, value, id] = parts as unknown[];
  const known = value === null || typeof value === 'string' || Number.isFinite(value);
  if (version !== 1 || typeof ofSort !== 'string' || typeof id !== 'string' || !known) {
    throw malformed();
  }
  if (ofSort !== sort) {
    throw badInput(
      'Ce curseur vient d’un autre tri : reprenez depuis la première page.',
      'CURSEUR',
    );
  }
  return { sort, value: value as string | number | null, id };
}

function parse(cursor: string): unknown {
  if (cursor.length > 2000 || !/^[\w-]+$/.test(cursor)) throw malformed();
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw malformed();
  }
}

function malformed(): GraphQLError {
  return badInput(
    'Curseur illisible : « after » reprend tel quel un « cursor » ou un « endCursor » reçu de la même liste.',
    'CURSEUR',
  );
}

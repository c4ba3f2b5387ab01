import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A row's place in its operator's list: what it is sorted by, and its id. */
export interface Position {
  readonly value: string | number | null;
  readonly id: string;
}

/** The last row of each operator that a page went past; who is not in it has not begun. */
export type Progress = ReadonlyMap<string, Position>;

const version = 1;
const ivLength = 12;
const tagLength = 16;
/** All cursors are of one length, or few: how many operators have rows does not show. */
const block = 640;
const longest = 8_000;

/**
 * The cursors of merged pages. What an operator's list is at stays between it and the gateway: the
 * reader learns from a cursor nothing at all, and the other operators never get to see it.
 */
export class PageCursors {
  /** @param key 32 bytes, the same for all replicas. */
  constructor(private readonly key: Buffer) {}

  /** @param list what the cursor is for: it is of no use elsewhere. */
  seal(list: string, progress: Progress): string {
    const places = [...progress].map(([operator, { value, id }]) => [operator, value, id]);
    const text = Buffer.from(JSON.stringify(places));
    const padded = Buffer.alloc(Math.ceil((text.length + 1) / block) * block, 0x20);
    text.copy(padded);
    const iv = randomBytes(ivLength);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv, { authTagLength: tagLength });
    cipher.setAAD(Buffer.from(list));
    const sealed = Buffer.concat([cipher.update(padded), cipher.final()]);
    return Buffer.concat([Buffer.from([version]), iv, cipher.getAuthTag(), sealed]).toString(
      'base64url',
    );
  }

  /** null: not of this gateway, or of another list or order. */
  open(list: string, cursor: string): Progress | null {
    if (cursor.length > longest || !/^[\w-]+$/.test(cursor)) return null;
    const bytes = Buffer.from(cursor, 'base64url');
    if (bytes[0] !== version || bytes.length <= 1 + ivLength + tagLength) return null;
    const iv = bytes.subarray(1, 1 + ivLength);
    const tag = bytes.subarray(1 + ivLength, 1 + ivLength + tagLength);
    const decipher = createDecipheriv('aes-256-gcm', this.key, iv, { authTagLength: tagLength });
    decipher.setAAD(Buffer.from(list));
    decipher.setAuthTag(tag);
    try {
      const text = Buffer.concat([
        decipher.update(bytes.subarray(1 + ivLength + tagLength)),
        decipher.final(),
      ]).toString('utf8');
      // Only this gateway writes what it can decrypt.
      const places = JSON.parse(text) as [string, Position['value'], string][];
      return new Map(places.map(([operator, value, id]) => [operator, { value, id }]));
    } catch {
      return null;
    }
  }
}

/** The cursor of one operator's own list, as the kit writes it: docs/decisions/cursors.md. */
export function operatorCursor(sort: string, { value, id }: Position): string {
  return Buffer.from(JSON.stringify([1, sort, value, id])).toString('base64url');
}

/** null: no cursor of such a list in this order. */
export function readOperatorCursor(cursor: unknown, sort: string): Position | null {
  if (typeof cursor !== 'string' || cursor.length > longest) return null;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== 4) return null;
    const [known, ofSort, value, id] = parts as unknown[];
    if (known !== 1 || ofSort !== sort || typeof id !== 'string') return null;
    if (value === null || typeof value === 'string') return { value, id };
    return typeof value === 'number' && Number.isFinite(value) ? { value, id } : null;
  } catch {
    return null;
  }
}

/** In the order of the list: as both databases of the kit sort, nulls lowest and texts by their bytes. */
export function comparePositions(left: Position, right: Position, order: 'ASC' | 'DESC'): number {
  const ascending = compareValues(left.value, right.value) || compareTexts(left.id, right.id);
  return order === 'ASC' ? ascending : -ascending;
}

function compareValues(left: Position['value'], right: Position['value']): number {
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  // Of one list all are numbers or all are texts; whatever comes else has some order.
  if (typeof left === 'number') return -1;
  return typeof right === 'number' ? 1 : compareTexts(left, right);
}

/** By their bytes in UTF-8: as their code units, but where one of them is half a character. */
function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  if (surrogate.test(left) || surrogate.test(right)) {
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
  }
  return left < right ? -1 : 1;
}

const surrogate = /[\ud800-\udfff]/;

import { hash } from 'node:crypto';

/** What the next line of the journal says of this one. */
export function hashOfLine(line: string): string {
  return hash('sha256', line, 'base64url');
}

/** A place where the journal is not what was written. Lines count from 1. */
export interface ChainFault {
  readonly line: number;
  readonly fault: 'unreadable' | 'not-after-the-line-before';
}

/**
 * Follows one chain from its first line on. That the last lines were cut off does not show from
 * inside: keep the hash that this gives elsewhere, and compare.
 */
export class ChainCheck {
  readonly faults: ChainFault[] = [];
  lines = 0;
  /** Of the last line. */
  hash = '';

  next(line: string): void {
    this.lines += 1;
    const previous = previousOf(line);
    if (previous === null) this.faults.push({ line: this.lines, fault: 'unreadable' });
    else if (previous !== this.hash) {
      this.faults.push({ line: this.lines, fault: 'not-after-the-line-before' });
    }
    this.hash = hashOfLine(line);
  }
}

function previousOf(line: string): string | null {
  try {
    const { precedent } = JSON.parse(line) as { precedent?: unknown };
    return typeof precedent === 'string' ? precedent : null;
  } catch {
    return null;
  }
}

import type { BrowserStorage } from './query-storage.js';

/** A query that was run or saved: its text and purposes, never its variables or its answer. */
export interface ShelvedQuery {
  readonly titre: string;
  readonly query: string;
  readonly finalite: readonly string[];
}

const longestHistory = 30;

/** The analyst's own queries, in this browser, apart for each signatory. The newest come first. */
export class QueryShelf {
  constructor(
    private readonly signataireId: string,
    private readonly storage: BrowserStorage,
  ) {}

  read(list: 'historique' | 'enregistrees'): readonly ShelvedQuery[] {
    try {
      const stored: unknown = JSON.parse(this.storage.getItem(this.name(list)) ?? '[]');
      return Array.isArray(stored) ? stored.filter(isShelved) : [];
    } catch {
      // Written by something else: begin anew.
      return [];
    }
  }

  /** The same text is there once. In a full storage fewer are kept, or none. */
  remember(query: ShelvedQuery): void {
    const others = this.read('historique').filter((other) => other.query !== query.query);
    for (let kept = longestHistory; kept > 0; kept = Math.floor(kept / 2)) {
      if (this.write('historique', [query, ...others].slice(0, kept))) return;
    }
  }

  /** Takes the place of the one with the same title. @returns false: there is no room for it. */
  save(query: ShelvedQuery): boolean {
    const others = this.read('enregistrees').filter((other) => other.titre !== query.titre);
    return this.write('enregistrees', [query, ...others]);
  }

  forget(titre: string): void {
    this.write(
      'enregistrees',
      this.read('enregistrees').filter((other) => other.titre !== titre),
    );
  }

  clearHistory(): void {
    this.storage.removeItem(this.name('historique'));
  }

  /** @returns false where the storage is full, or closed: what was there stays. */
  private write(list: string, queries: readonly ShelvedQuery[]): boolean {
    try {
      this.storage.setItem(this.name(list), JSON.stringify(queries));
      return true;
    } catch {
      return false;
    }
  }

  private name(list: string): string {
    return `passerelle/${this.signataireId}/${list}`;
  }
}

function isShelved(value: unknown): value is ShelvedQuery {
  if (typeof value !== 'object' || value === null) return false;
  const { titre, query, finalite } = value as Partial<ShelvedQuery>;
  return typeof titre === 'string' && typeof query === 'string' && Array.isArray(finalite);
}

/** What a query is called: its operation's name, or the beginning of what it asks. */
export function titleOf(query: string): string {
  const named = /^\s*(?:query|subscription|mutation)\s+(\w+)/m.exec(query)?.[1];
  if (named !== undefined) return named;
  const text = query.replaceAll(/^\s*#.*$/gm, '').replaceAll(/\s+/g, ' ');
  return text.trim().slice(0, 40) || 'Sans nom';
}

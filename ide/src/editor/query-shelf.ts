import { readView, type KeptView } from '../results/kept-view.js';
import type { Variables } from '../graphql/person-free-variables.js';
import type { BrowserStorage } from './query-storage.js';

/** A query that was run or saved: its text, its purposes and its harmless values, never its answer. */
export interface ShelvedQuery {
  readonly titre: string;
  readonly query: string;
  readonly finalite: readonly string[];
  /** Of no person's data: what else was asked with stands as a text to complete. */
  readonly variables: Variables;
  /** How its answer was looked at when it was saved. */
  readonly vue?: KeptView;
}

const longestHistory = 30;

/** The analyst's own queries, in this browser, apart for each signatory. The newest come first. */
export class QueryShelf {
  constructor(
    readonly signataireId: string,
    private readonly storage: BrowserStorage,
  ) {}

  read(list: 'historique' | 'enregistrees'): readonly ShelvedQuery[] {
    try {
      const stored: unknown = JSON.parse(this.storage.getItem(this.name(list)) ?? '[]');
      return Array.isArray(stored) ? stored.flatMap((item) => readShelved(item) ?? []) : [];
    } catch {
      // Written by something else: begin anew.
      return [];
    }
  }

  /** The same question is there once. In a full storage fewer are kept, or none. */
  remember(query: ShelvedQuery): void {
    const others = this.read('historique').filter((other) => !isSame(other, query));
    for (let kept = longestHistory; kept > 0; kept = Math.floor(kept / 2)) {
      if (this.write('historique', [query, ...others].slice(0, kept))) return;
    }
  }

  /** Takes the place of the one with the same title. @returns false: there is no room for it. */
  save(query: ShelvedQuery): boolean {
    const others = this.read('enregistrees').filter((other) => other.titre !== query.titre);
    return this.write('enregistrees', [query, ...others]);
  }

  /** Those of a collection; each takes the place of the one with the same title. @returns as `save`. */
  saveAll(queries: readonly ShelvedQuery[]): boolean {
    const titles = new Set(queries.map(({ titre }) => titre));
    const others = this.read('enregistrees').filter(({ titre }) => !titles.has(titre));
    return this.write('enregistrees', [...queries, ...others]);
  }

  forget(titre: string): void {
    this.write(
      'enregistrees',
      this.read('enregistrees').filter((other) => other.titre !== titre),
    );
  }

  /** What the analyst called this question when saving it. */
  titleGiven(query: Pick<ShelvedQuery, 'query' | 'variables'>): string | null {
    return this.read('enregistrees').find((saved) => isSame(saved, query))?.titre ?? null;
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

function isSame(
  left: Pick<ShelvedQuery, 'query' | 'variables'>,
  other: Pick<ShelvedQuery, 'query' | 'variables'>,
): boolean {
  return (
    left.query === other.query && JSON.stringify(left.variables) === JSON.stringify(other.variables)
  );
}

/** @returns null for what is no query that was saved. */
export function readShelved(value: unknown): ShelvedQuery | null {
  if (typeof value !== 'object' || value === null) return null;
  const { titre, query, finalite, variables, vue: kept } = value as Partial<ShelvedQuery>;
  if (typeof titre !== 'string' || typeof query !== 'string' || !Array.isArray(finalite))
    return null;
  const isVariables = typeof variables === 'object' && !Array.isArray(variables);
  const vue = readView(kept);
  return { titre, query, finalite, variables: isVariables ? variables : {}, ...(vue && { vue }) };
}

/** What a query is called: its operation's name, or the beginning of what it asks. */
export function titleOf(query: string): string {
  const named = /^\s*(?:query|subscription|mutation)\s+(\w+)/m.exec(query)?.[1];
  if (named !== undefined) return named;
  const text = query.replaceAll(/^\s*#.*$/gm, '').replaceAll(/\s+/g, ' ');
  return text.trim().slice(0, 40) || 'Sans nom';
}

/** The keys of GraphiQL that hold the text of queries; it may keep nothing else. */
const tabs = 'graphiql:tabState';
const kept = new Set([tabs, 'graphiql:query']);

/** Of a tab, only these are written: variables may hold personal data, answers always may. */
const keptOfTab = new Set(['id', 'title', 'query', 'operationName']);

export type BrowserStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * What the editor remembers in this browser, apart for each signatory: the text of queries and nothing
 * else; no variable, header, answer or token.
 */
export class QueryStorage {
  readonly length = kept.size;

  constructor(
    private readonly signataireId: string,
    private readonly storage: BrowserStorage,
  ) {}

  getItem(key: string): string | null {
    return kept.has(key) ? this.storage.getItem(this.name(key)) : null;
  }

  setItem(key: string, value: string): void {
    if (!kept.has(key)) return;
    try {
      this.storage.setItem(this.name(key), key === tabs ? withoutValues(value) : value);
    } catch {
      // A full storage: the tabs are there until the page is closed.
    }
  }

  removeItem(key: string): void {
    this.storage.removeItem(this.name(key));
  }

  clear(): void {
    for (const key of kept) this.removeItem(key);
  }

  private name(key: string): string {
    return `passerelle/${this.signataireId}/${key}`;
  }
}

function withoutValues(serialized: string): string {
  const state = JSON.parse(serialized) as {
    tabs: readonly Record<string, unknown>[];
    activeTabIndex: number;
  };
  return JSON.stringify({
    activeTabIndex: state.activeTabIndex,
    tabs: state.tabs.map((tab) =>
      Object.fromEntries(
        Object.entries(tab).map(([key, value]) => [key, keptOfTab.has(key) ? value : null]),
      ),
    ),
  });
}

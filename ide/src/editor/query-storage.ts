import type { KeptTexts } from './kept-texts.js';
import type { KeptVariables } from './kept-variables.js';

/** GraphiQL's name for its tabs. What else it wants to know follows from them. */
const tabsKey = 'graphiql:tabState';

/** Of a tab, only these are written beside its text and its variables: answers always may hold personal data. */
const keptOfTab = new Set(['id', 'title', 'operationName']);

export type BrowserStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

interface StoredTab {
  readonly id: string;
  readonly query: string | null;
  readonly variables: string | null;
}

interface StoredTabs {
  readonly tabs: readonly StoredTab[];
  readonly activeTabIndex: number;
}

/**
 * What the editor remembers of a desk in this browser: the text of queries without literals of a
 * person's data, and those of their variables that are of none; no header, answer or token.
 */
export class QueryStorage {
  readonly length = 1;
  private given: StoredTabs | null = null;

  constructor(
    private readonly place: string,
    private readonly storage: BrowserStorage,
    private readonly variables: KeptVariables,
    private readonly texts: KeptTexts,
  ) {}

  getItem(key: string): string | null {
    const text = this.storage.getItem(this.name);
    if (text === null) return null;
    const stored = readTabs(text);
    if (stored === null) return null;
    if (key === tabsKey) {
      for (const tab of stored.tabs) {
        this.variables.restore(tab);
        this.texts.restore(tab);
      }
      return text;
    }
    // The tab that is looked at: anything else would make GraphiQL open another one.
    const active = stored.tabs[stored.activeTabIndex];
    if (key === 'graphiql:query') return active?.query ?? null;
    return key === 'graphiql:variables' ? (active?.variables ?? null) : null;
  }

  setItem(key: string, value: string): void {
    if (key !== tabsKey) return;
    this.given = readTabs(value);
    this.write();
  }

  /** Writes the tabs as they are now. */
  keep(tabs: StoredTabs): void {
    this.given = tabs;
    this.write();
  }

  /** Writes again: more is known now of what may be written. */
  write(): void {
    if (this.given === null) return;
    const { tabs, activeTabIndex } = this.given;
    const kept = tabs.map((tab) => ({
      ...Object.fromEntries(
        Object.entries(tab).map(([key, value]) => [key, keptOfTab.has(key) ? value : null]),
      ),
      query: this.texts.of(tab),
      variables: this.variables.of(tab),
    }));
    try {
      this.storage.setItem(this.name, JSON.stringify({ activeTabIndex, tabs: kept }));
    } catch {
      // A full storage: the tabs are there until the page is closed.
    }
  }

  removeItem(key: string): void {
    if (key === tabsKey) this.clear();
  }

  clear(): void {
    this.storage.removeItem(this.name);
  }

  private get name(): string {
    return `passerelle/${this.place}/${tabsKey}`;
  }
}

function readTabs(text: string): StoredTabs | null {
  try {
    const { tabs, activeTabIndex } = JSON.parse(text) as Partial<StoredTabs>;
    return Array.isArray(tabs) && typeof activeTabIndex === 'number'
      ? { tabs: tabs.filter(isTab), activeTabIndex }
      : null;
  } catch {
    // Written by something else: begin anew.
    return null;
  }
}

function isTab(value: unknown): value is StoredTab {
  return typeof value === 'object' && value !== null && typeof (value as StoredTab).id === 'string';
}

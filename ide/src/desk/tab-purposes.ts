import type { BrowserStorage } from '../editor/query-storage.js';

const nothing: readonly string[] = [];

/** The purposes of each tab, in this browser, apart for each desk: a tab comes back with its own. */
export class TabPurposes {
  private readonly byTab: Map<string, readonly string[]>;

  /** @param known purposes of the convention: what else is stored is left. */
  constructor(
    private readonly place: string,
    private readonly storage: BrowserStorage,
    known: readonly string[],
  ) {
    this.byTab = new Map(
      stored(storage.getItem(this.name)).map(([tab, purposes]) => [
        tab,
        purposes.filter((purpose) => known.includes(purpose)),
      ]),
    );
  }

  of(tab: string): readonly string[] {
    return this.byTab.get(tab) ?? nothing;
  }

  keep(tab: string, finalite: readonly string[]): void {
    if (finalite.length > 0) this.byTab.set(tab, finalite);
    else this.byTab.delete(tab);
    this.write();
  }

  keepOnly(tabs: readonly string[]): void {
    const gone = [...this.byTab.keys()].filter((tab) => !tabs.includes(tab));
    if (gone.length === 0) return;
    for (const tab of gone) this.byTab.delete(tab);
    this.write();
  }

  private get name(): string {
    return `passerelle/${this.place}/finalites`;
  }

  private write(): void {
    try {
      this.storage.setItem(this.name, JSON.stringify([...this.byTab]));
    } catch {
      // A full storage: the tab has its purposes until the page is closed.
    }
  }
}

function stored(text: string | null): [string, readonly string[]][] {
  try {
    const read: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(read) ? read.filter(isEntry) : [];
  } catch {
    // Written by something else: begin anew.
    return [];
  }
}

function isEntry(value: unknown): value is [string, readonly string[]] {
  return (
    Array.isArray(value) &&
    typeof value[0] === 'string' &&
    Array.isArray(value[1]) &&
    value[1].every((purpose) => typeof purpose === 'string')
  );
}

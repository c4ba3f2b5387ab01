import { personFreeText } from '../graphql/person-free-text.js';
import type { Graph } from '../graphql/person-free-variables.js';
import type { TabText } from './kept-variables.js';

/** What of the text of each tab is written down: literals of no person's data. */
export class KeptTexts {
  private readonly decided = new Map<string, { readonly typed: string; readonly kept: string }>();

  /** @param graphOf what may be asked for the purposes of a tab, as far as it is known. */
  constructor(private readonly graphOf: (tab: string) => Graph | null) {}

  /** Came out of the storage: was harmless when it was written. */
  restore({ id, query }: Pick<TabText, 'id' | 'query'>): void {
    if (query !== null) this.decided.set(id, { typed: query, kept: query });
  }

  of({ id, query: typed }: Pick<TabText, 'id' | 'query'>): string | null {
    if (typed === null) return null;
    const graph = this.graphOf(id);
    const before = this.decided.get(id);
    // As long as nothing is known, the same text is as harmless as it was.
    if (graph === null && before?.typed === typed) return before.kept;
    const kept = personFreeText(typed, graph);
    if (graph !== null) this.decided.set(id, { typed, kept });
    return kept;
  }
}

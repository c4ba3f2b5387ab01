import {
  personFreeVariables,
  type Graph,
  type Variables,
} from '../graphql/person-free-variables.js';

/** A tab of the editor, as far as its variables are concerned. */
export interface TabText {
  readonly id: string;
  readonly query: string | null;
  /** JSON, as it was typed. */
  readonly variables: string | null;
}

/** What of the variables of each tab is written down: values of no person's data. */
export class KeptVariables {
  private readonly decided = new Map<string, { readonly typed: string; readonly kept: string }>();

  /** @param graphOf what may be asked for the purposes of a tab, as far as it is known. */
  constructor(private readonly graphOf: (tab: string) => Graph | null) {}

  /** Came out of the storage: was harmless when it was written. */
  restore({ id, variables }: TabText): void {
    if (variables !== null) this.decided.set(id, { typed: variables, kept: variables });
  }

  of({ id, query, variables: typed }: TabText): string | null {
    const values = readVariables(typed);
    if (typed === null || values === null || Object.keys(values).length === 0) return null;
    const graph = this.graphOf(id);
    const before = this.decided.get(id);
    // As long as nothing is known, the same values are as harmless as they were.
    if (graph === null && before?.typed === typed) return before.kept;
    const free = personFreeVariables(query ?? '', values, graph);
    const isWhole = Object.entries(values).every(([name, value]) => free[name] === value);
    const kept = isWhole ? typed : JSON.stringify(free, null, 2);
    if (graph !== null) this.decided.set(id, { typed, kept });
    return kept;
  }
}

/** The values of a text of variables; null: it is no JSON object. */
export function readVariables(text: string | null | undefined): Variables | null {
  try {
    const values: unknown = JSON.parse(text?.trim() ?? '');
    return typeof values === 'object' && values !== null && !Array.isArray(values)
      ? (values as Variables)
      : null;
  } catch {
    return null;
  }
}

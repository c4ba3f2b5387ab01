const names: Readonly<Record<string, string>> = {
  ville: 'Villes',
  bailleurs: 'Bailleurs',
  justice: 'Justice',
  convention: 'Convention',
};

/** Whose data a subgraph has, in a word. */
export function partnerName(subgraph: string): string {
  return names[subgraph] ?? subgraph;
}

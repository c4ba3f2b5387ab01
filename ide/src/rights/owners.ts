/** Kinds of signatories that own the data of a subgraph. */
const owners: Readonly<Record<string, readonly string[]>> = {
  ville: ['VILLE', 'EPCI'],
  bailleurs: ['BAILLEUR'],
  justice: ['JUSTICE'],
};

/** The kinds of signatories that own the data of a subgraph: `VILLE`, `EPCI`. */
export function naturesOf(proprietaire: string): readonly string[] {
  return owners[proprietaire] ?? [];
}

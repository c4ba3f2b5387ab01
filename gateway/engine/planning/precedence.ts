/** A plan, with whatever stands for its fetches. */
type Plan<Fetch extends { readonly kind: 'fetch' }> =
  Fetch | { readonly kind: 'sequence' | 'parallel'; readonly steps: readonly Plan<Fetch>[] };

/** By fetch, in the plan's order, those that must be over for it to begin: the nearest of them. */
export function precedence<Fetch extends { readonly kind: 'fetch' }>(
  root: Plan<Fetch>,
): Map<Fetch, readonly Fetch[]> {
  const after = new Map<Fetch, readonly Fetch[]>();
  /** @returns the fetches that end this step. */
  const visit = (step: Plan<Fetch>, before: readonly Fetch[]): readonly Fetch[] => {
    switch (step.kind) {
      case 'fetch':
        after.set(step, before);
        return [step];
      case 'parallel':
        return step.steps.flatMap((child) => visit(child, before));
      case 'sequence':
        return step.steps.reduce((earlier, child) => visit(child, earlier), before);
    }
  };
  visit(root, []);
  return after;
}

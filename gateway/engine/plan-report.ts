import type { CompiledPlan, FetchStep, Step } from './compile-plan.js';

interface Call {
  readonly started: number;
  readonly ended: number;
  readonly answered: boolean;
}

/**
 * How one operation was served, for a caller who asks to be told: which partners, in which order, how
 * long each took. It names no address, and nothing that another caller does.
 */
export class PlanReport {
  private readonly began = performance.now();
  private readonly calls = new Map<FetchStep, Call>();

  /** Of a request that is over; a fetch may make several. @param started as `performance.now()` tells. */
  ended(step: FetchStep, started: number, answered: boolean): void {
    const other = this.calls.get(step);
    this.calls.set(step, {
      started: Math.min(started, other?.started ?? started),
      ended: performance.now(),
      answered: answered && (other?.answered ?? true),
    });
  }

  /** @param refused coordinates. @returns JSON: the value of `extensions.plan`. */
  text(plan: CompiledPlan, refused: readonly string[]): string {
    const ids = new Map<FetchStep, string>();
    for (const step of plan.fetches) if (this.calls.has(step)) ids.set(step, `e${ids.size + 1}`);
    const after = plan.root ? precedence(plan.root) : new Map<FetchStep, FetchStep[]>();
    const etapes = [...ids].map(([step, id]) => {
      const { started, ended, answered } = this.calls.get(step) as Call;
      return {
        id,
        sousGraphe: step.subgraph,
        apres: (after.get(step) ?? []).flatMap((earlier) => ids.get(earlier) ?? []),
        debutMs: tenths(started - this.began),
        dureeMs: tenths(ended - started),
        statut: answered ? 'ok' : 'erreur',
      };
    });
    return JSON.stringify({ etapes, champsRefuses: refused });
  }
}

/** By fetch, those that must be over before it begins. */
function precedence(root: Step): Map<FetchStep, FetchStep[]> {
  const after = new Map<FetchStep, FetchStep[]>();
  /** @returns the fetches that end this step. */
  const visit = (step: Step, before: FetchStep[]): FetchStep[] => {
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

function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

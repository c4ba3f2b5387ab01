import type { CompiledPlan, FetchStep } from './compile-plan.js';

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
    const places = new Map(plan.fetches.map((step, index) => [step, index]));
    const etapes = [...ids].map(([step, id]) => {
      const { started, ended, answered } = this.calls.get(step) as Call;
      return {
        id,
        sousGraphe: step.subgraph,
        apres: (plan.after[places.get(step) ?? -1] ?? []).flatMap(
          (earlier) => ids.get(plan.fetches[earlier] as FetchStep) ?? [],
        ),
        debutMs: tenths(started - this.began),
        dureeMs: tenths(ended - started),
        statut: answered ? 'ok' : 'erreur',
      };
    });
    return JSON.stringify({ etapes, champsRefuses: refused });
  }
}

function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

import type { Etape } from '../graphql/answer.js';

export interface TimelineRow {
  readonly etape: Etape;
  /** From 1, in the order the steps began. */
  readonly numero: number;
  /** Numbers of the steps it waited for. */
  readonly apres: readonly number[];
  readonly startPercent: number;
  /** Never so narrow that it cannot be seen. */
  readonly widthPercent: number;
}

const narrowest = 0.8;

/** Steps in the order they began, each with its place on a line from the first start to the last end. */
export function timelineOf(etapes: readonly Etape[]): {
  readonly rows: readonly TimelineRow[];
  readonly totalMs: number;
} {
  const ordered = [...etapes].sort((left, other) => left.debutMs - other.debutMs);
  const numbers = new Map(ordered.map(({ id }, index) => [id, index + 1]));
  const totalMs = Math.max(0, ...ordered.map(({ debutMs, dureeMs }) => debutMs + dureeMs));
  const percent = (ms: number) => (totalMs === 0 ? 0 : (ms / totalMs) * 100);
  return {
    totalMs,
    rows: ordered.map((etape, index) => {
      const widthPercent = Math.max(percent(etape.dureeMs), narrowest);
      return {
        etape,
        numero: index + 1,
        apres: etape.apres.flatMap((id) => numbers.get(id) ?? []).sort((a, b) => a - b),
        startPercent: Math.min(percent(etape.debutMs), 100 - widthPercent),
        widthPercent,
      };
    }),
  };
}

import type { Chosen } from './counting.js';

/** How an answer was last looked at: kept with a saved question, and drawn so on the dashboard. */
export interface KeptView {
  readonly panneau: 'tableau' | 'graphique' | 'carte';
  /** What was counted, by what and when; names of columns and months, no value of an answer. */
  readonly compte: Chosen;
}

const panels: readonly KeptView['panneau'][] = ['tableau', 'graphique', 'carte'];

export function viewOf(panel: string, compte: Chosen | undefined): KeptView | null {
  const panneau = panels.find((known) => known === panel);
  return panneau === undefined ? null : { panneau, compte: compte ?? {} };
}

/** @returns null for what is no view that was kept. */
export function readView(value: unknown): KeptView | null {
  if (typeof value !== 'object' || value === null) return null;
  const { panneau, compte } = value as { panneau?: unknown; compte?: unknown };
  if (typeof panneau !== 'string' || typeof compte !== 'object' || compte === null) return null;
  return viewOf(panneau, readChosen(compte as Readonly<Record<string, unknown>>));
}

function readChosen({ liste, dimension, measure, base, periods }: Record<string, unknown>): Chosen {
  const isMonth = (month: unknown) => typeof month === 'string' && /^\d{4}-\d{2}$/.test(month);
  const isPeriod = (period: unknown) =>
    typeof period === 'object' &&
    period !== null &&
    isMonth((period as { debut?: unknown }).debut) &&
    isMonth((period as { fin?: unknown }).fin);
  const isPair = Array.isArray(periods) && periods.length === 2 && periods.every(isPeriod);
  return {
    ...(typeof liste === 'string' && { liste }),
    ...(typeof dimension === 'string' && { dimension }),
    ...((typeof measure === 'string' || measure === null) && { measure }),
    ...((base === 'habitants' || base === 'logements') && { base }),
    ...(isPair && { periods: periods as unknown as NonNullable<Chosen['periods']> }),
  };
}

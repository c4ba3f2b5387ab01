import { naturesOf } from '../rights/owners.js';
import { partnerName } from './partner-names.js';

/** The way from the gateway to a partner's system, as the gateway last examined it. */
export interface Line {
  /** The subgraph. */
  readonly partenaire: string;
  /** Who operates it, where several do. */
  readonly operateur: { readonly id: string; readonly nom: string } | null;
  readonly etat: 'green' | 'amber' | 'red';
  /** What is wrong and what to do; told to who operates the line alone. */
  readonly signes: readonly string[];
}

const states: Readonly<Record<Line['etat'], string>> = {
  green: 'en service',
  amber: 'en service, à surveiller',
  red: 'coupée',
};

export function stateText({ etat }: Line): string {
  return states[etat];
}

/** Whose line it is. */
export function lineName({ partenaire, operateur }: Line): string {
  return operateur?.nom ?? partnerName(partenaire);
}

/** Of all lines: the organisation's own, and those of the partners that an answer was asked of. */
export function linesFor(
  lines: readonly Line[],
  { id, nature }: { readonly id: string; readonly nature: string },
  asked: readonly string[],
): { readonly own: readonly Line[]; readonly others: readonly Line[] } {
  const isOwn = ({ partenaire, operateur }: Line): boolean =>
    operateur === null ? naturesOf(partenaire).includes(nature.toUpperCase()) : operateur.id === id;
  return {
    own: lines.filter(isOwn),
    others: lines.filter((line) => !isOwn(line) && asked.includes(line.partenaire)),
  };
}

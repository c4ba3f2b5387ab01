import type { AnswerError } from '../graphql/answer.js';
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

/** What an answer tells of those who were asked for it. */
export interface Asked {
  /** Subgraphs. */
  readonly subgraphs: readonly string[];
  /** Operators, or subgraphs, that gave no answer. */
  readonly silent: readonly string[];
}

export interface LinesShown {
  readonly own: readonly Line[];
  /** Of others: those that the answer is known to concern, and every one that is not as it should be. */
  readonly others: readonly Line[];
  /** In service, of subgraphs with several operators: which of these were asked is not told. */
  readonly perhaps: readonly Line[];
}

/** Whom an answer names as absent. */
export function silentIn(errors: readonly AnswerError[]): readonly string[] {
  return errors.flatMap(({ extensions }) => {
    const named = extensions?.['partenaires'];
    return Array.isArray(named) ? named.filter((name) => typeof name === 'string') : [];
  });
}

/** Of all lines: the organisation's own, and those of the partners that an answer was asked of. */
export function linesFor(
  lines: readonly Line[],
  { id, nature }: { readonly id: string; readonly nature: string },
  { subgraphs, silent }: Asked,
): LinesShown {
  const isOwn = ({ partenaire, operateur }: Line): boolean =>
    operateur === null ? naturesOf(partenaire).includes(nature.toUpperCase()) : operateur.id === id;
  const isNamed = ({ partenaire, operateur }: Line): boolean =>
    operateur !== null &&
    (silent.includes(operateur.id) || silent.includes(`${partenaire}/${operateur.id}`));
  const isTold = (line: Line): boolean =>
    line.operateur === null || line.etat !== 'green' || isNamed(line);
  const others = lines.filter((line) => !isOwn(line) && subgraphs.includes(line.partenaire));
  const told = others.filter(isTold);
  return {
    own: lines.filter(isOwn),
    // Whose rows are missing stands first.
    others: [...told.filter(isNamed), ...told.filter((line) => !isNamed(line))],
    perhaps: others.filter((line) => !isTold(line)),
  };
}

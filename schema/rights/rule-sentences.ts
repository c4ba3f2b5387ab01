import type { Convention } from '../convention/convention.js';
import { always, never, type Formula } from '../rules/formula.js';
import type { Statement } from './right-sentences.js';
import type { DemandChange, GuardChange } from './rule-changes.js';

/** More fields than these are counted in a sentence; the detail names all of them. */
const named = 4;

/** « « A.x », « A.y » et 3 autres champs ». */
export function fieldsInFrench(coordinates: readonly string[]): string {
  const quoted = coordinates.slice(0, named).map((coordinate) => `« ${coordinate} »`);
  const rest = coordinates.length - named;
  if (rest > 0) return `${quoted.join(', ')} et ${rest} autre${rest > 1 ? 's' : ''} champs`;
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} et ${last}`;
}

/** One sentence for all fields to which the same happens. */
export function demandStatements(
  changes: readonly DemandChange[],
  convention: Convention,
): readonly Statement[] {
  const groups = new Map<string, DemandChange[]>();
  for (const change of changes) {
    const key = `${change.was?.key ?? ''}\n${change.is?.key ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].flatMap((group): Statement[] => {
    const [first] = group;
    if (!first) return [];
    const { was, is, widens } = first;
    const fields = fieldsInFrench(group.map(({ coordinate }) => coordinate));
    const many = group.length > 1;
    return [{ sentence: sentenceOf(fields, many, was, is, convention), widens }];
  });
}

function sentenceOf(
  fields: string,
  many: boolean,
  was: Formula | null,
  is: Formula | null,
  convention: Convention,
): string {
  if (is === null) return `${fields} ${many ? 'disparaissent' : 'disparaît'} du schéma.`;
  const demand = demandInFrench(is, convention);
  if (was === null) {
    return `${fields} ${many ? 'apparaissent' : 'apparaît'} ; ${many ? 'les' : 'le'} lire demande ${demand}.`;
  }
  return `Lire ${fields} demande désormais ${demand}, au lieu de ${demandInFrench(was, convention)}.`;
}

/** In words, with the class of each category. */
function demandInFrench(need: Formula, convention: Convention): string {
  if (need.key === always.key) return 'rien : sans jeton, on lit';
  if (need.key === never.key) return "ce que personne n'a";
  if (need.kind === 'atom') {
    const { atom } = need;
    if (atom.right === 'authenticated') return "d'être un signataire en vigueur";
    if (atom.right === 'policy') return `la politique « ${atom.name} »`;
    const donnee = convention.donnees.get(atom.name);
    const known = donnee ? ` (${donnee.libelle}, ${donnee.classe})` : '';
    return `la portée « ${atom.name} »${known}`;
  }
  return need.of
    .map((part) => {
      const text = demandInFrench(part, convention);
      return part.kind === 'atom' ? text : `(${text})`;
    })
    .join(need.kind === 'all' ? ' et ' : ' ou ');
}

export function guardStatements(changes: readonly GuardChange[]): readonly Statement[] {
  return changes.map(({ kind, coordinate, was, is, widens }) => {
    const [old, now] = [listOf(was), listOf(is)];
    switch (kind) {
      case 'input':
        return {
          sentence: `Filtrer par « ${coordinate} » demande désormais de pouvoir lire ${now}, au lieu de ${old}.`,
          widens,
        };
      case 'rows':
        return {
          sentence: `Les objets « ${coordinate} » sont désormais confirmés par ${now}, au lieu de ${old}.`,
          widens,
        };
      case 'rewritten':
        return {
          sentence: `La règle de « ${coordinate} » est écrite autrement, sans rien changer à qui lit quoi.`,
          widens,
        };
    }
  });
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? 'rien' : names.map((name) => `« ${name} »`).join(', ');
}

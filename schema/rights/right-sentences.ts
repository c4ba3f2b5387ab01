import type { Convention } from '../convention/convention.js';
import type { Alternative } from './field-right.js';
import { periodInFrench, readingOf, rowsInFrench, subjectOf } from './french.js';
import type { RightChange } from './rights-changes.js';
import type { Lasting } from './rights-history.js';

/** One thing that a change of the convention does, in the words of the committee. */
export interface Statement {
  readonly sentence: string;
  /** Somebody may read, or may speak as somebody, who could not before. */
  readonly widens: boolean;
}

/**
 * @param conventions the newer one first: its words are used.
 * @param words what is read, and what changes it.
 */
export function rightStatement(
  change: Lasting<RightChange>,
  conventions: readonly Convention[],
  today: string,
  { what, by } = { what: readingOf(change.subject, conventions), by: 'la convention' },
): Statement {
  const { signataire, effet, before, after, from, until } = change;
  const who = subjectOf(nameOf(signataire, conventions));
  const when = periodInFrench(from, until, today);
  const [was, is] = [waysOf(before?.alternatives ?? []), waysOf(after?.alternatives ?? [])];
  switch (effet) {
    case 'perdu':
      return {
        sentence: `${who} perd ${what}${rows(before?.alternatives)} ${when}.`,
        widens: false,
      };
    case 'gagné': {
      const purposes = purposesOf(after?.alternatives ?? []);
      const sentence = `${who} gagne ${what}${rows(after?.alternatives)} ${when}${purposes}.`;
      return { sentence, widens: true };
    }
    case 'élargi':
      return {
        sentence: `${who} voit s'élargir ${what} ${when} : avant, ${was} ; après, ${is}.`,
        widens: true,
      };
    case 'réduit':
      return {
        sentence: `${who} voit se réduire ${what} ${when} : avant, ${was} ; après, ${is}.`,
        widens: false,
      };
    case 'modifié':
      return {
        sentence: `${who} voit changer ${what} ${when} : avant, ${was} ; après, ${is}.`,
        widens: true,
      };
    case 'reclassé': {
      const [old, now] = [before?.classe ?? 'aucune', after?.classe ?? 'aucune'];
      return {
        sentence: `${who} garde ${what}, que ${by} fait passer de la classe ${old} à ${now}, ${when}.`,
        // A lower class asks for no purpose and no record.
        widens: now < old,
      };
    }
  }
}

/** The name by which the newest version that knows the signatory calls it. */
export function nameOf(id: string, conventions: readonly Convention[]): string {
  return conventions.find(({ signataires }) => signataires.has(id))?.signataires.get(id)?.nom ?? id;
}

function rows(alternatives: readonly Alternative[] = []): string {
  const texts = alternatives.map(({ perimetres }) => rowsInFrench(perimetres, false));
  // Nothing to say where no row is left out.
  if (alternatives.some(({ perimetres }) => perimetres.length === 0)) return '';
  return ` ${[...new Set(texts)].join(' ou ')}`;
}

function waysOf(alternatives: readonly Alternative[]): string {
  return alternatives
    .map(
      ({ perimetres, finalites }) =>
        `${rowsInFrench(perimetres, true)}${finalites.length > 0 ? ` pour ${finalites.map((set) => set.join(' ou ')).join(' et ')}` : ''}`,
    )
    .join(', ou ');
}

function purposesOf(alternatives: readonly Alternative[]): string {
  const sets = new Set(
    alternatives.flatMap(({ finalites }) => finalites.map((set) => set.join(' ou '))),
  );
  return sets.size === 0 ? '' : `, pour ${[...sets].join(' ou ')}`;
}

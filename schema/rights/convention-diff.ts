import type { Convention } from '../convention/convention.js';
import { grantsInForce } from '../convention/effective-rights.js';
import { categoriesOf, locatedRights, policyCategory } from './category-rights.js';
import { entryStatements } from './entry-sentences.js';
import { fileChanges, printFileChanges } from './file-changes.js';
import { dayInFrench, ofSignatory, periodInFrench, readingOf } from './french.js';
import { printChanges } from './print-rights.js';
import { nameOf, rightStatement, type Statement } from './right-sentences.js';
import { rightsChanges, type RightChange } from './rights-changes.js';
import { lastingChanges } from './rights-history.js';
import { rightsTable, type Subject } from './rights-table.js';
import { turningDays } from './turning-days.js';

/** What one version of the convention does to everybody's access, from a day on. */
export interface ConventionDiff {
  readonly text: string;
  /** Somebody may read, or speak as somebody, who could not before. */
  readonly widens: boolean;
}

/**
 * Compares two versions on a day and on each later day on which either of them changes anything.
 * @param fields the fields of the schema, for the detail; empty: categories only.
 * @param on ISO date.
 */
export function conventionDiff(
  before: Convention,
  after: Convention,
  fields: readonly Subject[],
  on: string,
): ConventionDiff {
  const { turning, days, signataires, located } = compared(before, after, on);
  const statements = conventionStatements(before, after, on);
  const past = turning.filter((day) => day < on).some((day) => located(day).length > 0);
  const detail = (day: string) =>
    rightsChanges(rightsTable(fields, before, day), rightsTable(fields, after, day), signataires);
  const sections = [
    summaryOf(statements, past, on),
    ...detailSections(days, detail),
    ...fileSection(before, after),
  ];
  return { text: sections.join('\n'), widens: statements.some(({ widens }) => widens) };
}

/** What one version opens, closes or moves, from a day on: a sentence each, categories only. */
export function conventionStatements(
  before: Convention,
  after: Convention,
  on: string,
): readonly Statement[] {
  const { days, signataires, located } = compared(before, after, on);
  return [
    ...lastingChanges(days, located).map((change) => rightStatement(change, [after, before], on)),
    ...groundStatements(before, after, days, signataires),
    ...entryStatements(before, after),
  ];
}

interface Compared {
  /** Every day on which either version changes anything. */
  readonly turning: readonly string[];
  /** The day from which on they are compared, and the turning days after it. */
  readonly days: readonly string[];
  readonly signataires: readonly string[];
  readonly located: (day: string) => readonly RightChange[];
}

function compared(before: Convention, after: Convention, on: string): Compared {
  const turning = [...new Set([...turningDays(before), ...turningDays(after)])].sort();
  const signataires = [...after.signataires.keys(), ...before.signataires.keys()];
  const categories = categoriesOf([after, before]);
  return {
    turning,
    days: [on, ...turning.filter((day) => day > on)],
    signataires,
    located: (day) =>
      rightsChanges(
        locatedRights(categories, before, day),
        locatedRights(categories, after, day),
        signataires,
      ),
  };
}

function summaryOf(statements: readonly Statement[], past: boolean, on: string): string {
  const lines = statements.map(({ sentence }) => `- ${sentence}\n`);
  if (past) {
    lines.push(
      `- Avant le ${dayInFrench(on)}, les droits n'étaient pas les mêmes dans les deux versions.\n`,
    );
  }
  return lines.length === 0 ? 'Aucun droit gagné ni perdu.\n' : lines.join('');
}

/** For each day on which other fields change than on the day before it. */
function detailSections(
  days: readonly string[],
  changesOn: (day: string) => readonly RightChange[],
): readonly string[] {
  let known = '[]';
  return days.flatMap((day) => {
    const changes = changesOn(day);
    const present = JSON.stringify(changes);
    if (present === known) return [];
    known = present;
    return [`## Champ par champ, le ${day}\n\n${printChanges(changes)}`];
  });
}

function fileSection(before: Convention, after: Convention): readonly string[] {
  const changes = fileChanges(before, after);
  return changes.length === 0 ? [] : [`## Dans le fichier\n\n${printFileChanges(changes)}`];
}

/** The same reading, on another legal ground. */
function groundStatements(
  before: Convention,
  after: Convention,
  days: readonly string[],
  signataires: readonly string[],
): readonly Statement[] {
  const changesOn = (day: string) =>
    [...new Set(signataires)].flatMap((signataire) => {
      const [old, now] = [before, after].map((version) => groundsOf(version, signataire, day));
      return [...(now ?? [])].flatMap(([category, is]) => {
        const was = old?.get(category);
        return was === undefined || was === is ? [] : [{ signataire, category, was, is }];
      });
    });
  return lastingChanges(days, changesOn).map(({ signataire, category, was, is, from, until }) => {
    const when = periodInFrench(from, until, days[0] ?? from);
    const of = ofSignatory(nameOf(signataire, [after, before]));
    const what = readingOf(category, [after, before]);
    return {
      sentence: `Le fondement ${of} pour ${what} devient ${is} au lieu de ${was} ${when}.`,
      widens: false,
    };
  });
}

function groundsOf(
  convention: Convention,
  signataire: string,
  day: string,
): ReadonlyMap<string, string> {
  const grounds = new Map<string, Set<string>>();
  for (const { donnees, politiques, fondement } of grantsInForce(convention, signataire, day)) {
    for (const category of [...donnees, ...politiques.map(policyCategory)]) {
      const known = grounds.get(category) ?? new Set();
      grounds.set(category, known.add(fondement));
    }
  }
  return new Map([...grounds].map(([category, ids]) => [category, [...ids].sort().join(', ')]));
}

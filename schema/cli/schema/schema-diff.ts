import { breakSentences } from '../../compose/break-sentences.js';
import { printSchemaChanges, schemaChanges } from '../../compose/schema-changes.js';
import type { Convention } from '../../convention/convention.js';
import { fieldStatements } from '../../rights/field-statements.js';
import { printChanges } from '../../rights/print-rights.js';
import { rightsChanges, type RightChange } from '../../rights/rights-changes.js';
import { lastingChanges } from '../../rights/rights-history.js';
import { fieldsOf, rightsTable } from '../../rights/rights-table.js';
import { demandChanges, guardChanges, type RuledSchema } from '../../rights/rule-changes.js';
import { demandStatements, guardStatements } from '../../rights/rule-sentences.js';
import { turningDays } from '../../rights/turning-days.js';

/** What one version of the schema does to everybody's access and to clients, from a day on. */
export interface SchemaDiff {
  readonly text: string;
  /** Somebody may read what they could not, or a rule asks for less. */
  readonly widens: boolean;
  /** Operations that clients have may no longer be valid. */
  readonly breaks: boolean;
}

/**
 * Compares two versions under one convention, on a day and on each later day on which the convention
 * changes anything.
 * @param on ISO date.
 */
export function schemaDiff(
  before: RuledSchema,
  after: RuledSchema,
  convention: Convention,
  on: string,
): SchemaDiff {
  const days = [on, ...turningDays(convention).filter((day) => day > on)];
  const known = new Map(days.map((day) => [day, changesOn(before, after, convention, day)]));
  const rights = (day: string): readonly RightChange[] => known.get(day) ?? [];
  const statements = [
    ...fieldStatements(lastingChanges(days, rights), convention, on),
    ...demandStatements(demandChanges(before, after), convention),
    ...guardStatements(guardChanges(before, after)),
  ];
  const breaks = breakSentences(before.apiSchema, after.apiSchema);
  const changes = schemaChanges(before.apiSchema, after.apiSchema);
  const summary = [...statements.map(({ sentence }) => sentence), ...breaks];
  const sections = [
    summary.length === 0
      ? 'Aucun droit gagné ni perdu, aucune opération cassée.\n'
      : summary.map((sentence) => `- ${sentence}\n`).join(''),
    ...(changes.length === 0 ? [] : [`## Schéma\n\n${printSchemaChanges(changes)}`]),
    ...detailSections(days, rights),
  ];
  return {
    text: sections.join('\n'),
    widens: statements.some(({ widens }) => widens),
    breaks: breaks.length > 0,
  };
}

function changesOn(
  before: RuledSchema,
  after: RuledSchema,
  convention: Convention,
  day: string,
): readonly RightChange[] {
  const [old, now] = [before, after].map(({ apiSchema, rules }) =>
    rightsTable(fieldsOf(apiSchema, rules), convention, day),
  );
  return rightsChanges(old ?? new Map(), now ?? new Map(), convention.signataires.keys());
}

/** For each day on which other fields change than on the day before it. */
function detailSections(
  days: readonly string[],
  rights: (day: string) => readonly RightChange[],
): readonly string[] {
  let known = '[]';
  return days.flatMap((day) => {
    const present = JSON.stringify(rights(day));
    if (present === known) return [];
    known = present;
    return [`## Droits, champ par champ, le ${day}\n\n${printChanges(rights(day))}`];
  });
}

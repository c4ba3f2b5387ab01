import { expectedEnd, type Played } from './play.js';

const indent = '       ';

/** What was played, in lines; a line that begins with « ! » says what is not as the story has it. */
export function printStep(number: number, played: Played): readonly string[] {
  const { step, ended, readings } = played;
  const head = `${String(number).padStart(4)}.  ${step.by} ${step.does}`;
  const act = `${indent}${step.act} → ${ended}`;
  const header = ['', ...(step.seen?.fields ?? []), ''];
  const rows = readings.map(({ view, reads }) => [view[0], ...reads, `(${view[2]})`]);
  const table = step.seen ? aligned([header, ...rows]) : [];
  return [head, act, ...table.map((line) => indent + line), ...faultsOf(played), ''];
}

/** What differs from the expectations; none: all is as the convention says. */
export function faultsOf({ step, ended, asExpected, readings }: Played): readonly string[] {
  const expected = expectedEnd(step.ends);
  const missing = step.seen !== undefined && readings.length === 0;
  return [
    ...(asExpected
      ? []
      : [`! ${step.act} par ${step.by} : attendu « ${expected} », « ${ended} ».`]),
    ...(missing ? [`! ${step.act} : rien à lire, l’objet n’existe pas.`] : []),
    ...readings.flatMap(({ view: [by, wanted], reads }) =>
      (step.seen?.fields ?? []).flatMap((field, index) =>
        reads[index] === wanted[index]
          ? []
          : [
              `! ${by} lit « ${reads[index] ?? ''} » de ${step.kind}.${field}, attendu « ${wanted[index] ?? ''} ».`,
            ],
      ),
    ),
  ];
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

import type { Convention } from '../convention/convention.js';
import { signataireInForce } from '../convention/in-force.js';
import { printRight } from './field-right.js';
import type { RightChange } from './rights-changes.js';
import type { RightsTable } from './rights-table.js';
import { csv, markdown } from './table-text.js';

export const matrixFormats = ['markdown', 'csv'] as const;
export type MatrixFormat = (typeof matrixFormats)[number];

/** Who may read what, one row a field, one column a signatory. */
export function printMatrix(
  table: RightsTable,
  convention: Convention,
  on: string,
  format: MatrixFormat,
): string {
  const signataires = [...convention.signataires.values()];
  const header = [
    'champ',
    ...signataires.map((signataire) =>
      signataireInForce(convention, signataire, on)
        ? signataire.id
        : `${signataire.id} (hors vigueur)`,
    ),
  ];
  const rows = [...table].map(([subject, rights]) => [
    subject,
    ...signataires.map(({ id }) => printRight(rights.get(id) ?? null)),
  ]);
  if (format === 'csv') return csv([header, ...rows]);
  return `${markdown([header, ...rows])}
Au ${on}. Classe (P0 publique, P1 opérationnelle, P2 personnelle, P3 judiciaire) · périmètre · finalités dont l'une doit être déclarée. « ouvert » : à tout signataire en vigueur. Case vide : aucun droit.
`;
}

/** Rights won and lost, as a Markdown table. */
export function printChanges(changes: readonly RightChange[]): string {
  if (changes.length === 0) return 'Aucun droit gagné ni perdu.\n';
  return markdown([
    ['signataire', 'champ', 'effet', 'avant', 'après'],
    ...changes.map(({ signataire, subject, effet, before, after }) => [
      signataire,
      subject,
      effet,
      printRight(before),
      printRight(after),
    ]),
  ]);
}

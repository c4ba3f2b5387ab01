/** One GraphQL answer, as far as a comparison reads it. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly path?: readonly (string | number)[] }[];
}

/** What a cell shows instead of a value. */
export const nothing = '—';
export const refused = '✗';

/** The document of the fields, each a path of response names below the root fields. */
export function documentOf(
  roots: Readonly<Record<string, string>>,
  fields: readonly string[],
): string {
  const tree: Tree = new Map();
  for (const field of fields) {
    let at = tree;
    for (const name of field.split('.')) {
      const below: Tree = at.get(name) ?? new Map<string, Tree>();
      at.set(name, below);
      at = below;
    }
  }
  const print = (below: Tree): string =>
    [...below]
      .map(([name, more]) => (more.size === 0 ? name : `${name} { ${print(more)} }`))
      .join(' ');
  return `query Comparaison { ${[...tree]
    .map(([root, below]) => `${roots[root] ?? root} { ${print(below)} }`)
    .join(' ')} }`;
}

type Tree = Map<string, Tree>;

/** A Markdown table: a row per field, a column per caller. */
export function comparisonTable(
  fields: readonly string[],
  answers: ReadonlyMap<string, Answer>,
): string {
  const rows = fields.map((field) => [
    `\`${field}\``,
    ...[...answers.values()].map((answer) => cell(answer, field)),
  ]);
  const header = ['Champ', ...answers.keys()];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The field's value as a caller reads it, or what there is instead. */
export function cell(answer: Answer, field: string): string {
  if (isRefused(answer, field)) return refused;
  const values = valuesAt(answer.data, field.split('.'));
  if (values.length === 0) return nothing;
  return values.map(printed).join(', ');
}

/** Refused where the answer says so, at the field or at something above it. */
function isRefused({ errors = [] }: Answer, field: string): boolean {
  return errors.some(({ path = [] }) => {
    const at = path.filter((part) => typeof part === 'string').join('.');
    return at !== '' && (field === at || field.startsWith(`${at}.`));
  });
}

function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  return valuesAt((value as Readonly<Record<string, unknown>>)[name], rest);
}

function printed(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replaceAll('|', '\\|');
}

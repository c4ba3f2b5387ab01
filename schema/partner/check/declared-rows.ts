import { parse } from 'yaml';
import { compileShape } from '../../contract/compile-shape.js';
import type { TrialCaller } from '../trial-key.js';
import schema from './declared-rows.schema.json' with { type: 'json' };

/** A row that the partner names, and who may read it. */
export interface DeclaredRow {
  readonly type: string;
  readonly cle: Readonly<Record<string, string | number>>;
  /** Fields that have a value there, for those who may read them. */
  readonly champs: readonly string[];
  /** Names of callers. */
  readonly lisible: readonly string[];
  readonly cachee: readonly string[];
}

/** An operation, and the rows that each caller gets by it. */
export interface DeclaredQuestion {
  readonly question: string;
  /** Where in `data` the rows of a list stand, or the one row of a look-up. */
  readonly lignes?: string;
  readonly ligne?: string;
  /** Where a count stands. */
  readonly compte?: string;
  /** The field by which a row is known again. */
  readonly cle: string;
  readonly attendu: Readonly<Record<string, readonly (string | number)[]>>;
}

/** What a partner declares of its data, so that scopes and row rules can be tried on them. */
export interface DeclaredRows {
  /** `aud` of its tokens. */
  readonly sousGraphe: string;
  /** It demands the gateway's fetch tickets. */
  readonly billets: boolean;
  readonly appelants: ReadonlyMap<string, TrialCaller>;
  readonly lignes: readonly DeclaredRow[];
  readonly questions: readonly DeclaredQuestion[];
  /** Values that stand in its rows and in no error. */
  readonly temoins: readonly string[];
}

interface File extends Partial<Omit<DeclaredRows, 'appelants' | 'lignes' | 'questions'>> {
  readonly sousGraphe: string;
  readonly appelants?: Readonly<Record<string, WrittenCaller>>;
  readonly lignes?: readonly (Pick<DeclaredRow, 'type' | 'cle'> & Partial<DeclaredRow>)[];
  readonly questions?: readonly (Omit<DeclaredQuestion, 'cle'> & { readonly cle?: string })[];
}

interface WrittenCaller {
  readonly signataire?: string;
  readonly territoire?: Readonly<Record<string, string>>;
  readonly droits?: Readonly<Record<string, readonly string[] | null>>;
}

const validate = compileShape<File>(schema, { allErrors: true });

/** @param text YAML or JSON. @returns every fault of it, each with its place. */
export function readDeclaredRows(
  text: string,
): { readonly declared: DeclaredRows } | { readonly faults: readonly string[] } {
  let file: unknown;
  try {
    file = parse(text);
  } catch (error) {
    return { faults: [(error as Error).message.split('\n')[0] ?? ''] };
  }
  if (!validate(file)) {
    const faults = (validate.errors ?? []).map(
      ({ instancePath, message = '', params }) =>
        `${instancePath || '/'} : ${message} ${JSON.stringify(params)}`,
    );
    return { faults };
  }
  const {
    sousGraphe,
    billets = false,
    appelants = {},
    lignes = [],
    questions = [],
    temoins = [],
  } = file;
  const declared: DeclaredRows = {
    sousGraphe,
    billets,
    temoins,
    appelants: new Map(
      Object.entries(appelants).map(([name, caller]) => [name, callerOf(name, caller)]),
    ),
    lignes: lignes.map((row) => ({ champs: [], lisible: [], cachee: [], ...row })),
    questions: questions.map((question) => ({ cle: 'id', ...question })),
  };
  const faults = unknownCallers(declared);
  return faults.length > 0 ? { faults } : { declared };
}

function callerOf(
  name: string,
  { signataire, territoire = {}, droits = {} }: WrittenCaller,
): TrialCaller {
  const rights = Object.entries(droits).map(
    ([scope, perimetres]) => [scope, { perimetres, fondements: [], finalites: [] }] as const,
  );
  return { signataire: signataire ?? name, territoire, droits: Object.fromEntries(rights) };
}

function unknownCallers({ appelants, lignes, questions }: DeclaredRows): readonly string[] {
  const named = [
    ...lignes.flatMap(({ lisible, cachee }) => [...lisible, ...cachee]),
    ...questions.flatMap(({ attendu }) => Object.keys(attendu)),
  ];
  return [...new Set(named)]
    .filter((name) => !appelants.has(name))
    .map((name) => `« ${name} » : à déclarer sous « appelants » (to be declared under appelants).`);
}

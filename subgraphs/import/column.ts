/** What a text is not, and what to write instead. It never repeats the text: that may name a person. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** One column of a file, and how its texts are read. */
export interface Column<T> {
  readonly header: string;
  /** Other names under which the same column is found, without regard to case and accents. */
  readonly aliases: readonly string[];
  /** French, for the page and the messages. */
  readonly about: string;
  readonly example: string;
  /** Whether the file must have it and each line fill it. */
  readonly required: boolean;
  /** @throws Unreadable */
  readonly read: (text: string) => T;
}

export type Columns = Readonly<Record<string, Column<unknown>>>;

/** What a line holds; undefined: the file has no such column. */
export type ValuesOf<C extends Columns> = {
  readonly [Name in keyof C]: C[Name] extends Column<infer T> ? T : never;
};

interface Described {
  readonly header: string;
  readonly aliases?: readonly string[];
  readonly about: string;
  readonly example: string;
}

export function required<T>(read: (text: string) => T, described: Described): Column<T> {
  return { aliases: [], ...described, required: true, read };
}

/** Empty is null. */
export function optional<T>(
  read: (text: string) => T,
  described: Described,
): Column<T | null | undefined> {
  return {
    aliases: [],
    ...described,
    required: false,
    read: (text) => (text === '' ? null : read(text)),
  };
}

export const text = (longest: number) => (given: string) => {
  if (given.length <= longest) return given;
  throw new Unreadable(`trop long : ${longest} caractères au plus.`);
};

export const wholeNumber = (least: number, most: number) => (given: string) => {
  const value = Number(given);
  if (/^-?\d+$/.test(given) && value >= least && value <= most) return value;
  throw new Unreadable(`un nombre entier de ${least} à ${most} est attendu.`);
};

/** With a comma or a point. */
export const decimal = (least: number, most: number) => (given: string) => {
  const value = Number(given.replace(',', '.'));
  if (/^\d+([.,]\d+)?$/.test(given) && value >= least && value <= most) return value;
  throw new Unreadable(`un nombre de ${least} à ${most} est attendu.`);
};

const pattern = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/;
const frenchPattern = /^(?<day>\d{2})\/(?<month>\d{2})\/(?<year>\d{4})$/;

/** AAAA-MM-JJ or JJ/MM/AAAA. */
export function day(given: string): string {
  const {
    year,
    month,
    day: ofMonth,
  } = (pattern.exec(given) ?? frenchPattern.exec(given))?.groups ?? {
    year: '',
    month: '',
    day: '',
  };
  const date = `${year ?? ''}-${month ?? ''}-${ofMonth ?? ''}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  if (!Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)) return date;
  throw new Unreadable('un jour est attendu, AAAA-MM-JJ ou JJ/MM/AAAA.');
}

/** By a table from what may be written, in capitals, to what it means. */
export const meaning =
  <T>(table: Readonly<Record<string, T>>) =>
  (given: string) => {
    const found = table[given.toUpperCase()];
    if (found !== undefined) return found;
    throw new Unreadable(`attendu : ${Object.keys(table).join(', ')}.`);
  };

/** One of an enumeration's codes, as the published schema has them. */
export function code<T extends string>(enumeration: Readonly<Record<T, T>>): (given: string) => T {
  return meaning(enumeration);
}

export const yesOrNo = meaning<boolean>({ OUI: true, NON: false, 1: true, 0: false });

/** Five characters, as the official geographic code has them. */
export function commune(given: string): string {
  if (/^\d[\dAB]\d{3}$/.test(given)) return given;
  throw new Unreadable('un code INSEE de commune est attendu, en 5 caractères.');
}

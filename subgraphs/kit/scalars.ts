import { GraphQLScalarType, Kind } from 'graphql';
import { badInput } from './bad-input.js';

/** A civil date `AAAA-MM-JJ`, a string in code and a `date` column in the database. */
export const DateCivile = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'Date civile, de la forme AAAA-MM-JJ.',
  serialize: (value) => (isCivilDate(value) ? value : notStored()),
  parseValue: civilDate,
  parseLiteral: (node) => civilDate(node.kind === Kind.STRING ? node.value : null),
});

/** An instant, a `Date` in code and a `datetime(3)` column in the database. */
export const Horodatage = new GraphQLScalarType<Date, string>({
  name: 'Horodatage',
  description: 'Instant en temps universel, de la forme 2026-11-23T10:00:00.000Z (ISO 8601).',
  serialize: (value) => instant(value).toISOString(),
  parseValue: instant,
  parseLiteral: (node) => instant(node.kind === Kind.STRING ? node.value : null),
});

/** What stands in a database is not the caller's fault, and not to be quoted. */
function notStored(): never {
  throw new Error('a stored value is no date');
}

function isCivilDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  return isDay(Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8)));
}

/** Counted, and not tried with a `Date`: it is asked of every date of every row. */
function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= days;
}

function civilDate(value: unknown): string {
  if (isCivilDate(value)) return value;
  throw badInput('Une date civile s’écrit AAAA-MM-JJ et doit exister.', 'DATE');
}

function instant(value: unknown): Date {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value;
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value)) {
    const parsed = new Date(value);
    if (!Number.isNaN(parsed.getTime())) return parsed;
  }
  throw badInput(
    'Un horodatage s’écrit en ISO 8601, par exemple 2026-11-23T10:00:00Z.',
    'HORODATAGE',
  );
}

import { randomUUID } from 'node:crypto';
import type { TrialCaller } from '../trial-key.js';
import type { Checks } from './checks.js';
import type { DeclaredRow } from './declared-rows.js';
import { broken, met, untried, type Outcome } from './outcome.js';
import type { Row, Subject } from './subject.js';

type Key = DeclaredRow['cle'];

const noRow = untried(
  'aucune ligne lisible n’est déclarée',
  'no row that somebody may read is declared',
);
const manyEntities = 2_000;

export const entityChecks: Checks = {
  'ENTITES-01': (subject) =>
    eachReadable(subject, async (row, caller) => {
      const unknown = unknownKey(row.cle);
      const keys = [row.cle, unknown, row.cle, unknown, unknown, row.cle];
      const { rows } = await subject.entities(caller, row.type, keys, Object.keys(row.cle));
      if (rows?.length !== keys.length) return length(keys.length, rows);
      const fits = rows.every((found, place) =>
        keys[place] === unknown ? found === null : found === null || isOf(found, row.cle),
      );
      return fits ? met : broken('les objets ne sont pas à leur place', 'objects are out of place');
    }),
  'ENTITES-02': (subject) =>
    eachReadable(subject, async (row, caller) => {
      const keys = [unknownKey(row.cle)];
      const { rows, answer } = await subject.entities(caller, row.type, keys, Object.keys(row.cle));
      if (rows?.length === 1 && rows[0] === null && answer.errors.length === 0) return met;
      return broken(
        `${row.type} : ${answer.errors.length > 0 ? 'une erreur' : 'pas null'}`,
        `${row.type}: ${answer.errors.length > 0 ? 'an error' : 'not null'}`,
      );
    }),
  'ENTITES-03': async (subject) => {
    const hidden = subject.declared.lignes.flatMap((row) =>
      row.cachee.map((name) => [row, name] as const),
    );
    if (hidden.length === 0)
      return untried('aucune ligne cachée n’est déclarée', 'no hidden row is declared');
    for (const [row, name] of hidden) {
      const fields = [...Object.keys(row.cle), ...row.champs];
      const asked = (key: Key) => subject.entities(subject.caller(name), row.type, [key], fields);
      const { rows, answer } = await asked(row.cle);
      const { answer: nothing } = await asked(unknownKey(row.cle));
      if (rows?.length !== 1 || rows[0] !== null) {
        return broken(`${row.type} lu par ${name}`, `${row.type} read by ${name}`);
      }
      if (shape(answer) !== shape(nothing)) {
        return broken(
          `${row.type}, ${name} : la réponse diffère de celle d’un identifiant inconnu`,
          `${row.type}, ${name}: the answer differs from that for an unknown id`,
        );
      }
      const found = await besideOthers(subject, row, name, fields);
      if (found.outcome !== 'met') return found;
    }
    return met;
  },
  'ENTITES-04': async (subject) => {
    const [row] = subject.declared.lignes.filter(({ lisible }) => lisible.length > 0);
    if (!row) return noRow;
    const keys = Array.from({ length: manyEntities }, (_, place) =>
      place % 2 === 0 ? row.cle : unknownKey(row.cle),
    );
    const caller = subject.caller(row.lisible[0] ?? '');
    const { rows, answer } = await subject.entities(caller, row.type, keys, Object.keys(row.cle));
    if (answer.status !== 200) return broken(`réponse ${answer.status}`, `answer ${answer.status}`);
    return rows?.length === manyEntities ? met : length(manyEntities, rows);
  },
};

/** A hidden row among several references of one request: each is judged by itself, wherever it stands. */
async function besideOthers(
  subject: Subject,
  { type, cle }: DeclaredRow,
  name: string,
  fields: readonly string[],
): Promise<Outcome> {
  const own = subject.declared.lignes
    .filter((row) => row.type === type && row.lisible.includes(name))
    .map((row) => row.cle);
  const keys = [...own, cle, unknownKey(cle), cle];
  const { rows, answer } = await subject.entities(subject.caller(name), type, keys, fields);
  if (rows?.length !== keys.length) return length(keys.length, rows);
  if (answer.errors.length === 0 && rows.slice(own.length).every((row) => row === null)) return met;
  return broken(
    `${type} lu par ${name}, entre d’autres références`,
    `${type} read by ${name}, among other references`,
  );
}

/** The first reader of each declared row. */
export async function eachReadable(
  subject: Subject,
  check: (row: DeclaredRow, caller: TrialCaller, name: string) => Promise<Outcome>,
): Promise<Outcome> {
  return all(
    subject.declared.lignes.flatMap((row) =>
      row.lisible.slice(0, 1).map((name) => [row, name] as const),
    ),
    (row, name) => check(row, subject.caller(name), name),
    noRow,
  );
}

/** The outcome of the first that is not met. */
export async function all<A, B>(
  cases: readonly (readonly [A, B])[],
  check: (first: A, second: B) => Promise<Outcome>,
  without: Outcome,
): Promise<Outcome> {
  for (const [first, second] of cases) {
    const outcome = await check(first, second);
    if (outcome.outcome !== 'met') return outcome;
  }
  return cases.length === 0 ? without : met;
}

/** A key of the same form that no row has. */
function unknownKey(key: Key): Key {
  return Object.fromEntries(Object.entries(key).map(([name, value]) => [name, unlike(value)]));
}

function unlike(value: string | number): string | number {
  if (typeof value === 'number') return 2_147_480_000 - (value % 1_000);
  if (/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value)) return randomUUID();
  return /^\d+$/.test(value) ? '9'.repeat(value.length) : `inconnu-${randomUUID().slice(0, 8)}`;
}

function isOf(row: Row, key: Key): boolean {
  return Object.entries(key).every(([name, value]) => String(row[name]) === String(value));
}

function length(expected: number, rows: readonly unknown[] | null): Outcome {
  const found = rows === null ? 'null' : String(rows.length);
  return broken(`${found} au lieu de ${expected}`, `${found} instead of ${expected}`);
}

/** What an answer tells beside its values. */
function shape({
  status,
  data,
  errors,
}: {
  status: number;
  data: unknown;
  errors: unknown;
}): string {
  return JSON.stringify([status, data, errors]);
}

import type { TrialCaller } from '../trial-key.js';
import { all, eachReadable } from './check-entities.js';
import type { Checks } from './checks.js';
import type { DeclaredQuestion, DeclaredRow } from './declared-rows.js';
import { broken, met, untried, type Outcome } from './outcome.js';
import type { GraphQLAnswer, Subject } from './subject.js';

export const rowChecks: Checks = {
  'DROITS-01': async (subject) => {
    const entities = await eachReadable(subject, async (row, caller) => {
      const scopes = subject.published.scopesOfType(row.type);
      return scopes === null ? met : hides(subject, row, without(caller, scopes));
    });
    if (entities.outcome !== 'met') return entities;
    return eachQuestion(subject, async (question, caller) =>
      answersNothing(subject, question, { ...caller, droits: {} }),
    );
  },
  'DROITS-02': async (subject) => {
    let tried = 0;
    const outcome = await eachReadable(subject, async (row, caller) => {
      const ofType = subject.published.scopesOfType(row.type) ?? new Set<string>();
      for (const field of row.champs) {
        const own = new Set(
          [...(subject.published.scopesOfField(row.type, field) ?? [])].filter(
            (scope) => !ofType.has(scope),
          ),
        );
        if (own.size === 0) continue;
        tried += 1;
        const asked = [...Object.keys(row.cle), ...row.champs];
        const less = without(caller, own);
        const { rows, answer } = await subject.entities(less, row.type, [row.cle], asked);
        const [found = null] = rows ?? [];
        const at = `${row.type}.${field}`;
        if (found === null)
          return broken(`${at} : la ligne entière manque`, `${at}: the whole row lacks`);
        if (found[field] !== null) return broken(`${at} est servi`, `${at} is answered`);
        if (answer.errors.length > 0) return broken(`${at} : une erreur`, `${at}: an error`);
      }
      return met;
    });
    if (outcome.outcome !== 'met' || tried > 0) return outcome;
    return untried(
      'aucun champ déclaré n’a de portée propre',
      'no declared field has a scope of its own',
    );
  },
  'DROITS-03': async (subject) => {
    for (const perimetres of [['perimetre-inconnu'], []]) {
      const unknown = (caller: TrialCaller): TrialCaller => ({
        ...caller,
        droits: Object.fromEntries(
          Object.entries(caller.droits).map(([scope, right]) => [scope, { ...right, perimetres }]),
        ),
      });
      const outcome = await eachReadable(subject, async (row, caller) =>
        subject.published.scopesOfType(row.type) === null
          ? met
          : hides(subject, row, unknown(caller)),
      );
      if (outcome.outcome !== 'met') return outcome;
      const listed = await eachQuestion(subject, (question, caller) =>
        answersNothing(subject, question, unknown(caller)),
      );
      if (listed.outcome !== 'met') return listed;
    }
    return met;
  },
  'DROITS-04': async (subject) => {
    const nobody: TrialCaller = { signataire: null, territoire: {}, droits: {} };
    const outcome = await eachReadable(subject, (row) => hides(subject, row, nobody));
    if (outcome.outcome !== 'met') return outcome;
    return eachQuestion(subject, (question) => answersNothing(subject, question, nobody));
  },
  'LIGNES-01': (subject) =>
    all(
      subject.declared.lignes.flatMap((row) => row.lisible.map((name) => [row, name] as const)),
      async (row, name) => {
        const fields = [...Object.keys(row.cle), ...row.champs];
        const { rows } = await subject.entities(subject.caller(name), row.type, [row.cle], fields);
        const [found = null] = rows ?? [];
        const lacking = fields.filter((field) => (found?.[field] ?? null) === null);
        if (lacking.length === 0) return met;
        const what = `${name} : ${row.type}.${lacking.join(', ')}`;
        return broken(`${what} manque`, `${what} lacks`);
      },
      untried('aucune ligne lisible n’est déclarée', 'no row that somebody may read is declared'),
    ),
  'LIGNES-02': (subject) =>
    questionsWith(subject, 'lignes', (path, { cle }, answer) =>
      listAt(answer, path).map((row) => (row as Record<string, unknown> | null)?.[cle]),
    ),
  'LIGNES-03': async (subject) => {
    const counted = subject.declared.questions.filter(({ compte }) => compte !== undefined);
    return all(
      counted.flatMap((question) =>
        Object.entries(question.attendu).map(
          ([name, rows]) => [question, [name, rows.length]] as const,
        ),
      ),
      async ({ question, compte = '' }, [name, expected]) => {
        const answer = await subject.query(subject.caller(name), question);
        const found = at(answer, compte) ?? 0;
        if (found === expected) return met;
        const what = `${name} : ${compte} ${JSON.stringify(found)}`;
        return broken(`${what} au lieu de ${expected}`, `${what} instead of ${expected}`);
      },
      noQuestion('compte'),
    );
  },
  'LIGNES-04': (subject) =>
    questionsWith(subject, 'ligne', (path, { cle }, answer) => {
      const row = at(answer, path) as Record<string, unknown> | null | undefined;
      return row === null || row === undefined ? [] : [row[cle]];
    }),
};

async function hides(
  subject: Subject,
  { type, cle, champs }: DeclaredRow,
  caller: TrialCaller,
): Promise<Outcome> {
  const { rows } = await subject.entities(caller, type, [cle], [...Object.keys(cle), ...champs]);
  if (rows?.length === 1 && rows[0] === null) return met;
  return broken(`_entities : ${type} est servi`, `_entities: ${type} is answered`);
}

async function answersNothing(
  subject: Subject,
  { question, lignes, ligne, compte }: DeclaredQuestion,
  caller: TrialCaller,
): Promise<Outcome> {
  const answer = await subject.query(caller, question);
  const listed = lignes === undefined ? 0 : listAt(answer, lignes).length;
  const counted = compte === undefined ? 0 : (at(answer, compte) ?? 0);
  const found = ligne === undefined ? null : (at(answer, ligne) ?? null);
  if (listed === 0 && counted === 0 && found === null) return met;
  const path = listed > 0 ? lignes : found === null ? compte : ligne;
  return broken(`${path} est servi`, `${path} is answered`);
}

/** Each question with each caller who gets rows by it. */
async function eachQuestion(
  subject: Subject,
  check: (question: DeclaredQuestion, caller: TrialCaller) => Promise<Outcome>,
): Promise<Outcome> {
  return all(
    subject.declared.questions.flatMap((question) =>
      Object.entries(question.attendu)
        .filter(([, rows]) => rows.length > 0)
        .map(([name]) => [question, name] as const),
    ),
    (question, name) => check(question, subject.caller(name)),
    met,
  );
}

async function questionsWith(
  subject: Subject,
  place: 'lignes' | 'ligne',
  keysOf: (path: string, question: DeclaredQuestion, answer: GraphQLAnswer) => readonly unknown[],
): Promise<Outcome> {
  const questions = subject.declared.questions.filter((question) => question[place] !== undefined);
  return all(
    questions.flatMap((question) =>
      Object.entries(question.attendu).map((expected) => [question, expected] as const),
    ),
    async (question, [name, expected]) => {
      const path = question[place] ?? '';
      const answer = await subject.query(subject.caller(name), question.question);
      const found = keysOf(path, question, answer).map(String).toSorted();
      const wanted = expected.map(String).toSorted();
      if (answer.errors.length === 0 && JSON.stringify(found) === JSON.stringify(wanted))
        return met;
      const what = `${name} : ${path}`;
      if (answer.errors.length > 0) return broken(`${what}, une erreur`, `${what}, an error`);
      return broken(
        `${what}, ${found.length} lignes au lieu de ${wanted.length}, ou d’autres`,
        `${what}, ${found.length} rows instead of ${wanted.length}, or others`,
      );
    },
    noQuestion(place),
  );
}

function noQuestion(place: string): Outcome {
  return untried(`aucune question avec « ${place} »`, `no question with "${place}"`);
}

/** The caller without these scopes. */
function without(caller: TrialCaller, scopes: ReadonlySet<string>): TrialCaller {
  const left = Object.entries(caller.droits).filter(([scope]) => !scopes.has(scope));
  return { ...caller, droits: Object.fromEntries(left) };
}

function at({ data }: GraphQLAnswer, path: string): unknown {
  let value: unknown = data;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

function listAt(answer: GraphQLAnswer, path: string): readonly unknown[] {
  const found = at(answer, path);
  return Array.isArray(found) ? found : [];
}

import type { Checks } from './checks.js';
import { broken, met } from './outcome.js';
import type { GraphQLAnswer, Subject } from './subject.js';

/** Stands where a caller's value would: in no error. */
const canary = 'temoin-7f3a-Durand-Jeanne';

const traces: readonly (readonly [string, RegExp])[] = [
  ['a stack', /\\n\s+at |stacktrace|Traceback \(most recent|\.(java|cs|php|py|rb|[cm]?[jt]s):\d+/i],
  ['a statement', /\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s.+\sSET)\b/],
  ['a path', /node_modules|\/(home|usr|var|srv|opt)\/|[A-Z]:\\\\/],
];

export const errorChecks: Checks = {
  'ERREURS-01': async (subject) => {
    await provoked(subject);
    await provokeByKeys(subject);
    const values = [canary, ...subject.declared.temoins];
    const said = values.filter((value) =>
      subject.complaints.some(
        (text) => text.includes(value) || text.includes(JSON.stringify(value).slice(1, -1)),
      ),
    );
    if (said.length === 0) return met;
    // The value itself is not repeated here either.
    const places = said.map((value) => values.indexOf(value));
    const what = places
      .map((place) => (place === 0 ? 'canary' : `temoins[${place - 1}]`))
      .join(', ');
    return broken(what, what);
  },
  'ERREURS-02': async (subject) => {
    await provoked(subject);
    const found = traces.filter(([, form]) => subject.complaints.some((text) => form.test(text)));
    const what = found.map(([name]) => name).join(', ');
    return found.length === 0 ? met : broken(what, what);
  },
  'ERREURS-03': async (subject) => {
    const wrong = (await provoked(subject))
      .filter(({ answer }) => !isWellFormed(answer))
      .map(({ name, answer }) => `${name} → ${answer.status}`);
    return wrong.length === 0 ? met : broken(wrong.join(', '), wrong.join(', '));
  },
};

function isWellFormed({ isJson, errors }: GraphQLAnswer): boolean {
  return (
    isJson &&
    errors.length > 0 &&
    errors.every(
      ({ message, extensions }) =>
        typeof message === 'string' && typeof extensions?.code === 'string',
    )
  );
}

/** Faults of a caller, each with a value that must not come back. */
async function provoked(
  subject: Subject,
): Promise<readonly { readonly name: string; readonly answer: GraphQLAnswer }[]> {
  const bodies: Readonly<Record<string, unknown>> = {
    json: `{"query": "${canary}`,
    syntax: { query: `{ __typename(a: "${canary}" }` },
    literal: { query: `{ __typename @include(if: "${canary}") }` },
    variable: {
      query: 'query ($a: Boolean!) { __typename @include(if: $a) }',
      variables: { a: canary },
    },
  };
  const answers = [];
  for (const [name, body] of Object.entries(bodies)) {
    answers.push({ name, answer: await subject.send([subject.token()], body) });
  }
  return answers;
}

/** Kinds of keys that a database or a parser may choke on: no requirement of their own. */
async function provokeByKeys(subject: Subject): Promise<void> {
  for (const { type, cle } of subject.declared.lignes) {
    for (const value of [
      `${canary}' OR 1=1 --`,
      { [canary]: canary },
      [canary],
      canary.repeat(400),
    ]) {
      const key = Object.fromEntries(Object.keys(cle).map((name) => [name, value]));
      await subject.entities(subject.somebody, type, [key], Object.keys(cle));
    }
  }
}

import type { Expectation, Scenario } from './scenario.js';
import { fieldsSent, type SentRequest } from '../../harness/mock-subgraph.js';

/** What came of one scenario. */
export interface Outcome {
  /** The body as received. */
  readonly text: string;
  readonly requests: readonly SentRequest[];
}

interface AnswerError {
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string };
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly AnswerError[];
  readonly extensions?: { readonly authorizationErrors?: readonly AnswerError[] };
}

/** What is wrong with the outcome; empty when the expectation or one of its alternatives is met. */
export function faultsOf({ expect }: Scenario, outcome: Outcome): readonly string[] {
  const { acceptAlso = [], ...main } = expect;
  const faults = expectationFaults(main, outcome);
  const met = acceptAlso.some(
    (alternative) => expectationFaults({ ...main, ...alternative }, outcome).length === 0,
  );
  return met ? [] : faults;
}

function expectationFaults(expected: Expectation, { text, requests }: Outcome): string[] {
  const faults: string[] = [];
  const check = (holds: boolean, what: string) => {
    if (!holds) faults.push(what);
  };
  const answer = JSON.parse(text) as Answer;
  const errors = answer.errors ?? [];
  const sent = fieldsSent(requests);
  const variables = JSON.stringify(requests.map((request) => request.variables));
  for (const name of expected.sentToSubgraphsContains ?? []) {
    check(sent.has(name), `${name} was not sent`);
  }
  for (const name of expected.sentToSubgraphsContainsNot ?? []) {
    check(!sent.has(name), `${name} was sent`);
  }
  for (const value of expected.variablesContainNot ?? []) {
    check(!variables.includes(value), `the value ${value} travelled`);
  }
  for (const name of expected.noRequestTo ?? []) {
    check(!requests.some(({ subgraph }) => subgraph === name), `${name} was called`);
  }
  if (expected.requestCount !== undefined) {
    check(requests.length === expected.requestCount, `${requests.length} requests were sent`);
  }
  if (expected.dataSubset === null) check((answer.data ?? null) === null, 'data is not null');
  else if (expected.dataSubset !== undefined) {
    check(isSubset(expected.dataSubset, answer.data), 'the data differ');
  }
  for (const [path, keys] of Object.entries(expected.dataKeys ?? {})) {
    const found = Object.keys(valueAt(answer.data, path) ?? {});
    check(sameSet(found, keys), `${path} has the keys ${found.join()}`);
  }
  if (expected.errorPaths) {
    const paths = pathsOf(errors);
    check(sameSet(paths, expected.errorPaths), `the error paths are ${JSON.stringify(paths)}`);
  }
  if (expected.errorCode === null) check(errors.length === 0, 'there are errors');
  else if (expected.errorCode !== undefined) {
    const codes = errors.map(({ extensions }) => extensions?.code);
    check(
      codes.length > 0 && codes.every((code) => code === expected.errorCode),
      `the error codes are ${codes.join()}`,
    );
  }
  if (expected.extensionErrorPaths) {
    const paths = pathsOf(answer.extensions?.authorizationErrors ?? []);
    check(sameSet(paths, expected.extensionErrorPaths), `extensions tell ${JSON.stringify(paths)}`);
  }
  for (const part of expected.responseContains ?? []) {
    check(text.includes(part), `the answer lacks ${part}`);
  }
  for (const part of expected.responseContainsNot ?? []) {
    check(!text.includes(part), `the answer contains ${part}`);
  }
  if (expected.maxErrors !== undefined) {
    check(errors.length <= expected.maxErrors, `there are ${errors.length} errors`);
  }
  return faults;
}

/** Response keys joined by dots, indexes dropped; "" without a path. */
function pathsOf(errors: readonly AnswerError[]): string[] {
  return errors.map(({ path = [] }) =>
    path.filter((segment) => typeof segment === 'string').join('.'),
  );
}

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  const a = new Set(left);
  const b = new Set(right);
  return a.size === b.size && [...a].every((item) => b.has(item));
}

function isSubset(expected: unknown, actual: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return expected === actual;
  if (typeof actual !== 'object' || actual === null) return false;
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, index) => isSubset(item, actual[index]))
    );
  }
  return Object.entries(expected).every(
    ([key, value]) =>
      Object.hasOwn(actual, key) && isSubset(value, (actual as Record<string, unknown>)[key]),
  );
}

function valueAt(data: unknown, path: string): unknown {
  return path
    .split('.')
    .filter((key) => key !== '')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null
          ? (value as Record<string, unknown>)[key]
          : undefined,
      data,
    );
}

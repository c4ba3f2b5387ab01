import type { Checks } from './checks.js';
import { broken, met, type Outcome } from './outcome.js';
import { probe } from '../line.js';
import type { GraphQLAnswer } from './subject.js';

/** In bytes. */
const readable = 1_060_000;
const tooLarge = 2_100_000;
const longToken = 48 * 1_024;
const levels = 100_000;

export const limitChecks: Checks = {
  'LIMITES-01': async (subject) =>
    expected(await subject.send([subject.token()], padded(readable)), [200]),
  'LIMITES-02': async (subject) => {
    const answer = await orClosed(subject.send([subject.token()], padded(tooLarge)));
    return expected(answer, [413]);
  },
  'LIMITES-03': async (subject) => {
    const droits: Record<string, unknown> = { ...subject.somebody.droits };
    let token = subject.token();
    for (let step = 0; token.length < longToken; step += 1) {
      for (let number = 0; number < 50; number += 1) {
        droits[`remplissage:${step}-${number}`] = { perimetres: [], fondements: [], finalites: [] };
      }
      token = subject.token({ claims: { droits } });
    }
    return expected(await orClosed(subject.send([token], probe)), [200]);
  },
  'LIMITES-04': async (subject) => {
    const nested = `${'{a'.repeat(levels)}${'}'.repeat(levels)}`;
    const value = `{ __typename(a: ${'['.repeat(levels)}${']'.repeat(levels)}) }`;
    for (const query of [nested, value]) {
      const answer = await orClosed(subject.send([subject.token()], { query }));
      if (answer?.status === 200 && answer.errors.length === 0) {
        return broken('le document est servi', 'the document is answered');
      }
    }
    const after = await orClosed(subject.send([subject.token()], probe));
    return after?.status === 200
      ? met
      : broken('le service ne répond plus', 'the service answers no more');
  },
  'LIMITES-05': async (subject) => unserved(await subject.send([subject.token()], [probe, probe])),
  'LIMITES-06': async (subject) => {
    const answer = await subject.send([subject.token()], JSON.stringify(probe), 'text/plain');
    return unserved(answer);
  },
};

/** The probe, filled up with what no server reads. */
function padded(bytes: number): string {
  return JSON.stringify({ ...probe, extensions: { remplissage: 'x'.repeat(bytes - 100) } });
}

/** null: the connection was closed. */
async function orClosed(answer: Promise<GraphQLAnswer>): Promise<GraphQLAnswer | null> {
  return answer.catch(() => null);
}

function expected(answer: GraphQLAnswer | null, statuses: readonly number[]): Outcome {
  if (answer && statuses.includes(answer.status)) return met;
  return answer
    ? broken(`réponse ${answer.status}`, `answer ${answer.status}`)
    : broken('connexion fermée', 'connection closed');
}

function unserved({ status, data }: GraphQLAnswer): Outcome {
  return status >= 400 && status < 500 && data === null
    ? met
    : broken(`réponse ${status}`, `answer ${status}`);
}

import { generateKeyPairSync, sign } from 'node:crypto';
import type { Falsified } from '../trial-key.js';
import { probe } from '../line.js';
import type { Checks } from './checks.js';
import { broken, met, untried, type Outcome } from './outcome.js';
import type { Subject } from './subject.js';

const other = { query: '{ __typename }' };
const long = 600;

export const ticketChecks: Checks = {
  'BILLET-01': async (subject) => {
    const token = subject.token();
    const { status, errors } = await subject.sendWith(
      token,
      subject.ticket(token, probe.query),
      probe,
    );
    if (status === 200 && errors.length === 0) return met;
    return broken(`réponse ${status}`, `answer ${status}`);
  },
  'BILLET-02': (subject) => refused(subject, { 'sans billet': () => [subject.token(), null] }),
  'BILLET-03': (subject) =>
    refused(subject, {
      'autre question': () => {
        const token = subject.token();
        return [token, subject.ticket(token, other.query)];
      },
      'autres champs': () => {
        const token = subject.token();
        const claims = { champs: { Query: ['__typename'] } };
        return [token, subject.ticket(token, probe.query, { claims })];
      },
    }),
  'BILLET-04': (subject) => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const now = Math.floor(Date.now() / 1_000);
    const falsified: Readonly<Record<string, Falsified>> = {
      aud: { claims: { aud: `${subject.audience}-autre` } },
      exp: { claims: { iat: now - 2 * long, exp: now - long } },
      iss: { claims: { iss: 'https://idp.example.org' } },
      typ: { header: { typ: 'JWT' } },
      clé: { sign: (signed) => sign(null, signed, privateKey) },
      'sans signature': { header: { alg: 'none' }, sign: () => Buffer.alloc(0) },
    };
    const attempts = Object.entries(falsified).map(
      ([name, change]): [string, () => readonly [string, string | null]] => [
        name,
        () => {
          const token = subject.token();
          return [token, subject.ticket(token, probe.query, change)];
        },
      ],
    );
    return refused(subject, {
      'autre jeton': () => {
        const another = subject.token({ claims: { sub: 'autre' } });
        return [subject.token(), subject.ticket(another, probe.query)];
      },
      'jeton en guise de billet': () => [subject.token(), subject.token()],
      ...Object.fromEntries(attempts),
    });
  },
};

/** @param attempts a token and a ticket each; null: none is sent. */
async function refused(
  subject: Subject,
  attempts: Readonly<Record<string, () => readonly [token: string, ticket: string | null]>>,
): Promise<Outcome> {
  if (!subject.declared.billets) {
    return untried(
      'le sous-graphe ne dit pas qu’il exige les billets (billets: true)',
      'the subgraph does not say that it demands tickets (billets: true)',
    );
  }
  const wrong: string[] = [];
  for (const [name, make] of Object.entries(attempts)) {
    const { status, data } = await subject.sendWith(...make(), probe);
    if (status !== 401 || data !== null) wrong.push(`${name} → ${status}`);
  }
  return wrong.length === 0 ? met : broken(wrong.join(', '), wrong.join(', '));
}

import type { Checks } from './checks.js';
import { broken, met, type Outcome } from './outcome.js';

export const healthChecks: Checks = {
  'SANTE-01': async (subject) => among((await subject.get('/health/live')).status, [200]),
  'SANTE-02': async (subject) => {
    const { status, text } = await subject.get('/health/ready');
    const said = subject.declared.temoins.some((value) => text.includes(value));
    return said ? broken('une valeur déclarée', 'a declared value') : among(status, [200, 503]);
  },
};

function among(status: number, expected: readonly number[]): Outcome {
  return expected.includes(status) ? met : broken(`réponse ${status}`, `answer ${status}`);
}

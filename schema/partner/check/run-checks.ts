import { requirements, type Requirement } from '../requirements.js';
import { entityChecks } from './check-entities.js';
import { errorChecks } from './check-errors.js';
import { healthChecks } from './check-health.js';
import { limitChecks } from './check-limits.js';
import { rowChecks } from './check-rows.js';
import { schemaChecks } from './check-schema.js';
import { ticketChecks } from './check-tickets.js';
import { tokenChecks } from './check-tokens.js';
import type { Checks } from './checks.js';
import { broken, type Outcome } from './outcome.js';
import type { Subject } from './subject.js';

export interface Finding {
  readonly requirement: Requirement;
  readonly outcome: Outcome;
  readonly milliseconds: number;
}

const checks: Checks = {
  ...tokenChecks,
  ...ticketChecks,
  ...schemaChecks,
  ...entityChecks,
  ...rowChecks,
  ...limitChecks,
  ...healthChecks,
  ...errorChecks,
};

/** Tries every requirement, errors last: they look through all that was heard. */
export async function runChecks(subject: Subject): Promise<readonly Finding[]> {
  const byId = new Map<string, Finding>();
  for (const id of Object.keys(checks)) {
    const requirement = requirements.find((known) => known.id === id);
    const check = checks[id];
    if (!requirement || !check) throw new Error(`no requirement ${id}`);
    const start = performance.now();
    const outcome = await attempt(() => check(subject));
    byId.set(id, { requirement, outcome, milliseconds: Math.round(performance.now() - start) });
  }
  return requirements.flatMap(({ id }) => byId.get(id) ?? []);
}

/** A line that fails is a requirement that is not met, and no end of the run. */
async function attempt(check: () => Outcome | Promise<Outcome>): Promise<Outcome> {
  try {
    return await check();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).name;
    return broken(`pas de réponse (${code})`, `no answer (${code})`);
  }
}

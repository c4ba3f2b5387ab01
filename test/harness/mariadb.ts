import { describe } from '@jest/globals';
import { installed, missing } from './mariadb-server.js';

export type { MariaDb } from './mariadb-databases.js';
export { startMariaDb, type OwnMariaDb } from './mariadb-server.js';
export { sharedMariaDb } from './shared-by-suites.js';

// In CI they run all the same, and fail.
const expected = installed || process.env['CI'] !== undefined;

/** The tests, or where MariaDB is missing the same tests as skipped, with the reason. */
export function describeOnMariaDb(name: string, tests: () => void): void {
  if (expected) describe(name, tests);
  else describe.skip(`${name} (skipped: ${missing})`, tests);
}

import type { Acts } from './acts/acts.js';
import type { Appelant } from './appelant.js';
import type { RowAccess } from './row-access.js';
import type { Rows } from './rows.js';

/** What a resolver gets with each request (`@Ctx() { rows }: SubgraphContext`). */
export interface SubgraphContext<Services = unknown> {
  readonly appelant: Appelant;
  /** Reads the database. Throws in a subgraph without one. */
  readonly rows: Rows;
  /** Changes the database. Throws in a subgraph without one. */
  readonly acts: Acts;
  readonly access: RowAccess;
  /** What the subgraph's own `open` returned. */
  readonly services: Services;
}

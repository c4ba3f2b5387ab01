/** What a partner's subgraph is written with. API.md says what each is for. */
import 'reflect-metadata';

export { subgraph, table, foreign, loaded } from './subgraph.js';
export type { Subgraph, Opened } from './subgraph.js';
export type { SubgraphContext } from './context.js';
export type { Appelant } from './appelant.js';

export { CacheControl } from './cache-control.js';
export { Portee, PorteeListe, Authentifie, ReadsField } from './portee.js';
export {
  rowRules,
  column,
  related,
  anyOf,
  allOf,
  everybody,
  nobody,
  when,
  following,
  sql,
} from './row-rules.js';

export { listing, sorts, equalTo, within, through } from './listing.js';
export { counting } from './counting.js';
export type { Counting } from './counting.js';
export type { PageRequest } from './page.js';
export type { Connection } from './connection.js';
export { DateCivile, Horodatage } from './scalars.js';
export { enumeration } from './enumeration.js';
export { badInput } from './bad-input.js';

export { portableColumns, foreignKey, addColumns, dropColumns } from './migration-columns.js';
export { bringUpToDate } from './reference-rows.js';

export { workflow, describeTransition } from './acts/workflow.js';
export type { StatefulRow, Guard, ActContext, Workflow } from './acts/workflow.js';
export { CreationArgs, ActeArgs } from './acts/act-args.js';
export { outcomeTypeOf } from './acts/outcome-type.js';
export { stateResolverOf } from './acts/state-resolver.js';
export { awaitsCaller, Attente } from './acts/awaited.js';
export { Refused } from './acts/refusal.js';
export { lapse } from './acts/lapse.js';
export { everyHour } from './acts/every-hour.js';
export { PassageEnregistre, ActeRecu, createActTables, dropActTables } from './acts/act-tables.js';
export {
  OutgoingNotification,
  createOutboxTable,
  dropOutboxTable,
} from './outbox/outgoing-notification.js';

export { runSubgraph } from './run.js';
export { serve } from './serve.js';
export type { RunningSubgraph } from './serve.js';
export { parseConfig } from './config.js';
export type { SubgraphConfig } from './config.js';
export { buildSubgraph } from './build-schema.js';
export { openDataSource } from './data-source.js';

import type { DataSource, MigrationInterface } from 'typeorm';
import type { SubgraphContext } from './context.js';
import type { EntityClass } from './entity.js';
import type { Listing } from './listing.js';
import type { RowRules } from './row-rules.js';

/** Resolves one representation of `_entities`; loads through `context.rows`, so that one type is one batch. */
export type Reference<Services> = (
  representation: Readonly<Record<string, unknown>>,
  context: SubgraphContext<Services>,
) => object | null | Promise<object | null>;

/** What `open` is given: what the subgraph may need beside the database. */
interface Opening {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** null in a subgraph without entities. */
  readonly dataSource: DataSource | null;
  /** For what an operator must see; never personal data. */
  readonly warn: (message: string) => void;
}

export interface Opened<Services> {
  readonly services: Services;
  readonly close?: () => void | Promise<void>;
}

/** Everything the kit needs to serve a partner's subgraph. */
export interface Subgraph<Services = unknown> {
  readonly name: string;
  readonly defaultPort: number;
  /** One line for `--help`. */
  readonly about: string;
  /** type-graphql resolver classes. */
  readonly resolvers: readonly (new () => object)[];
  /** Object types that no root field reaches, such as `Commune` extended by a partner. */
  readonly types: readonly EntityClass[];
  /** TypeORM entities; empty: no database. */
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  readonly rowRules: readonly RowRules[];
  /** The lists, so that their orders' `@readsField` reaches the SDL. */
  readonly listings: readonly Listing[];
  /** By GraphQL type name, for each resolvable `@key`. */
  readonly references: Readonly<Record<string, Reference<Services>>>;
  /** Runs after the migrations: imports reference data, opens files. Must be idempotent. */
  readonly open?: (opening: Opening) => Promise<Opened<Services>>;
}

/** Checks the types of a declaration, nothing else. */
export function subgraph<Services = undefined>(declared: Subgraph<Services>): Subgraph<Services> {
  return declared;
}

import type { DataSource, MigrationInterface } from 'typeorm';
import type { HoldingTerritory } from '../../schema/contract/territoire.js';
import type { ActTable } from './acts/workflow.js';
import type { SubgraphContext } from './context.js';
import type { DeliveredAct } from './delivery/outgoing-act.js';
import type { EntityClass } from './entity.js';
import type { ListingDeclaration } from './listing.js';
import type { Outbox } from './outbox/outbox.js';
import type { RowRules } from './row-rules.js';
import type { WriteQueue } from './write-queue.js';

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
  /** The one way to write; null: nothing is to be written by the clock. */
  readonly writes: WriteQueue | null;
  /** null: nobody is told of acts. */
  readonly outbox: Outbox | null;
  /** For what an operator must see; never personal data. */
  readonly warn: (message: string) => void;
}

export interface Opened<Services> {
  readonly services: Services;
  readonly close?: () => void | Promise<void>;
}

/** All that the kit has to know of one entity. */
interface EntityDeclaration<Services> {
  readonly type: EntityClass;
  /** Its rows are in this subgraph's database; or it is another owner's; or it is found elsewhere. */
  readonly kind: 'table' | 'foreign' | 'loaded';
  readonly rules: RowRules | null;
  readonly list: ListingDeclaration | null;
  /** Every operator of the subgraph has the same rows, such as territories; else each has its own. */
  readonly alike: boolean;
  /** Which operators can have its rows, where not all can. */
  readonly at: HoldingTerritory | null;
  /** null: no other subgraph refers to it by a resolvable `@key`. */
  readonly reference: Reference<Services> | null;
}

interface TableOptions<T extends object> {
  /** The property of its `@key`, by which other subgraphs refer to a row. */
  readonly key?: keyof T & string;
  readonly rules?: RowRules<T>;
  readonly list?: ListingDeclaration<T>;
  readonly alike?: boolean;
  readonly at?: HoldingTerritory;
}

/** An entity with a table: `table(Incident, { key: 'id', rules: incidentRows, list: incidents })`. */
export function table<T extends object>(
  type: EntityClass<T>,
  { key, rules, list, alike = false, at }: TableOptions<T> = {},
): EntityDeclaration<unknown> {
  return {
    type,
    kind: 'table',
    rules: rules ?? null,
    list: list ?? null,
    alike,
    at: at ?? null,
    reference: key
      ? (representation, { rows }) => rows.loadOne(type, key, String(representation[key]))
      : null,
  };
}

/** Another owner's entity, to which this subgraph adds fields: only its key is known here. */
export function foreign<T extends object>(
  type: EntityClass<T>,
  key: keyof T & string,
): EntityDeclaration<unknown> {
  const reference: Reference<unknown> = (representation) =>
    Object.assign(new type(), { [key]: String(representation[key]) });
  return { ...loaded(type, reference), kind: 'foreign' };
}

/** An entity that is found elsewhere than in a table. */
export function loaded<Services>(
  type: EntityClass,
  reference: Reference<Services>,
): EntityDeclaration<Services> {
  return { type, kind: 'loaded', rules: null, list: null, alike: true, at: null, reference };
}

/** The classes with a table. */
export function tablesOf(entities: readonly EntityDeclaration<never>[]): EntityClass[] {
  return entities.filter(({ kind }) => kind === 'table').map(({ type }) => type);
}

/** Everything the kit needs to serve a partner's subgraph. */
export interface Subgraph<Services = unknown> {
  readonly name: string;
  readonly defaultPort: number;
  /**
   * Several may operate it, each its own process and rows: the schema then says how their answers
   * become one (`@merged`, `@sorted`).
   */
  readonly partitioned?: boolean;
  /** One line for `--help`. */
  readonly about: string;
  /** type-graphql resolver classes. */
  readonly resolvers: readonly (new () => object)[];
  /** One value per entity, made by `table`, `foreign` or `loaded`. No table: no database. */
  readonly entities: readonly EntityDeclaration<Services>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** The tables of its acts: which of them cannot be undone is written into the schema. */
  readonly workflows?: readonly ActTable[];
  /** What its acts do to other owners' rows; `OutgoingAct` is then among its entities. */
  readonly delivers?: readonly DeliveredAct[];
  /** Runs after the migrations: imports reference data, opens files. Must be idempotent. */
  readonly open?: (opening: Opening) => Promise<Opened<Services>>;
}

/** Checks the types of a declaration, nothing else. */
export function subgraph<Services = undefined>(declared: Subgraph<Services>): Subgraph<Services> {
  return declared;
}

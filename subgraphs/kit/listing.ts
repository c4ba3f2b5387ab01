import { connectionOf, type Connection } from './connection.js';
import { enumeration } from './enumeration.js';
import type { EntityClass } from './entity.js';
import { listArgs } from './list-args.js';
import type { Page, PageRequest } from './page.js';
import type { SqlScope } from './sql-scope.js';

/** Writes one filter value as a SQL condition on the listed row. */
export type Filter<V> = (value: V, scope: SqlScope) => string;

export interface Sort {
  /** Property to sort by; the primary key breaks ties. */
  readonly property: string;
  readonly order: 'ASC' | 'DESC';
  readonly description: string;
  /** Coordinates of the fields this order reveals, when they have more rule than the type. */
  readonly reads?: readonly string[];
}

/** A GraphQL enum of the orders a list offers. The first is the default and must read nothing. */
export interface Sorts {
  readonly name: string;
  readonly enumeration: Readonly<Record<string, string>>;
  readonly sorts: Readonly<Record<string, Sort>>;
  readonly defaultSort: string;
}

/** Declares the orders of a list and registers them as the enum `name`. */
export function sorts(
  name: string,
  description: string,
  orders: Readonly<Record<string, Sort>>,
): Sorts {
  const [defaultSort] = Object.keys(orders);
  if (!defaultSort || orders[defaultSort]?.reads) {
    throw new Error(`${name}: the first order is the default and must read no protected field.`);
  }
  const described = Object.fromEntries(
    Object.entries(orders).map(([key, order]) => [key, order.description]),
  );
  const registered = enumeration(name, description, described);
  return { name, enumeration: registered, sorts: orders, defaultSort };
}

/** What can be listed: the entity, its filters (one per field of the filter input), its orders. */
export interface ListingDeclaration<T extends object = object, F extends object = object> {
  readonly entity: EntityClass<T>;
  /** Scopes of the connection type; null: open to every signatory. */
  readonly portee: readonly string[] | null;
  /** The filter input; its class name is its GraphQL name. */
  readonly filtre: EntityClass<F> | null;
  readonly filters: { readonly [K in keyof F]-?: Filter<NonNullable<F[K]>> };
  readonly sorts: Sorts;
}

/** A list with its GraphQL types: its resolver is `rows.list(listing, asked)`. */
export interface Listing<
  T extends object = object,
  F extends object = object,
> extends ListingDeclaration<T, F> {
  /** The Relay connection: what a field that lists returns. */
  readonly connection: new (page: Page<T>) => Connection<T>;
  /** Its arguments: `@Args(() => incidents.args) asked: PageRequest<FiltreIncidents>`. */
  readonly args: new () => PageRequest<F>;
}

export function listing<T extends object, F extends object>(
  declared: ListingDeclaration<T, F>,
): Listing<T, F> {
  return {
    ...declared,
    connection: connectionOf(declared.entity, declared.portee),
    args: listArgs(declared.filtre, declared.sorts.enumeration),
  };
}

/** The property equals the value. */
export function equalTo<V extends string | number | boolean>(property: string): Filter<V> {
  return (value, scope) => `${scope.col(property)} = ${scope.param(value)}`;
}

/** A period of civil dates (AAAA-MM-JJ), both ends included; the property is a `date` column. */
export function within(
  property: string,
): Filter<{ debut?: string | undefined; fin?: string | undefined }> {
  return ({ debut, fin }, scope) =>
    [
      ...(debut ? [`${scope.col(property)} >= ${scope.param(debut)}`] : []),
      ...(fin ? [`${scope.col(property)} <= ${scope.param(fin)}`] : []),
      '1 = 1',
    ].join(' AND ');
}

/** The filter holds on a related row: `through(() => Residence, { id: 'residenceId' }, equalTo('commune'))`. */
export function through<V>(
  entity: () => EntityClass,
  on: Readonly<Record<string, string>>,
  filter: Filter<V>,
): Filter<V> {
  return (value, scope) => scope.exists(entity(), on, (inner) => filter(value, inner));
}

import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLLeafType,
  type GraphQLSchema,
} from 'graphql';
import type { AccessTable } from './access-table.js';
import type { SubgraphContext } from './context.js';
import type { PorteeRule } from './portee.js';
import { serializes } from './row-check.js';

/**
 * Puts the row rules around every field of the schema, so that no resolver can forget them: a field
 * whose `@Portee` the row does not meet is null, and a row whose type's `@Portee` is not met is null
 * or, in a list, left out. Never an error: "none" and "not yours" are the same answer.
 * @param tables names of the types whose rows are checked as they are read; what resolvers make of
 *   them is checked here.
 */
export function guardSchema(
  schema: GraphQLSchema,
  table: AccessTable,
  tables: ReadonlySet<string>,
): void {
  const roots = new Set([schema.getQueryType(), schema.getMutationType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const isRoot = roots.has(type);
    for (const field of Object.values<GraphQLField<unknown, SubgraphContext>>(type.getFields())) {
      // Federation's own fields: `_entities` is guarded reference by reference.
      if (isRoot && field.name.startsWith('_')) continue;
      const coordinate = `${type.name}.${field.name}`;
      if (!isRoot && !tables.has(type.name)) checkLeaf(field, coordinate);
      guardField(field, isRoot, table.fields.get(coordinate));
    }
  }
}

/** A value that the schema does not allow is null, and reported where its row is to be found. */
function checkLeaf(field: GraphQLField<unknown, SubgraphContext>, coordinate: string): void {
  const type = getNullableType(field.type);
  if (!isLeafType(type)) return;
  const resolve: GraphQLFieldResolver<unknown, SubgraphContext> =
    field.resolve ?? defaultFieldResolver;
  const fitting = (
    value: unknown,
    leaf: GraphQLLeafType,
    source: unknown,
    context: SubgraphContext,
  ) => {
    if (value === null || value === undefined || serializes(leaf, value)) return value;
    if (typeof source === 'object' && source !== null) {
      context.access.reportDerived(source, coordinate);
    }
    return null;
  };
  field.resolve = (source, args, context, info) => {
    const value: unknown = resolve(source, args, context, info);
    return value instanceof Promise
      ? value.then((settled: unknown) => fitting(settled, type, source, context))
      : fitting(value, type, source, context);
  };
}

function guardField(
  field: GraphQLField<unknown, SubgraphContext>,
  isRoot: boolean,
  portee: PorteeRule | undefined,
): void {
  const resolve: GraphQLFieldResolver<unknown, SubgraphContext> =
    field.resolve ?? defaultFieldResolver;
  const named = getNamedType(field.type);
  const returnsObject = isObjectType(named);
  if (!portee && !returnsObject) return;
  const list = getNullableType(field.type);
  const nullableItems = isListType(list) && !isNonNullType(list.ofType);
  const guarded = (value: unknown, parent: unknown, context: SubgraphContext): unknown => {
    if (!returnsObject || value === null || value === undefined) return value;
    if (!Array.isArray(value)) return readableOrNull(value, parent, named.name, context);
    const items = value.map((item: unknown) =>
      settled(() => readableOrNull(item, parent, named.name, context)),
    );
    // A foreign row and a missing one look alike: both null where items may be, else both left out.
    const shown = (read: readonly unknown[]): readonly unknown[] =>
      nullableItems ? read : read.filter((item) => item !== null);
    return items.some(isPromiseLike) ? Promise.all(items).then(shown) : shown(items);
  };
  const guardedField: GraphQLFieldResolver<unknown, SubgraphContext> = (
    source,
    args,
    context,
    info,
  ) => {
    const read = (allowed: boolean): unknown =>
      allowed
        ? after(resolve(source, args, context, info), (value) =>
            guarded(value, isRoot ? null : source, context),
          )
        : null;
    if (!portee) return read(true);
    // On a root field there is no row yet: the scope decides here, the rows for themselves.
    return isRoot
      ? read(context.access.holds(portee))
      : after(context.access.meets(source as object, portee), read);
  };
  // What is thrown below a field that may not be null ends the list around it, and graphql-js forgets
  // the promises of the rows before.
  field.resolve = isNonNullType(field.type)
    ? (...asked) =>
        new Promise((resolve) => {
          resolve(guardedField(...asked));
        })
    : guardedField;
}

/** The object, or null where its type's rule keeps it from this caller. */
export function readableOrNull(
  value: unknown,
  parent: unknown,
  typeName: string,
  context: SubgraphContext,
): unknown {
  return after(value, (object) => {
    if (object === null || typeof object !== 'object') return null;
    if (parent !== null && typeof parent === 'object') context.access.own(object, parent);
    return after(context.access.readable(object, typeName), (readable) =>
      readable ? object : null,
    );
  });
}

/** What is thrown as a promise that rejects: whoever waits for all of a list waits for this one too. */
function settled(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error('not an error'));
  }
}

/** What follows from a value: at once where it is there. A promise for each row costs more than its guard. */
function after<T>(value: T | PromiseLike<T>, then: (value: T) => unknown): unknown {
  return isPromiseLike(value) ? value.then(then) : then(value);
}

function isPromiseLike<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

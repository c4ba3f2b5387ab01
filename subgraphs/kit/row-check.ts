import { createHash } from 'node:crypto';
import {
  GraphQLBoolean,
  GraphQLID,
  GraphQLString,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import type { DataSource, EntityMetadata } from 'typeorm';
import { valueAt, type EntityClass } from './entity.js';
import { unreadable } from './unreadable.js';

/** Where a stored value is not what the schema says. Never the value; the key only as a hash. */
export interface BadValue {
  readonly table: string;
  readonly column: string;
  readonly keyHash: string;
}

interface ColumnCheck {
  readonly property: string;
  /** Whether the property lies in a part of the row. */
  readonly isNested: boolean;
  readonly column: string;
  /** The column's own field; null: a resolver makes something else of it. */
  readonly field: {
    readonly nullable: boolean;
    readonly accepts: (value: unknown) => boolean;
  } | null;
}

const mostRemembered = 10_000;

/**
 * A partner's own software writes to its database too. One row that it spoiled must not take the
 * others of an answer with it: its field is null or, where none may be, the row is left out.
 */
export class RowCheck {
  private readonly columns = new Map<EntityClass, readonly ColumnCheck[]>();
  /** What was reported: a list read every second would fill the log. */
  private readonly reported = new Set<string>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly dataSource: DataSource,
    private readonly report: (bad: BadValue) => void,
  ) {}

  /** The rows that can be shown, their unreadable fields made null. */
  sound<T extends object>(entity: EntityClass<T>, rows: readonly T[]): T[] {
    const checks = this.checksOf(entity);
    return rows.filter((row) => checks.every((check) => this.isShowable(entity, row, check)));
  }

  /** A value that a resolver made of this row does not fit its field. */
  reportDerived(row: object, coordinate: string): void {
    const entity = row.constructor as EntityClass;
    if (this.dataSource.hasMetadata(entity)) this.tell(entity, row, coordinate);
  }

  private isShowable(entity: EntityClass, row: object, check: ColumnCheck): boolean {
    const { property, isNested, column, field } = check;
    const value = isNested ? valueAt(row, property) : (row as Record<string, unknown>)[property];
    if (value === unreadable ? false : !field || field.accepts(value)) return true;
    this.tell(entity, row, column);
    if (!field) {
      Object.defineProperty(row, property, {
        get: () => {
          throw new Error('a stored value cannot be read');
        },
      });
      return true;
    }
    if (!field.nullable) return false;
    (row as Record<string, unknown>)[property] = null;
    return true;
  }

  private tell(entity: EntityClass, row: object, column: string): void {
    const metadata = this.dataSource.getMetadata(entity);
    const keyHash = hashOf(metadata, row);
    const bad = { table: metadata.tableName, column, keyHash };
    const id = `${bad.table} ${column} ${keyHash}`;
    if (this.reported.has(id)) return;
    if (this.reported.size >= mostRemembered) this.reported.clear();
    this.reported.add(id);
    this.report(bad);
  }

  private checksOf(entity: EntityClass): readonly ColumnCheck[] {
    const known = this.columns.get(entity);
    if (known) return known;
    const type = this.schema.getType(entity.name);
    const fields = isObjectType(type) ? type.getFields() : {};
    const checks = this.dataSource.getMetadata(entity).columns.map((column): ColumnCheck => {
      const field = fields[column.propertyPath];
      const accepts = field && acceptsOf(field.type);
      return {
        property: column.propertyPath,
        isNested: column.embeddedMetadata !== undefined,
        column: column.databaseName,
        field: field && accepts ? { nullable: !isNonNullType(field.type), accepts } : null,
      };
    });
    this.columns.set(entity, checks);
    return checks;
  }
}

/** null: the type is none that a column holds. */
function acceptsOf(type: GraphQLOutputType): ((value: unknown) => boolean) | null {
  const required = isNonNullType(type);
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const item = acceptsOf(nullable.ofType);
    return (
      item &&
      ((value) =>
        value === null || value === undefined
          ? !required
          : Array.isArray(value) && value.every((element) => item(element)))
    );
  }
  if (!isLeafType(nullable)) return null;
  const isPlainly = plainly.get(nullable) ?? nothing;
  return (value) => {
    if (value === null || value === undefined) return !required;
    return isPlainly(value) || serializes(nullable, value);
  };
}

/** What these types take without a second look: most of what is stored. */
const plainly: ReadonlyMap<GraphQLLeafType, (value: unknown) => boolean> = new Map<
  GraphQLLeafType,
  (value: unknown) => boolean
>([
  [GraphQLString, isText],
  [GraphQLID, isText],
  [GraphQLBoolean, (value: unknown) => typeof value === 'boolean'],
]);

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function nothing(): boolean {
  return false;
}

/** Whether a leaf type takes the value. */
export function serializes(
  type: { readonly serialize: (value: unknown) => unknown },
  value: unknown,
): boolean {
  try {
    return type.serialize(value) !== undefined;
  } catch {
    return false;
  }
}

/** Enough to find the row by the same hash of its key, and not to name it. */
function hashOf(metadata: EntityMetadata, row: object): string {
  const key = metadata.primaryColumns.map(({ propertyPath }) => valueAt(row, propertyPath));
  return createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 12);
}

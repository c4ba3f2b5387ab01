import {
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
} from 'graphql';
import type { ResponseKeys } from '../../access/fetched-document.js';
import {
  isIntrospection,
  type TreeField,
  type TreeSelection,
} from '../../access/operation-tree.js';
import type { DataObject } from '../json/data-object.js';
import type { Confirmations } from '../planning/confirmations.js';
import type { TypeSystem } from '../planning/type-system.js';
import { callerPath } from './caller-path.js';
import {
  bubble,
  leafField,
  missing,
  nullBytes,
  written,
  type CompiledField,
  type WriteField,
} from './compiled-field.js';
import { leafWriter, type WriteLeaf } from './leaf-writer.js';
import type { ShapeContext } from './shape-context.js';
import { WithheldObjects } from './withheld-objects.js';

/**
 * Writes a value as JSON. False: a null that GraphQL lets bubble up to the parent; what was written
 * meanwhile is for the one who turns it into a null to take back.
 */
type WriteValue = (context: ShapeContext, value: unknown) => boolean;

const openList = 91;
const closeList = 93;
const comma = 44;

interface ShapeParts {
  readonly keys: ResponseKeys;
  readonly types: TypeSystem;
  readonly confirmations: Confirmations;
}

/** A caller's selection, compiled. */
export interface Shape {
  /** Writes the answer's `data`. */
  readonly write: (context: ShapeContext, data: DataObject) => void;
  /** What it takes of memory, in bytes: more once objects of further types have come. */
  readonly size: () => number;
}

/** Measured: the writer of one object, and of each of its fields. */
const bytesPerObject = 700;
const bytesPerField = 450;

/** Compiles the caller's selection into a writer of the answer. */
export function compileShape(
  rootType: GraphQLCompositeType,
  selections: readonly TreeSelection[],
  parts: ShapeParts,
): Shape {
  const compiler = new ShapeCompiler(parts);
  const fields = compiler.fieldsOf(rootType, selections);
  const write = (context: ShapeContext, data: DataObject): void => {
    const start = context.out.length;
    if (writeObject(fields, context, data)) return;
    context.out.length = start;
    context.out.raw(nullBytes);
  };
  return { write, size: () => compiler.size };
}

/** One writer for each response key whose value is not always the same; what is, stands before the next. */
interface ObjectWriter {
  readonly fields: readonly WriteField[];
  /** What is left to write after the last of them, the closing brace included. */
  readonly end: Buffer;
}

function writeObject(
  { fields, end }: ObjectWriter,
  context: ShapeContext,
  object: DataObject,
): boolean {
  const { length } = fields;
  for (let i = 0; i < length; i += 1) {
    // Every index below the length holds a writer.
    if (!(fields[i] as WriteField)(context, object)) return false;
  }
  context.out.raw(end);
  return true;
}

class ShapeCompiler {
  /** Of what was compiled until now, in bytes. */
  size = 0;
  private readonly leafWriters = new Map<GraphQLLeafType, WriteLeaf>();
  private readonly keys: ResponseKeys;
  private readonly types: TypeSystem;
  private readonly withheld: WithheldObjects;

  constructor({ keys, types, confirmations }: ShapeParts) {
    this.keys = keys;
    this.types = types;
    this.withheld = new WithheldObjects(types.schema, confirmations);
  }

  /** The response keys that count on objects of this run-time type. */
  fieldsOf(runtimeType: GraphQLCompositeType, selections: readonly TreeSelection[]): ObjectWriter {
    const byKey = new Map<string, TreeField[]>();
    this.collect(runtimeType, selections, byKey);
    this.size += bytesPerObject + bytesPerField * byKey.size;
    const fields: WriteField[] = [];
    // Braces, commas, keys and values that are always the same are written in one piece.
    let before = '{';
    let separator = '';
    for (const [key, entries] of byKey) {
      before += `${separator}${JSON.stringify(key)}:`;
      separator = ',';
      const field = this.field(runtimeType, key, entries);
      if (field.constant === null) {
        fields.push(field.writer(Buffer.from(before)));
        before = '';
      } else {
        before += field.constant;
      }
    }
    return { fields, end: Buffer.from(`${before}}`) };
  }

  private collect(
    runtimeType: GraphQLCompositeType,
    selections: readonly TreeSelection[],
    into: Map<string, TreeField[]>,
  ): void {
    for (const selection of selections) {
      if (selection.kind === 'scope') {
        const { typeCondition } = selection;
        if (!typeCondition || this.types.matches(runtimeType.name, typeCondition.name)) {
          this.collect(runtimeType, selection.selections, into);
        }
        continue;
      }
      const known = into.get(selection.key);
      if (known) known.push(selection);
      else into.set(selection.key, [selection]);
    }
  }

  private field(
    runtimeType: GraphQLCompositeType,
    key: string,
    entries: readonly TreeField[],
  ): CompiledField {
    const [first] = entries;
    if (!first) throw new Error('a response key without a field');
    if (isIntrospection(first)) {
      return written((before) => ({ out, introspection }) => {
        out.raw(before);
        out.text(introspection.get(key) ?? 'null');
        return true;
      });
    }
    // One allowed selection of the key brings the value; refused ones of the same key add nothing.
    const allowed = entries.filter(({ refused }) => !refused);
    const type = this.typeOf(runtimeType, first);
    const [source] = allowed;
    if (!source) {
      // INVARIANT: a refused field is never read from the data, even where a join brought its value.
      return isNonNullType(type) ? bubble : { constant: 'null' };
    }
    if (source.name === '__typename') {
      return isObjectType(runtimeType) ? { constant: JSON.stringify(runtimeType.name) } : bubble;
    }
    const privateKey = this.keys.of(source);
    const nullable = isNonNullType(type) ? type.ofType : type;
    return isLeafType(nullable)
      ? leafField(key, privateKey, type, this.leaf(nullable))
      : this.branchField(key, privateKey, type, entries);
  }

  private leaf(type: GraphQLLeafType): WriteLeaf {
    const known = this.leafWriters.get(type);
    if (known) return known;
    const write = leafWriter(type);
    this.leafWriters.set(type, write);
    return write;
  }

  /** A field that is a list, or has fields of its own. */
  private branchField(
    key: string,
    privateKey: string,
    type: GraphQLOutputType,
    entries: readonly TreeField[],
  ): CompiledField {
    const nonNull = isNonNullType(type);
    const below = entries.flatMap(({ selections }) => selections ?? []);
    const write = this.value(nonNull ? type.ofType : type, below);
    return written((before) => (context, object) => {
      const { out } = context;
      out.raw(before);
      const value = object[privateKey];
      if (value === null || value === undefined) {
        missing(context, object, privateKey, key, nonNull, (rest) =>
          callerPath(below, this.keys, rest),
        );
      } else {
        const start = out.length;
        context.path.push(key);
        const complete = write(context, value);
        context.path.pop();
        if (complete) return true;
        out.length = start;
      }
      if (nonNull) return false;
      out.raw(nullBytes);
      return true;
    });
  }

  /** The field as the run-time type declares it: an implementer may promise more than its interface. */
  private typeOf(runtimeType: GraphQLCompositeType, { name, definition }: TreeField) {
    if ('getFields' in runtimeType) {
      const fields = runtimeType.getFields();
      const own = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (own) return own.type;
    }
    return definition.type;
  }

  /** @param type without its outer non-null. Writers tell faults themselves. */
  private value(type: GraphQLOutputType, selections: readonly TreeSelection[]): WriteValue {
    if (isListType(type)) return this.list(type.ofType, selections);
    if (isLeafType(type)) {
      const write = this.leaf(type);
      return (context, value) => {
        const written = write(context.out, value);
        if (!written) context.fault();
        return written;
      };
    }
    return this.object(type as GraphQLCompositeType, selections);
  }

  private list(itemType: GraphQLOutputType, selections: readonly TreeSelection[]): WriteValue {
    const nonNull = isNonNullType(itemType);
    const write = this.value(nonNull ? itemType.ofType : itemType, selections);
    const kept = nonNull ? this.withheld.keeper(itemType.ofType) : null;
    return (context, value) => {
      if (!Array.isArray(value)) {
        context.fault();
        return false;
      }
      const { path, out, faults } = context;
      // What nobody may know of is left out where no null may stand, as its owner's own lists do.
      const items = kept ? value.filter((item) => kept(context, item)) : value;
      const depth = path.push(0) - 1;
      out.byte(openList);
      for (let i = 0; i < items.length; i += 1) {
        path[depth] = i;
        if (i > 0) out.byte(comma);
        const start = out.length;
        const item: unknown = items[i];
        if (item === null || item === undefined) {
          if (faults.any ? faults.has(value, String(i)) : nonNull) {
            context.fault(callerPath(selections, this.keys, faults.restAt(value, String(i))));
          }
        } else if (write(context, item)) {
          continue;
        }
        if (nonNull) {
          path.pop();
          return false;
        }
        out.length = start;
        out.raw(nullBytes);
      }
      path.pop();
      out.byte(closeList);
      return true;
    };
  }

  private object(type: GraphQLCompositeType, selections: readonly TreeSelection[]): WriteValue {
    const byType = new Map<string, ObjectWriter | null>();
    const fieldsFor = (typename: string): ObjectWriter | null => {
      const known = byType.get(typename);
      if (known !== undefined) return known;
      const runtimeType = this.types.schema.getType(typename);
      const fields =
        isObjectType(runtimeType) || isInterfaceType(runtimeType)
          ? this.fieldsOf(runtimeType, selections)
          : null;
      // Names come from outside: only those the schema knows are remembered.
      if (runtimeType) byType.set(typename, fields);
      return fields;
    };
    const declared = isObjectType(type) ? this.fieldsOf(type, selections) : null;
    const withheld = this.withheld.judge(type);
    return (context, value) => {
      if (typeof value !== 'object' || Array.isArray(value)) {
        context.fault();
        return false;
      }
      const object = value as DataObject;
      if (withheld?.(context, object)) return false;
      const typename = object['__typename'];
      let fields = declared;
      if (!fields) fields = fieldsFor(typeof typename === 'string' ? typename : type.name);
      else if (typeof typename === 'string' && typename !== type.name && !this.isKnown(typename)) {
        fields = null;
      }
      if (!fields) {
        // A type that the API does not show: hidden, or not of this schema.
        context.fault();
        return false;
      }
      return writeObject(fields, context, object);
    };
  }

  private isKnown(typename: string): boolean {
    return this.types.schema.getType(typename) !== undefined;
  }
}

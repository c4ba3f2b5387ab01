import {
  getNamedType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
} from 'graphql';
import type { TreeField, TreeSelection } from '../access/operation-tree.js';
import type { FaultMarks } from './fault-marks.js';
import { quote } from './json-text.js';
import { isIntrospection, type ResponseKeys } from './private-keys.js';
import type { DataObject } from './representation.js';
import type { TypeSystem } from './type-system.js';

/** What shaping one answer needs and leaves behind. */
export class ShapeContext {
  /** Response keys and indexes from the root to where the shape stands. */
  readonly path: (string | number)[] = [];
  /** Paths at which a value of a subgraph is missing or wrong: one for each field of the operation. */
  readonly faultPaths: (readonly (string | number)[])[] = [];
  private readonly told = new Set<object>();

  constructor(
    readonly faults: FaultMarks,
    /** JSON text by response key of the root introspection fields. */
    readonly introspection: ReadonlyMap<string, string>,
  ) {}

  fault(field: object, ...steps: (string | number)[]): void {
    if (this.told.has(field)) return;
    this.told.add(field);
    this.faultPaths.push([...this.path, ...steps]);
  }
}

/** Writes a value as JSON text; null: a null that GraphQL lets bubble up to the parent. */
type WriteValue = (context: ShapeContext, value: unknown) => string | null;
type WriteField = (context: ShapeContext, object: DataObject) => string | null;

/** Compiles the caller's selection into a writer of the answer's `data`. */
export function compileShape(
  rootType: GraphQLCompositeType,
  selections: readonly TreeSelection[],
  keys: ResponseKeys,
  types: TypeSystem,
): (context: ShapeContext, data: DataObject) => string {
  const compiler = new ShapeCompiler(keys, types);
  const fields = compiler.fieldsOf(rootType, selections);
  return (context, data) => writeObject(fields, context, data) ?? 'null';
}

function writeObject(
  fields: readonly WriteField[],
  context: ShapeContext,
  object: DataObject,
): string | null {
  let text = '{';
  for (let i = 0; i < fields.length; i += 1) {
    // Every index below the length holds a writer.
    const piece = (fields[i] as WriteField)(context, object);
    if (piece === null) return null;
    text += i === 0 ? piece : `,${piece}`;
  }
  return `${text}}`;
}

class ShapeCompiler {
  constructor(
    private readonly keys: ResponseKeys,
    private readonly types: TypeSystem,
  ) {}

  /** One writer for each response key that counts on objects of this run-time type. */
  fieldsOf(
    runtimeType: GraphQLCompositeType,
    selections: readonly TreeSelection[],
  ): readonly WriteField[] {
    const byKey = new Map<string, TreeField[]>();
    this.collect(runtimeType, selections, byKey);
    return [...byKey].map(([key, entries]) => this.field(runtimeType, key, entries));
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
  ): WriteField {
    const [first] = entries;
    if (!first) throw new Error('a response key without a field');
    const name = `${JSON.stringify(key)}:`;
    if (isIntrospection(first)) {
      return ({ introspection }) => `${name}${introspection.get(key) ?? 'null'}`;
    }
    // One allowed selection of the key brings the value; refused ones of the same key add nothing.
    const allowed = entries.filter(({ refused }) => !refused);
    const type = this.typeOf(runtimeType, first);
    const [source] = allowed;
    if (!source) {
      // INVARIANT: a refused field is never read from the data, even where a join brought its value.
      const refused = isNonNullType(type) ? null : `${name}null`;
      return () => refused;
    }
    if (source.name === '__typename') {
      const constant = isObjectType(runtimeType) ? `${name}${quote(runtimeType.name)}` : null;
      return () => constant;
    }
    return this.readField(name, key, type, source, entries);
  }

  private readField(
    name: string,
    key: string,
    type: GraphQLOutputType,
    source: TreeField,
    entries: readonly TreeField[],
  ): WriteField {
    const privateKey = this.keys.of(source);
    const nonNull = isNonNullType(type);
    const nullable = nonNull ? type.ofType : type;
    const below = entries.flatMap(({ selections }) => selections ?? []);
    const token = {};
    const write = this.value(nullable, below, token);
    const empty = nonNull ? null : `${name}null`;
    const missing = (context: ShapeContext, object: DataObject): string | null => {
      const { faults } = context;
      if (faults.any ? faults.has(object, privateKey) : nonNull) context.fault(token, key);
      return empty;
    };
    if (isLeafType(nullable)) {
      return (context, object) => {
        const value = object[privateKey];
        if (value === null || value === undefined) return missing(context, object);
        const text = write(context, value);
        if (text !== null) return name + text;
        context.fault(token, key);
        return empty;
      };
    }
    return (context, object) => {
      const value = object[privateKey];
      if (value === null || value === undefined) return missing(context, object);
      context.path.push(key);
      const text = write(context, value);
      context.path.pop();
      return text === null ? empty : name + text;
    };
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

  /** @param type without its outer non-null. Writers tell faults themselves, except of leaves. */
  private value(
    type: GraphQLOutputType,
    selections: readonly TreeSelection[],
    token: object,
  ): WriteValue {
    if (isListType(type)) return this.list(type.ofType, selections, token);
    if (isLeafType(type)) return leafWriter(type);
    return this.object(type as GraphQLCompositeType, selections, token);
  }

  private list(
    itemType: GraphQLOutputType,
    selections: readonly TreeSelection[],
    token: object,
  ): WriteValue {
    const nonNull = isNonNullType(itemType);
    const nullable = nonNull ? itemType.ofType : itemType;
    const write = this.value(nullable, selections, token);
    const leaf = isLeafType(getNamedType(nullable)) && isLeafType(nullable);
    return (context, value) => {
      if (!Array.isArray(value)) {
        context.fault(token);
        return null;
      }
      const { path } = context;
      const depth = path.push(0) - 1;
      let text = '[';
      for (let i = 0; i < value.length; i += 1) {
        path[depth] = i;
        const item: unknown = value[i];
        let piece: string | null;
        if (item === null || item === undefined) {
          piece = null;
          const { faults } = context;
          if (faults.any ? faults.has(value, String(i)) : nonNull) context.fault(token);
        } else {
          piece = write(context, item);
          if (piece === null && leaf) context.fault(token);
        }
        if (piece === null) {
          if (nonNull) {
            path.pop();
            return null;
          }
          piece = 'null';
        }
        text += i === 0 ? piece : `,${piece}`;
      }
      path.pop();
      return `${text}]`;
    };
  }

  private object(
    type: GraphQLCompositeType,
    selections: readonly TreeSelection[],
    token: object,
  ): WriteValue {
    const byType = new Map<string, readonly WriteField[] | null>();
    const fieldsFor = (typename: string): readonly WriteField[] | null => {
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
    return (context, value) => {
      if (typeof value !== 'object' || Array.isArray(value)) {
        context.fault(token);
        return null;
      }
      const object = value as DataObject;
      const typename = object['__typename'];
      let fields = declared;
      if (!fields) fields = fieldsFor(typeof typename === 'string' ? typename : type.name);
      else if (typeof typename === 'string' && typename !== type.name && !this.isKnown(typename)) {
        fields = null;
      }
      if (!fields) {
        // A type that the API does not show: hidden, or not of this schema.
        context.fault(token);
        return null;
      }
      return writeObject(fields, context, object);
    };
  }

  private isKnown(typename: string): boolean {
    return this.types.schema.getType(typename) !== undefined;
  }
}

function leafWriter(type: GraphQLLeafType): WriteValue {
  if (isEnumType(type)) {
    const texts = new Map(type.getValues().map(({ name }) => [name, JSON.stringify(name)]));
    return (_, value) => (typeof value === 'string' ? (texts.get(value) ?? null) : null);
  }
  if (!isSpecifiedScalarType(type)) return (_, value) => JSON.stringify(value);
  switch (type.name) {
    case 'Int':
      return (_, value) => (Number.isInteger(value) ? String(value) : null);
    case 'Float':
      return (_, value) =>
        typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
    case 'Boolean':
      return (_, value) => (value === true ? 'true' : value === false ? 'false' : null);
    case 'ID':
      return (_, value) =>
        typeof value === 'string' ? quote(value) : Number.isInteger(value) ? String(value) : null;
    default:
      return (_, value) => (typeof value === 'string' ? quote(value) : null);
  }
}

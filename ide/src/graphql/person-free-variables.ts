import {
  GraphQLError,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  Kind,
  OperationTypeNode,
  parse,
  typeFromAST,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { Classe } from '../documentation/field-classes.js';

/** What a caller may ask for some purposes, and how protected each part of it is. */
export interface Graph {
  readonly schema: GraphQLSchema;
  /** By coordinate, of protected fields and of the inputs that compare them; all others are open. */
  readonly classes: ReadonlyMap<string, Classe>;
}

export type Variables = Readonly<Record<string, unknown>>;

/** Stands in for a value that is not written down: where it is no text, the query is refused. */
export const toComplete = 'à compléter';

/**
 * The values of a query's variables that may be written down: those that go to inputs of no person's
 * data. What is not known to be harmless is replaced, never left out: a filter that is missing would
 * silently widen the question.
 */
export function personFreeVariables(
  query: string,
  variables: Variables,
  graph: Graph | null,
): Variables {
  const kept =
    graph === null ? new Map<string, GraphQLInputType>() : harmlessVariables(query, graph);
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => {
      const type = kept.get(name);
      const isKept = value === null || (graph && type && isHarmlessValue(type, value, graph));
      return [name, isKept === true ? value : toComplete];
    }),
  );
}

/** The variables whose every place is of no person's data, with their types. */
export function harmlessVariables(
  query: string,
  graph: Graph,
): ReadonlyMap<string, GraphQLInputType> {
  const document = parsed(query);
  const types = new Map<string, GraphQLInputType>();
  if (document === null) return types;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    // What an act writes is nobody's to keep.
    if (definition.operation !== OperationTypeNode.QUERY) return new Map();
    for (const { variable, type } of definition.variableDefinitions ?? []) {
      const known = typeFromAST(graph.schema, type);
      if (isInputType(known)) types.set(variable.name.value, known);
    }
  }
  const places = variablePlaces(document, graph.schema);
  // Of one that goes nowhere nobody knows what it is.
  const placed = new Set(places.map(({ name }) => name));
  for (const name of types.keys()) if (!placed.has(name)) types.delete(name);
  for (const { name, coordinates } of places) {
    if (coordinates === null || !coordinates.every((place) => isHarmless(place, graph))) {
      types.delete(name);
    }
  }
  return types;
}

interface Place {
  readonly name: string;
  /** From the field that is called down to the variable; null: the schema has no such place. */
  readonly coordinates: readonly string[] | null;
}

function variablePlaces(document: DocumentNode, schema: GraphQLSchema): readonly Place[] {
  const places: Place[] = [];
  const typeInfo = new TypeInfo(schema);
  // The input fields that are being written, from the argument down.
  const inputs: string[] = [];
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      VariableDefinition: () => false,
      ObjectField: {
        enter({ name }) {
          inputs.push(`${writtenInto(typeInfo)}.${name.value}`);
        },
        leave: () => void inputs.pop(),
      },
      Variable({ name }) {
        const called = calledWith(typeInfo, schema);
        const coordinates = called && typeInfo.getInputType() ? [...called, ...inputs] : null;
        places.push({ name: name.value, coordinates });
      },
    }),
  );
  return places;
}

/** The name of the input object whose field is being written. */
export function writtenInto(typeInfo: TypeInfo): string {
  const parent = typeInfo.getParentInputType();
  return parent ? String(parent).replaceAll(/[[\]!]/g, '') : '';
}

/** The field and the argument that are being written; none for the argument of a directive. */
export function calledWith(typeInfo: TypeInfo, schema: GraphQLSchema): readonly string[] | null {
  const argument = typeInfo.getArgument();
  if (!argument) return null;
  if (typeInfo.getDirective()) return [];
  const parent = typeInfo.getParentType();
  const field = typeInfo.getFieldDef();
  if (!parent || !field) return null;
  const owners = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
  return owners.flatMap(({ name }) => [
    `${name}.${field.name}`,
    `${name}.${field.name}(${argument.name}:)`,
  ]);
}

/** Input fields and enumeration values that stand in the value itself. */
function isHarmlessValue(type: GraphQLInputType, value: unknown, graph: Graph): boolean {
  if (isNonNullType(type)) return isHarmlessValue(type.ofType, value, graph);
  if (value === null) return true;
  if (isListType(type)) {
    const items = Array.isArray(value) ? (value as unknown[]) : [value];
    return items.every((item) => isHarmlessValue(type.ofType, item, graph));
  }
  if (isEnumType(type))
    return typeof value === 'string' && isHarmless(`${type.name}.${value}`, graph);
  if (!isInputObjectType(type)) return typeof value !== 'object';
  if (typeof value !== 'object' || Array.isArray(value)) return false;
  return Object.entries(value as Variables).every(([name, below]) => {
    const field = Object.hasOwn(type.getFields(), name) ? type.getFields()[name] : undefined;
    return (
      field !== undefined &&
      isHarmless(`${type.name}.${name}`, graph) &&
      isHarmlessValue(field.type, below, graph)
    );
  });
}

export function isHarmless(coordinate: string, { classes }: Graph): boolean {
  const classe = classes.get(coordinate);
  return classe !== 'P2' && classe !== 'P3';
}

function parsed(query: string): DocumentNode | null {
  try {
    return parse(query, { noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

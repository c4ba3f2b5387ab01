import {
  getNamedType,
  GraphQLError,
  isEnumType,
  Kind,
  OperationTypeNode,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ValueNode,
} from 'graphql';
import {
  calledWith,
  harmlessVariables,
  isHarmless,
  toComplete,
  writtenInto,
  type Graph,
} from './person-free-variables.js';

/** A part of a text, from one place to another, that is not written down. */
interface Part {
  readonly start: number;
  readonly end: number;
}

const inPlace = JSON.stringify(toComplete);

/**
 * A query's text as it may be written down: each literal that goes to a person's data, or to a place that
 * nobody knows, is replaced, never left out. All else stays as it was typed, comments included.
 */
export function personFreeText(query: string, graph: Graph | null): string {
  const document = parsed(query);
  if (document === null) return withoutAnyLiteral(query);
  return without(
    query,
    graph === null ? allLiterals(document) : personalLiterals(query, document, graph),
  );
}

function personalLiterals(query: string, document: DocumentNode, graph: Graph): readonly Part[] {
  const parts: Part[] = [];
  const typeInfo = new TypeInfo(graph.schema);
  const free = harmlessVariables(query, graph);
  const inputs: string[] = [];
  const judge = (node: ValueNode): void => {
    if (!isFree(node)) parts.push(partOf(node));
  };
  const isFree = (node: ValueNode): boolean => {
    const called = calledWith(typeInfo, graph.schema);
    const type = typeInfo.getInputType();
    if (!called || !type) return false;
    const named = getNamedType(type);
    const value =
      node.kind === Kind.ENUM && isEnumType(named) ? [`${named.name}.${node.value}`] : [];
    return [...called, ...inputs, ...value].every((place) => isHarmless(place, graph));
  };
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      OperationDefinition(operation) {
        if (operation.operation === OperationTypeNode.QUERY) return undefined;
        // What an act writes is nobody's to keep.
        parts.push(...allLiterals(operation));
        return false;
      },
      VariableDefinition(definition) {
        // A value that stands in for a missing one goes where the variable goes.
        if (definition.defaultValue && !free.has(definition.variable.name.value)) {
          parts.push(...allLiterals(definition.defaultValue));
        }
        return false;
      },
      ObjectField: {
        enter({ name }) {
          inputs.push(`${writtenInto(typeInfo)}.${name.value}`);
        },
        leave: () => void inputs.pop(),
      },
      StringValue: judge,
      IntValue: judge,
      FloatValue: judge,
      EnumValue: judge,
    }),
  );
  return parts;
}

function allLiterals(node: Parameters<typeof visit>[0]): readonly Part[] {
  const parts: Part[] = [];
  const take = (literal: ValueNode): void => void parts.push(partOf(literal));
  visit(node, {
    // How long a page is says nothing of anybody.
    Argument: ({ name }) => (name.value === 'first' ? false : undefined),
    StringValue: take,
    IntValue: take,
    FloatValue: take,
  });
  return parts;
}

function partOf({ loc }: ValueNode): Part {
  return { start: loc?.start ?? 0, end: loc?.end ?? 0 };
}

function without(text: string, parts: readonly Part[]): string {
  return [...parts]
    .sort((left, other) => other.start - left.start)
    .reduce((left, { start, end }) => left.slice(0, start) + inPlace + left.slice(end), text);
}

/** Of a text that is being written: strings, closed or not, and numbers but those of a page's length. */
function withoutAnyLiteral(text: string): string {
  return text
    .replaceAll(/"""[^]*?(?:"""|$)|"(?:\\.|[^"\\\n])*(?:"|$|(?=\n))/g, inPlace)
    .replaceAll(/(?<=[:[,(]\s*)(?<!\bfirst\s*:\s*)-?\d[\w.+-]*/g, inPlace);
}

function parsed(query: string): DocumentNode | null {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

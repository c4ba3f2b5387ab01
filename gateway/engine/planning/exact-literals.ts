import {
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  parseType,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import { usedVariables } from '../../access/used-variables.js';
import { isExactText } from '../json/exact-numbers.js';

/** An operation whose numbers the planner cannot round, since it does not see them. */
export interface LiftedOperation {
  readonly document: DocumentNode;
  /** Variables made here → their values as JSON. */
  readonly constants: ReadonlyMap<string, string>;
  /** The caller's variables → what they hold where the caller gives nothing, as JSON. */
  readonly fallbacks: ReadonlyMap<string, string>;
}

/**
 * The planner reads literals into doubles and writes them again. A number that this would change is
 * sent as a variable instead.
 */
export function liftExactLiterals(document: DocumentNode, schema: GraphQLSchema): LiftedOperation {
  if (!hasLongNumber(document)) return { document, constants: new Map(), fallbacks: new Map() };
  const lifting = new Lifting(usedVariables(document));
  const fallbacks = new Map<string, string>();
  const types = new TypeInfo(schema);
  const lifted = visit(
    document,
    visitWithTypeInfo(types, {
      Argument: {
        enter(node) {
          const type = types.getInputType();
          return type ? { ...node, value: lifting.value(node.value, type) } : undefined;
        },
      },
      VariableDefinition(node) {
        const { defaultValue, variable } = node;
        if (!defaultValue || !hasLongNumber(defaultValue)) return false;
        const json = jsonOf(defaultValue, types.getInputType());
        if (json === null) return false;
        fallbacks.set(variable.name.value, json);
        return { kind: node.kind, variable, type: node.type };
      },
    }),
  );
  return {
    document: visit(lifted, {
      OperationDefinition: (node) => ({
        ...node,
        variableDefinitions: [...(node.variableDefinitions ?? []), ...lifting.definitions],
      }),
    }),
    constants: lifting.constants,
    fallbacks,
  };
}

class Lifting {
  readonly constants = new Map<string, string>();
  readonly definitions: VariableDefinitionNode[] = [];

  constructor(private readonly used: Set<string>) {}

  value(node: ValueNode, type: GraphQLInputType): ValueNode {
    if (node.kind === Kind.VARIABLE || !hasLongNumber(node)) return node;
    const inner = getNullableType(type);
    if (isListType(inner)) {
      const ofType = inner.ofType;
      if (node.kind !== Kind.LIST) return this.value(node, ofType);
      return { ...node, values: node.values.map((item) => this.value(item, ofType)) };
    }
    if (isInputObjectType(inner)) {
      if (node.kind !== Kind.OBJECT) return node;
      const known = inner.getFields();
      const fields = node.fields.map((field) => {
        const own = known[field.name.value];
        return own ? { ...field, value: this.value(field.value, own.type) } : field;
      });
      return { ...node, fields };
    }
    const json = jsonOf(node, inner);
    return json === null ? node : this.variable(type, json);
  }

  private variable(type: GraphQLInputType, json: string): ValueNode {
    let i = this.constants.size;
    while (this.used.has(`exact${i}`)) i += 1;
    const value = `exact${i}`;
    this.used.add(value);
    this.constants.set(value, json);
    const variable = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value } } as const;
    this.definitions.push({
      kind: Kind.VARIABLE_DEFINITION,
      variable,
      type: parseType(String(type), { noLocation: true }),
    });
    return variable;
  }
}

function hasLongNumber(node: DocumentNode | ValueNode): boolean {
  let found = false;
  const look = ({ value }: { readonly value: string }): void => {
    found ||= isExactText(value);
  };
  visit(node, { IntValue: look, FloatValue: look });
  return found;
}

/** A literal as JSON; null: variables stand in it. */
function jsonOf(node: ValueNode, type: GraphQLInputType | null | undefined): string | null {
  const inner = type && getNullableType(type);
  switch (node.kind) {
    case Kind.VARIABLE:
      return null;
    case Kind.INT:
    case Kind.FLOAT:
      // An ID is a text, however it is written.
      return isLeafType(inner) && inner.name === 'ID' ? JSON.stringify(node.value) : node.value;
    case Kind.NULL:
      return 'null';
    case Kind.LIST: {
      const ofType = isListType(inner) ? inner.ofType : null;
      const items = node.values.map((item) => jsonOf(item, ofType));
      return items.includes(null) ? null : `[${items.join(',')}]`;
    }
    case Kind.OBJECT: {
      const known = isInputObjectType(inner) ? inner.getFields() : {};
      const fields = node.fields.map(({ name, value }) => {
        const json = jsonOf(value, known[name.value]?.type);
        return json === null ? null : `${JSON.stringify(name.value)}:${json}`;
      });
      return fields.includes(null) ? null : `{${fields.join(',')}}`;
    }
    default:
      return JSON.stringify(node.value);
  }
}

import type {
  FieldNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLObjectType,
  OperationDefinitionNode,
} from 'graphql';

/**
 * One operation with its fragments spread in place: what access judges and what the engine plans
 * and shapes. Built once for each (document, operationName); a decision marks a copy.
 */
export interface OperationTree {
  readonly definition: OperationDefinitionNode;
  readonly rootType: GraphQLObjectType;
  readonly selections: readonly TreeSelection[];
}

export type TreeSelection = TreeField | TreeScope;

/** `@include(if: $variable)` has `expected: true`, `@skip` false. Literals are resolved at build. */
export interface Condition {
  readonly variable: string;
  readonly expected: boolean;
}

export interface TreeField {
  readonly kind: 'field';
  /** The caller's response key. */
  readonly key: string;
  /** The field's name; `__typename`, `__schema` and `__type` included. */
  readonly name: string;
  readonly node: FieldNode;
  readonly parentType: GraphQLCompositeType;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly conditions: readonly Condition[];
  /** null for leaf types. */
  readonly selections: readonly TreeSelection[] | null;
  /** Set by the decision: answered with null, never planned. All below it is then marked too. */
  readonly refused: boolean;
}

/** An inline fragment, or a named one spread in place. */
export interface TreeScope {
  readonly kind: 'scope';
  /** null: no type condition. */
  readonly typeCondition: GraphQLCompositeType | null;
  readonly conditions: readonly Condition[];
  readonly selections: readonly TreeSelection[];
}

/** Answered from what the caller may see of the schema, never fetched. */
export function isIntrospection({ name }: TreeField): boolean {
  return name === '__schema' || name === '__type';
}

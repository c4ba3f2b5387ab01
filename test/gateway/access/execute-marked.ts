import {
  execute,
  Kind,
  type DirectiveNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import type {
  Condition,
  OperationTree,
  TreeField,
  TreeSelection,
} from '../../../gateway/access/operation-tree.js';
import {
  isResolvedTypename,
  resolvedTypename,
  resolvedTypenameFields,
  withResolvedTypenames,
} from './resolved-typename.js';

/** As graphql-js's own, told also which of the selections brings the value. */
type Resolve = (
  ...given: [...Parameters<GraphQLFieldResolver<unknown, unknown>>, field: TreeField | undefined]
) => unknown;

/**
 * What a decision's tree means, run by graphql-js on one schema: a field all of whose selections are
 * refused is null, everything else follows.
 */
export function executeMarked(
  schema: GraphQLSchema,
  tree: OperationTree,
  variables: Readonly<Record<string, unknown>>,
  resolver: Resolve,
  typeOf: (value: unknown) => string | undefined = typenameOf,
): ExecutionResult {
  const fields = new Map<FieldNode, TreeField>();
  const nodeOf = (selection: TreeSelection): SelectionNode => {
    const directives = selection.conditions.map(directiveOf);
    if (selection.kind === 'field') {
      const node: FieldNode = {
        ...selection.node,
        directives,
        ...(selection.selections && { selectionSet: setOf(selection.selections) }),
      };
      const asked =
        node.name.value === '__typename' ? resolvedTypename(node, selection.parentType) : node;
      for (const field of asked === node ? [node] : resolvedTypenameFields(asked)) {
        fields.set(field, selection);
      }
      return asked;
    }
    const { typeCondition } = selection;
    return {
      kind: Kind.INLINE_FRAGMENT,
      directives,
      ...(typeCondition && { typeCondition: named(typeCondition.name) }),
      selectionSet: setOf(selection.selections),
    };
  };
  const setOf = (selections: readonly TreeSelection[]) => ({
    kind: Kind.SELECTION_SET as const,
    selections: selections.map(nodeOf),
  });
  const result = execute({
    schema: withResolvedTypenames(schema),
    document: {
      kind: Kind.DOCUMENT,
      definitions: [{ ...tree.definition, selectionSet: setOf(tree.selections) }],
    },
    variableValues: variables,
    typeResolver: typeOf,
    fieldResolver: (source, args, context, info) => {
      const allowed = info.fieldNodes.find((node) => fields.get(node)?.refused === false);
      if (allowed && isResolvedTypename(info.fieldName)) return info.parentType.name;
      return allowed
        ? resolver(source, args as Record<string, unknown>, context, info, fields.get(allowed))
        : null;
    },
  });
  if (result instanceof Promise) throw new Error('nothing here is asynchronous');
  return JSON.parse(JSON.stringify(result)) as ExecutionResult;
}

function typenameOf(value: unknown): string {
  return (value as { __typename: string }).__typename;
}

function named(name: string) {
  return { kind: Kind.NAMED_TYPE as const, name: { kind: Kind.NAME as const, value: name } };
}

function directiveOf({ variable, expected }: Condition): DirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: expected ? 'include' : 'skip' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'if' },
        value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variable } },
      },
    ],
  };
}

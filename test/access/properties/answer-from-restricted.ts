import {
  execute,
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import type { Decision } from '../../../gateway/access/decision.js';
import { executeMarked } from '../execute-marked.js';
import { typeByName } from './random-values.js';

const typeKey = 'type_of_object';

/**
 * The answer as an engine makes it: run the restricted document, then shape the caller's selection
 * from that result alone. What the restricted document forgot to ask would be missing here.
 */
export function answerFromRestricted(
  schema: GraphQLSchema,
  decision: Decision,
  variables: Readonly<Record<string, unknown>>,
  resolver: GraphQLFieldResolver<unknown, unknown>,
): unknown {
  const fetched = decision.restricted
    ? execute({
        schema,
        document: withTypes(decision.restricted),
        variableValues: variables,
        typeResolver: typeByName,
        fieldResolver: resolver,
      })
    : { data: {} };
  if (fetched instanceof Promise) throw new Error('nothing here is asynchronous');
  const { data } = executeMarked(
    schema,
    decision.tree,
    variables,
    (source, _args, _context, { path }) =>
      ((source ?? fetched.data ?? {}) as Record<string, unknown>)[path.key],
    (value) => (value as Record<string, string>)[typeKey],
  );
  return data ?? null;
}

/** Every object says its type, as an engine asks where types are abstract. */
function withTypes(document: DocumentNode): DocumentNode {
  const type: FieldNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: typeKey },
    name: { kind: Kind.NAME, value: '__typename' },
  };
  return visit(document, {
    SelectionSet: { leave: (node) => ({ ...node, selections: [...node.selections, type] }) },
  });
}

import {
  execute,
  isInterfaceType,
  isObjectType,
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import type { Decision } from '../../../../gateway/access/decision.js';
import { fetchedDocument, type ResponseKeys } from '../../../../gateway/access/fetched-document.js';
import { settleDecision } from '../../../../gateway/access/settle-decision.js';
import { PrivateKeys } from '../../../../gateway/engine/planning/private-keys.js';
import { executeMarked } from '../execute-marked.js';
import { typeByName } from './random-values.js';

const typeKey = 'type_of_object';

/** The document that an engine fetches for a decision, under the keys that it uses. */
export function fetchedFor(
  decision: Decision,
  variables: Readonly<Record<string, unknown>>,
  keys: ResponseKeys,
): DocumentNode | null {
  return fetchedDocument(settleDecision(decision, variables), keys);
}

/**
 * The answer as an engine makes it: run the fetched document, then shape the caller's selection from
 * that result alone. What the document forgot to ask would be missing here.
 */
export function answerFromFetched(
  schema: GraphQLSchema,
  decision: Decision,
  variables: Readonly<Record<string, unknown>>,
  resolver: GraphQLFieldResolver<unknown, unknown>,
): unknown {
  const keys = new PrivateKeys(fieldNamesOf(schema));
  const document = fetchedFor(decision, variables, keys);
  const fetched = document
    ? execute({
        schema,
        document: withTypes(document),
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
    (source, _args, _context, _info, field) =>
      field && ((source ?? fetched.data ?? {}) as Record<string, unknown>)[keys.of(field)],
    (value) => (value as Record<string, string>)[typeKey],
  );
  return data ?? null;
}

export function fieldNamesOf(schema: GraphQLSchema): ReadonlySet<string> {
  return new Set(
    Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [],
    ),
  );
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

import {
  executeSync,
  Kind,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type TypeNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { GraphQLSchema } from 'graphql';
import type { Rights } from '../../../schema/rules/access-rules.js';
import type { AccessModel } from '../../../schema/rules/access-model.js';
import { usedVariables } from '../../access/used-variables.js';
import { isIntrospection, type TreeSelection } from '../../access/operation-tree.js';
import { visibilityKey, visibleSchema } from '../../../schema/visible/visible-schema.js';

/** The root introspection fields of an operation, by response key. */
export function introspectionFields(selections: readonly TreeSelection[]): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === 'scope') return introspectionFields(selection.selections);
    return isIntrospection(selection) ? [selection.node] : [];
  });
}

/** Answers introspection from what each caller may select; keeps the schemas of recent callers. */
export class Introspection {
  private readonly schemas = new LRUCache<string, GraphQLSchema>({ max: 50 });

  constructor(private readonly model: AccessModel) {}

  schemaFor(rights: Rights): GraphQLSchema {
    const key = visibilityKey(this.model, rights);
    let schema = this.schemas.get(key);
    if (!schema) {
      schema = visibleSchema(this.model.schema, this.model, rights);
      this.schemas.set(key, schema);
    }
    return schema;
  }

  /** JSON text by response key. */
  answer(
    document: DocumentNode,
    /** The chosen one: its document may hold others. */
    operation: OperationDefinitionNode,
    fields: readonly FieldNode[],
    rights: Rights,
    variables: Readonly<Record<string, unknown>>,
  ): ReadonlyMap<string, string> {
    const fragments = document.definitions.filter(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION,
    );
    const selectionSet = { kind: Kind.SELECTION_SET, selections: fields } as const;
    const used = usedVariables({
      kind: Kind.DOCUMENT,
      definitions: [{ ...operation, variableDefinitions: [], selectionSet }, ...fragments],
    });
    const { data } = executeSync({
      schema: this.schemaFor(rights),
      document: {
        kind: Kind.DOCUMENT,
        definitions: [
          {
            ...operation,
            // Those of introspection alone: others may name types that this caller's schema hides.
            variableDefinitions: (operation.variableDefinitions ?? []).filter(
              ({ variable, type }) => used.has(variable.name.value) && isOfMetaFields(type),
            ),
            selectionSet,
          },
          ...fragments,
        ],
      },
      variableValues: variables,
    });
    return new Map(Object.entries(data ?? {}).map(([key, value]) => [key, JSON.stringify(value)]));
  }
}

/** `__type(name: String!)` and `includeDeprecated: Boolean` are all that introspection takes. */
function isOfMetaFields(type: TypeNode): boolean {
  if (type.kind === Kind.NON_NULL_TYPE) return isOfMetaFields(type.type);
  return (
    type.kind === Kind.NAMED_TYPE && (type.name.value === 'String' || type.name.value === 'Boolean')
  );
}

import { executeSync, Kind, type DocumentNode, type FieldNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { GraphQLSchema } from 'graphql';
import type { Rights } from '../../schema/rules/access-rules.js';
import type { AccessModel } from '../access/access-model.js';
import type { TreeSelection } from '../access/operation-tree.js';
import { visibilityKey, visibleSchema } from '../access/visible-schema.js';
import { isIntrospection } from './private-keys.js';

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
    fields: readonly FieldNode[],
    rights: Rights,
    variables: Readonly<Record<string, unknown>>,
  ): ReadonlyMap<string, string> {
    const operation = document.definitions.find(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION,
    );
    const fragments = document.definitions.filter(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION,
    );
    if (!operation) return new Map();
    const { data } = executeSync({
      schema: this.schemaFor(rights),
      document: {
        kind: Kind.DOCUMENT,
        definitions: [
          {
            ...operation,
            variableDefinitions: [],
            selectionSet: { kind: Kind.SELECTION_SET, selections: fields },
          },
          ...fragments,
        ],
      },
      // Already coerced; their definitions are left out since they may name hidden types.
      variableValues: variables,
    });
    return new Map(Object.entries(data ?? {}).map(([key, value]) => [key, JSON.stringify(value)]));
  }
}

import {
  executeSync,
  isEnumType,
  Kind,
  print,
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type TypeNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { GraphQLField, GraphQLInputField, GraphQLSchema } from 'graphql';
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

/** What the answers kept may take together, in characters, and the schemas, in bytes. */
const mostMemory = 16 * 1024 * 1024;
const mostSchemaMemory = 64 * 1024 * 1024;
/** Measured: what a type, field, argument or enum value takes. */
const bytesPerElement = 1_000;

/**
 * Answers introspection from what each caller may select; keeps the schemas of recent callers, and the
 * answers: the same selection under ninety aliases, or sent again and again, is answered once.
 */
export class Introspection {
  private readonly schemas = new LRUCache<string, GraphQLSchema>({
    maxSize: mostSchemaMemory,
    sizeCalculation: (schema, key) => schemaSize(schema) + key.length,
  });
  private readonly answers = new LRUCache<string, string>({
    maxSize: mostMemory,
    sizeCalculation: (text, key) => text.length + key.length,
  });

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
    const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
    const schema = this.schemaFor(rights);
    const whoAndHow = [visibilityKey(this.model, rights), ...fragments.map(print)].join('\n');
    const answers = new Map<string, string>();
    for (const [key, selected] of byResponseKey(fields)) {
      const asked = { operation, fragments, key, fields: selected, variables };
      const used = variablesOf(asked);
      // What stands in variables is the caller's own, and is not kept.
      answers.set(
        key,
        used.size > 0 ? execute(schema, asked, used) : this.recall(schema, asked, whoAndHow),
      );
    }
    return answers;
  }

  private recall(schema: GraphQLSchema, asked: Asked, whoAndHow: string): string {
    const what = asked.fields.map((field) => {
      const text = print(field);
      return field.alias ? text.slice(text.indexOf(':') + 2) : text;
    });
    const cached = [whoAndHow, ...what].join('\n');
    let text = this.answers.get(cached);
    if (text === undefined) {
      text = execute(schema, asked, noVariables);
      this.answers.set(cached, text);
    }
    return text;
  }
}

function schemaSize(schema: GraphQLSchema): number {
  let elements = 1;
  for (const type of Object.values(schema.getTypeMap())) {
    elements += 1;
    if (isEnumType(type)) elements += type.getValues().length;
    if (!('getFields' in type)) continue;
    const fields: readonly (GraphQLField<unknown, unknown> | GraphQLInputField)[] = Object.values(
      type.getFields(),
    );
    for (const field of fields) elements += 1 + ('args' in field ? field.args.length : 0);
  }
  return elements * bytesPerElement;
}

const noVariables: ReadonlySet<string> = new Set();

/** What one response key of an operation asks for. */
interface Asked {
  readonly operation: OperationDefinitionNode;
  readonly fragments: readonly DefinitionNode[];
  readonly key: string;
  readonly fields: readonly FieldNode[];
  readonly variables: Readonly<Record<string, unknown>>;
}

function byResponseKey(fields: readonly FieldNode[]): ReadonlyMap<string, FieldNode[]> {
  const groups = new Map<string, FieldNode[]>();
  for (const field of fields) {
    const key = (field.alias ?? field.name).value;
    const group = groups.get(key);
    if (group) group.push(field);
    else groups.set(key, [field]);
  }
  return groups;
}

function variablesOf({ operation, fragments, fields }: Asked): Set<string> {
  const selectionSet = { kind: Kind.SELECTION_SET, selections: fields } as const;
  const alone = { ...operation, variableDefinitions: [], selectionSet };
  return usedVariables({ kind: Kind.DOCUMENT, definitions: [alone, ...fragments] });
}

function execute(
  schema: GraphQLSchema,
  { operation, fragments, key, fields, variables }: Asked,
  used: ReadonlySet<string>,
): string {
  const alone = {
    ...operation,
    // Those of introspection alone: others may name types that this caller's schema hides.
    variableDefinitions: (operation.variableDefinitions ?? []).filter(
      ({ variable, type }) => used.has(variable.name.value) && isOfMetaFields(type),
    ),
    selectionSet: { kind: Kind.SELECTION_SET, selections: fields } as const,
  };
  const { data } = executeSync({
    schema,
    document: { kind: Kind.DOCUMENT, definitions: [alone, ...fragments] },
    variableValues: variables,
  });
  return JSON.stringify(data?.[key] ?? null);
}

/** `__type(name: String!)` and `includeDeprecated: Boolean` are all that introspection takes. */
function isOfMetaFields(type: TypeNode): boolean {
  if (type.kind === Kind.NON_NULL_TYPE) return isOfMetaFields(type.type);
  return (
    type.kind === Kind.NAMED_TYPE && (type.name.value === 'String' || type.name.value === 'Boolean')
  );
}

import {
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  OperationTypeNode,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { askedKeys } from './asked-keys.js';
import type { PlannedFetch, PlannedStep } from './planned-step.js';

/** Coordinates of one subgraph whose values several operators have parts of, and the keys to ask by. */
export interface LiftedSubgraph {
  /** Whether each operator has only a part of this field's value. */
  readonly isMerged: (coordinate: string) => boolean;
  /** The field of an entity's key. */
  readonly keyOf: (type: string) => string | null;
}

/**
 * Takes out of the fetches to partitioned subgraphs what the operator of a row could answer its own
 * part of only: fields of entities that all operators have (`Commune.incidents`), below a row. They
 * are asked of everybody concerned afterwards, as entities.
 */
export function liftMergedFields(
  step: PlannedStep,
  subgraphs: ReadonlyMap<string, LiftedSubgraph>,
  schema: GraphQLSchema,
): PlannedStep {
  if (step.kind !== 'fetch') {
    return {
      kind: step.kind,
      steps: step.steps.map((child) => liftMergedFields(child, subgraphs, schema)),
    };
  }
  const subgraph = subgraphs.get(step.fetch.subgraph);
  if (!subgraph) return step;
  const lift = new Lift(step.fetch, subgraph, schema);
  const fetch = lift.rest();
  if (lift.lifted.length === 0) return step;
  const then = lift.lifted.map((lifted) =>
    liftMergedFields({ kind: 'fetch', fetch: lifted }, subgraphs, schema),
  );
  return {
    kind: 'sequence',
    steps: [
      { kind: 'fetch', fetch },
      ...(then.length > 1 ? [{ kind: 'parallel' as const, steps: then }] : then),
    ],
  };
}

class Lift {
  readonly lifted: PlannedFetch[] = [];
  private readonly operation: OperationDefinitionNode;

  constructor(
    private readonly fetch: PlannedFetch,
    private readonly subgraph: LiftedSubgraph,
    private readonly schema: GraphQLSchema,
  ) {
    const { definitions } = parse(fetch.operation, { noLocation: true });
    const [operation] = definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION || definitions.length !== 1) {
      throw new Error('a fetch is one operation without fragments');
    }
    this.operation = operation;
  }

  /** The fetch without what was lifted. */
  rest(): PlannedFetch {
    const { fetch, operation, schema } = this;
    const root = schema.getRootType(operation.operation)?.name ?? null;
    const top = operation.selectionSet.selections.map((node) => {
      // Directly at the top, and directly in an entity, is where answers are merged.
      if (!fetch.requires) return this.below(node, root, fetch.path);
      if (node.kind !== Kind.FIELD || !node.selectionSet) return node;
      const entities = node.selectionSet.selections.map((entity) => {
        if (entity.kind !== Kind.INLINE_FRAGMENT) return entity;
        const type = entity.typeCondition?.name.value ?? null;
        const selections = entity.selectionSet.selections.map((field) =>
          this.below(field, type, fetch.path),
        );
        return { ...entity, selectionSet: { ...entity.selectionSet, selections } };
      });
      return { ...node, selectionSet: { ...node.selectionSet, selections: entities } };
    });
    if (this.lifted.length === 0) return fetch;
    const selectionSet = { ...operation.selectionSet, selections: top };
    return { ...fetch, ...requestOf({ ...operation, selectionSet }, fetch.variables) };
  }

  /** A selection with what is lifted from below it taken out. @param path of what it is selected on. */
  private below(
    node: SelectionNode,
    parent: string | null,
    path: readonly string[],
  ): SelectionNode {
    if (node.kind === Kind.FRAGMENT_SPREAD || !node.selectionSet) return node;
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const type = node.typeCondition?.name.value ?? parent;
      const selections = this.selections(node.selectionSet.selections, type, path, type !== parent);
      return { ...node, selectionSet: { ...node.selectionSet, selections } };
    }
    const type = this.typeOf(parent, node.name.value);
    if (!type) return node;
    const key = node.alias?.value ?? node.name.value;
    const selections = this.selections(
      node.selectionSet.selections,
      getNamedType(type).name,
      [...path, key, ...listSteps(type)],
      false,
    );
    return { ...node, selectionSet: { ...node.selectionSet, selections } };
  }

  private selections(
    selections: readonly SelectionNode[],
    type: string | null,
    path: readonly string[],
    narrowed: boolean,
  ): readonly SelectionNode[] {
    const keyField = type === null ? null : this.subgraph.keyOf(type);
    const isLifted = (node: SelectionNode): node is FieldNode =>
      node.kind === Kind.FIELD && this.subgraph.isMerged(`${type ?? ''}.${node.name.value}`);
    const lifted = selections.filter(isLifted);
    const kept = selections
      .filter((node) => !isLifted(node))
      .map((node) => this.below(node, type, path));
    if (type === null || keyField === null || lifted.length === 0) return kept;
    this.lifted.push(
      this.entityFetch(type, keyField, lifted, [...path, ...(narrowed ? [`|[${type}]`] : [])]),
    );
    return [...kept, ...['__typename', keyField].filter(isMissingIn(kept)).map(plainField)];
  }

  private entityFetch(
    type: string,
    keyField: string,
    fields: readonly FieldNode[],
    path: readonly string[],
  ): PlannedFetch {
    const representations: VariableDefinitionNode[] = variableDefinition('[_Any!]!');
    const operation: OperationDefinitionNode = {
      ...this.operation,
      operation: OperationTypeNode.QUERY,
      variableDefinitions: [
        ...representations,
        ...(this.operation.variableDefinitions ?? []).filter(
          ({ variable }) => variable.name.value !== 'representations',
        ),
      ],
      selectionSet: entitySelection(type, fields),
    };
    return {
      ...this.fetch,
      mutation: false,
      path,
      requires: [
        {
          kind: 'InlineFragment',
          typeCondition: type,
          selections: [
            { kind: 'Field', name: '__typename' },
            { kind: 'Field', name: keyField },
          ],
        },
      ],
      inputRewrites: [],
      outputRewrites: [],
      contexts: [],
      topLevelKeys: fields.map((node) => node.alias?.value ?? node.name.value),
      flat: fields.every((node) => !node.selectionSet),
      ...requestOf(operation, this.fetch.variables),
    };
  }

  private typeOf(parent: string | null, field: string): GraphQLOutputType | null {
    const type = parent === null ? undefined : this.schema.getType(parent);
    if (!type || !isCompositeType(type) || !('getFields' in type)) return null;
    const fields = type.getFields();
    return Object.hasOwn(fields, field) ? (fields[field]?.type ?? null) : null;
  }
}

function requestOf(
  operation: OperationDefinitionNode,
  variables: readonly string[],
): Pick<PlannedFetch, 'operation' | 'variables' | 'asked'> {
  const used = variablesIn(operation);
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        ...operation,
        variableDefinitions: (operation.variableDefinitions ?? []).filter((node) =>
          used.has(node.variable.name.value),
        ),
      },
    ],
  };
  return {
    operation: stripIgnoredCharacters(print(document)),
    variables: variables.filter((name) => used.has(name)),
    asked: askedKeys(document),
  };
}

/** The variables that stand somewhere in an operation's selections. */
export function variablesIn(operation: OperationDefinitionNode): ReadonlySet<string> {
  const used = new Set<string>();
  visit(operation, {
    VariableDefinition: () => false,
    Variable: (node) => void used.add(node.name.value),
  });
  return used;
}

function variableDefinition(type: string): VariableDefinitionNode[] {
  const [definition] = parse(`query ($representations: ${type}) { x }`, {
    noLocation: true,
  }).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION
    ? [...(definition.variableDefinitions ?? [])]
    : [];
}

/** `_entities(representations: $representations) { ... on T { … } }`. */
function entitySelection(
  type: string,
  selections: readonly SelectionNode[],
): OperationDefinitionNode['selectionSet'] {
  const [definition] = parse(
    `{ _entities(representations: $representations) { ... on ${type} { __typename } } }`,
    { noLocation: true },
  ).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('not an operation');
  return visit(definition.selectionSet, {
    InlineFragment: (node) => ({ ...node, selectionSet: { ...node.selectionSet, selections } }),
  });
}

function isMissingIn(selections: readonly SelectionNode[]): (name: string) => boolean {
  return (name) =>
    !selections.some(
      (node) => node.kind === Kind.FIELD && (node.alias?.value ?? node.name.value) === name,
    );
}

function plainField(name: string): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } };
}

/** A step for each list that a value of this type is wrapped in. */
function listSteps(type: GraphQLOutputType): readonly string[] {
  if (isNonNullType(type)) return listSteps(type.ofType);
  return isListType(type) ? ['@', ...listSteps(type.ofType)] : [];
}

import {
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { PasserelleError } from '../errors.js';
import type { Condition, OperationTree, TreeSelection } from './operation-tree.js';

/** Selections an operation may have once its fragments are spread. */
const maxTreeSelections = 20_000;

/**
 * Spreads the fragments of one operation of a valid document in place. The size is computed before
 * anything is spread, so that nested fragments cannot blow it up (GHSA-q2f9-x4p4-7xmh).
 * @throws PasserelleError `OPERATION_TOO_LARGE`, or `BAD_REQUEST` when there is no such operation.
 */
export function buildOperationTree(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string | null,
  maxSelections: number = maxTreeSelections,
): OperationTree {
  const definition = findOperation(document, operationName);
  const rootType = schema.getRootType(definition.operation);
  if (!rootType) throw new PasserelleError('BAD_REQUEST', 'Opération inconnue.', 400);
  const fragments = fragmentsByName(document);
  if (expandedSize(definition.selectionSet, fragments) > maxSelections) {
    throw new PasserelleError('OPERATION_TOO_LARGE', 'Opération trop volumineuse.', 400);
  }
  const builder = new TreeBuilder(schema, fragments);
  return {
    definition,
    rootType,
    selections: builder.selections(definition.selectionSet, rootType),
  };
}

function findOperation(
  document: DocumentNode,
  operationName: string | null | undefined,
): OperationDefinitionNode {
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const chosen = operationName
    ? operations.find((operation) => operation.name?.value === operationName)
    : operations.length === 1
      ? operations[0]
      : undefined;
  if (!chosen) throw new PasserelleError('BAD_REQUEST', 'Opération inconnue.', 400);
  return chosen;
}

export function fragmentsByName(
  document: DocumentNode,
): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  return fragments;
}

/** How many selections the set has once spread: every fragment is measured once. */
function expandedSize(
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): number {
  const known = new Map<string, number>();
  const sizeOf = (set: SelectionSetNode): number => {
    let size = 0;
    for (const selection of set.selections) {
      size += 1;
      if (selection.kind === Kind.FRAGMENT_SPREAD) size += sizeOfFragment(selection.name.value);
      else if (selection.selectionSet) size += sizeOf(selection.selectionSet);
    }
    return size;
  };
  const sizeOfFragment = (name: string): number => {
    const size = known.get(name);
    if (size !== undefined) return size;
    // Infinite until measured: a fragment that spreads itself is then too large, not endless.
    known.set(name, Infinity);
    const fragment = fragments.get(name);
    const measured = fragment ? sizeOf(fragment.selectionSet) : 0;
    known.set(name, measured);
    return measured;
  };
  return sizeOf(selectionSet);
}

class TreeBuilder {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {}

  selections(set: SelectionSetNode, parentType: GraphQLCompositeType): TreeSelection[] {
    const built: TreeSelection[] = [];
    for (const selection of set.selections) {
      const conditions = conditionsOf(selection.directives);
      if (!conditions) continue;
      if (selection.kind === Kind.FIELD) {
        built.push(this.field(selection, parentType, conditions));
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? this.fragments.get(selection.name.value)
          : selection;
      if (!fragment) continue;
      const typeCondition = this.typeCondition(fragment.typeCondition?.name.value);
      built.push({
        kind: 'scope',
        typeCondition,
        conditions,
        selections: this.selections(fragment.selectionSet, typeCondition ?? parentType),
      });
    }
    return built;
  }

  private field(
    node: FieldNode,
    parentType: GraphQLCompositeType,
    conditions: readonly Condition[],
  ): TreeSelection {
    const definition = this.definition(parentType, node.name.value);
    const type = getNamedType(definition.type);
    return {
      kind: 'field',
      key: node.alias?.value ?? node.name.value,
      name: node.name.value,
      node,
      parentType,
      definition,
      conditions,
      selections:
        node.selectionSet && isCompositeType(type)
          ? this.selections(node.selectionSet, type)
          : null,
      refused: false,
    };
  }

  private definition(
    parentType: GraphQLCompositeType,
    name: string,
  ): GraphQLField<unknown, unknown> {
    if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
    if (isObjectType(parentType) && parentType === this.schema.getQueryType()) {
      if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
      if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    }
    const fields = 'getFields' in parentType ? parentType.getFields() : undefined;
    const field = fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) throw new PasserelleError('BAD_REQUEST', 'Champ inconnu.', 400);
    return field;
  }

  private typeCondition(name: string | undefined): GraphQLCompositeType | null {
    if (name === undefined) return null;
    const type = this.schema.getType(name);
    if (!isCompositeType(type)) throw new PasserelleError('BAD_REQUEST', 'Type inconnu.', 400);
    return type;
  }
}

/** The conditions left to the variables; null when a literal already leaves the selection out. */
function conditionsOf(
  directives: readonly DirectiveNode[] | undefined,
): readonly Condition[] | null {
  const conditions: Condition[] = [];
  for (const directive of directives ?? []) {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') continue;
    const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    const expected = name === 'include';
    if (value?.kind === Kind.VARIABLE) conditions.push({ variable: value.name.value, expected });
    else if (value?.kind === Kind.BOOLEAN && value.value !== expected) return null;
  }
  return conditions;
}

import {
  execute,
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import {
  isResolvedTypename,
  resolvedTypename,
  resolvedTypenameFields,
  withResolvedTypenames,
} from '../resolved-typename.js';
import type { PlainRule, World } from './random-world.js';
import { resolveByHash, typeByName } from './random-values.js';

/** What a caller holds, as lists. */
export interface PlainRights {
  readonly authenticated: boolean;
  readonly scopes: readonly string[];
  readonly policies: readonly string[];
}

export interface ReferenceAnswer {
  readonly data: unknown;
  /** Paths of the refusals that count, dotted, sorted. */
  readonly refused: readonly string[];
}

/**
 * The slow, obvious evaluator: spread the fragments, mark what the page forbids, run the rest on one
 * schema with graphql-js, a resolver of marked nodes alone giving null. It shares no code with the
 * product, only the page it follows.
 */
export function evaluate(
  world: World,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  rights: PlainRights,
  mode: 'strict' | 'precise',
): ReferenceAnswer {
  const spread = withOwnTypenames(world.monolith, spreadFragments(document));
  const operation = spread.definitions[0];
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const coerced = getVariableValues(
    world.monolith,
    operation.variableDefinitions ?? [],
    variables,
  ).coerced;
  if (!coerced) throw new Error('the variables are not valid');
  const judge = new ReferenceJudge(world, rights, mode, coerced);
  judge.operation(operation.selectionSet.selections);
  const result = execute({
    schema: withResolvedTypenames(world.monolith),
    document: spread,
    variableValues: variables,
    typeResolver: typeByName,
    fieldResolver: (source, args, context, info) => {
      if (info.fieldNodes.every((node) => judge.marked.has(node))) return null;
      if (isResolvedTypename(info.fieldName)) return info.parentType.name;
      return resolveByHash(source, args as Record<string, unknown>, context, info);
    },
  });
  if (result instanceof Promise) throw new Error('nothing here is asynchronous');
  return {
    data: JSON.parse(JSON.stringify(result.data ?? null)) as unknown,
    refused: [...judge.paths].sort(),
  };
}

/** Printing and parsing makes every node its own. */
function withOwnTypenames(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema);
  const written = visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        leave(node) {
          const parent = types.getParentType();
          if (node.name.value !== '__typename' || !parent) return undefined;
          return resolvedTypename(node, parent);
        },
      },
    }),
  );
  return parse(print(written));
}

/** Named fragments become inline ones. */
function spreadFragments(document: DocumentNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition);
  }
  const inline = (node: DocumentNode): DocumentNode =>
    visit(node, {
      FragmentSpread: {
        enter: ({ name, directives }): InlineFragmentNode | undefined => {
          const fragment = fragments.get(name.value);
          return (
            fragment && {
              kind: Kind.INLINE_FRAGMENT,
              typeCondition: fragment.typeCondition,
              directives: directives ?? [],
              selectionSet: fragment.selectionSet,
            }
          );
        },
      },
    });
  let operations: DocumentNode = {
    ...document,
    definitions: document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION),
  };
  while (print(operations).includes('...F')) operations = inline(operations);
  return operations;
}

class ReferenceJudge {
  readonly marked = new Set<FieldNode>();
  readonly paths = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly rights: PlainRights,
    private readonly mode: 'strict' | 'precise',
    private readonly variables: Record<string, unknown>,
  ) {}

  operation(selections: readonly SelectionNode[]): void {
    const root = this.world.monolith.getQueryType();
    if (!root) throw new Error('no query type');
    if (this.mayType(root)) {
      this.judge(selections, root, [root], [], false);
      return;
    }
    if (selections.some((selection) => this.included(selection))) this.paths.add('');
    this.judge(selections, root, [root], [], true);
  }

  private judge(
    selections: readonly SelectionNode[],
    parent: GraphQLCompositeType,
    possible: readonly GraphQLObjectType[],
    path: readonly string[],
    refused: boolean,
    silent = false,
  ): void {
    for (const selection of selections) {
      const left = silent || !this.included(selection);
      if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error('fragments are spread');
      const asked = resolvedTypenameFields(selection);
      if (asked.length > 0) {
        if (refused) for (const field of asked) this.marked.add(field);
        continue;
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const type = selection.typeCondition
          ? (this.world.monolith.getType(
              selection.typeCondition.name.value,
            ) as GraphQLCompositeType)
          : parent;
        const narrowed = possible.filter((candidate) => this.possible(type).includes(candidate));
        const may = !selection.typeCondition || this.mayFragment(type, narrowed);
        if (!may && !refused && !left) this.paths.add(path.join('.'));
        const below = selection.selectionSet.selections;
        this.judge(below, type, narrowed, path, refused || !may, left);
        continue;
      }
      const name = selection.name.value;
      if (!('getFields' in parent)) throw new Error('a union has no fields');
      const field = parent.getFields()[name];
      if (!field) throw new Error(`no field ${name}`);
      const here = [...path, selection.alias?.value ?? name];
      const may =
        this.mayField(parent, name, possible) &&
        [parent, ...possible].every((owner) => this.mayInputs(owner, selection));
      if (!may && !refused && !left) this.paths.add(here.join('.'));
      if (refused || !may) this.marked.add(selection);
      const type = getNamedType(field.type);
      if (selection.selectionSet && isCompositeType(type)) {
        const below = selection.selectionSet.selections;
        this.judge(below, type, this.possible(type), here, refused || !may, left);
      }
    }
  }

  private mayField(
    parent: GraphQLCompositeType,
    name: string,
    possible: readonly GraphQLObjectType[],
  ): boolean {
    if (!('getFields' in parent)) return true;
    const field = parent.getFields()[name];
    if (!field || !this.mayType(getNamedType(field.type))) return false;
    const owners = isObjectType(parent)
      ? [parent]
      : this.mode === 'strict'
        ? this.possible(parent)
        : possible;
    return owners.every((owner) => this.mayType(owner) && this.may(`${owner.name}.${name}`));
  }

  private mayType(type: GraphQLNamedType): boolean {
    if (isUnionType(type)) return true;
    if (!isInterfaceType(type)) return this.may(type.name);
    const each = this.possible(type).map((candidate) => this.may(candidate.name));
    return this.mode === 'strict' ? each.every(Boolean) : each.some(Boolean);
  }

  private mayFragment(type: GraphQLCompositeType, narrowed: readonly GraphQLObjectType[]): boolean {
    if (this.mode === 'strict' || isUnionType(type) || narrowed.length === 0) {
      return this.mayType(type);
    }
    return narrowed.some((candidate) => this.may(candidate.name));
  }

  private mayInputs(owner: GraphQLCompositeType, node: FieldNode): boolean {
    const field = 'getFields' in owner ? owner.getFields()[node.name.value] : undefined;
    if (!field) return true;
    const values = getArgumentValues(field, node, this.variables);
    return field.args
      .filter(({ name }) => Object.hasOwn(values, name))
      .every(({ name, type }) => {
        const coordinate = `${owner.name}.${field.name}(${name}:)`;
        return this.mayUse(coordinate) && this.mayValue(type, values[name]);
      });
  }

  private mayValue(type: GraphQLInputType, value: unknown): boolean {
    if (isNonNullType(type)) return this.mayValue(type.ofType, value);
    if (value === null || value === undefined) return true;
    if (isListType(type)) {
      return (value as unknown[]).every((item) => this.mayValue(type.ofType, item));
    }
    if (isEnumType(type)) return this.mayUse(`${type.name}.${value as string}`);
    if (!isInputObjectType(type)) return true;
    return Object.entries(value).every(([name, item]) => {
      const field = type.getFields()[name];
      return (
        field !== undefined &&
        this.mayUse(`${type.name}.${name}`) &&
        this.mayValue(field.type, item)
      );
    });
  }

  private mayUse(input: string): boolean {
    const read = this.world.guards.get(input);
    if (read === undefined) return true;
    const [typeName = '', field = ''] = read.split('.');
    const type = this.world.monolith.getType(typeName);
    return isObjectType(type) && this.mayField(type, field, [type]);
  }

  private may(coordinate: string): boolean {
    const rule = this.world.rules.get(coordinate);
    return rule === undefined || meets(rule, this.rights);
  }

  private possible(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isObjectType(type) ? [type] : this.world.monolith.getPossibleTypes(type);
  }

  private included({ directives }: SelectionNode): boolean {
    return (directives ?? []).every(({ name, arguments: given }) => {
      const value = given?.[0]?.value;
      const condition =
        value?.kind === Kind.VARIABLE
          ? this.variables[value.name.value] === true
          : value?.kind === Kind.BOOLEAN && value.value;
      return name.value === 'include' ? condition : !condition;
    });
  }
}

function meets(rule: PlainRule, rights: PlainRights): boolean {
  if (rule.authenticated && !rights.authenticated) return false;
  const scopes = rights.authenticated ? rights.scopes : [];
  const granted = (groups: readonly (readonly string[])[] | null, held: readonly string[]) =>
    groups === null || groups.some((group) => group.every((name) => held.includes(name)));
  return granted(rule.scopes, scopes) && granted(rule.policies, rights.policies);
}

import {
  Kind,
  parse,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type SelectionNode,
  type TypeNode,
} from 'graphql';
import { argument, linksOf } from './linked-directives.js';

interface OutputType {
  readonly fields: ReadonlyMap<string, FieldDefinitionNode>;
  /** Of an interface or a union; null: an object type. */
  readonly members: Set<string> | null;
}

/**
 * What subgraphs are given to answer a field: its `@requires`, and what its arguments take from above
 * (`@fromContext`). Whoever reads the field may learn it (GHSA-m8jr-fxqx-8xx6).
 * @returns field coordinate, of an object type → coordinates of types and of object types' fields.
 */
export function joinedReads(supergraph: DocumentNode): ReadonlyMap<string, ReadonlySet<string>> {
  return new JoinedReads(supergraph).find();
}

class JoinedReads {
  private readonly types = new Map<string, OutputType>();
  /** Name of a context → the types that set it. */
  private readonly contexts = new Map<string, string[]>();

  constructor(supergraph: DocumentNode) {
    const contextDirectives = namesOf(supergraph, 'context');
    const members: { readonly of: string; readonly name: string }[] = [];
    for (const definition of supergraph.definitions) {
      switch (definition.kind) {
        case Kind.OBJECT_TYPE_DEFINITION:
        case Kind.INTERFACE_TYPE_DEFINITION: {
          const name = definition.name.value;
          this.types.set(name, {
            fields: new Map((definition.fields ?? []).map((field) => [field.name.value, field])),
            members: definition.kind === Kind.INTERFACE_TYPE_DEFINITION ? new Set() : null,
          });
          for (const implemented of definition.interfaces ?? [])
            members.push({ of: implemented.name.value, name });
          break;
        }
        case Kind.UNION_TYPE_DEFINITION:
          this.types.set(definition.name.value, { fields: new Map(), members: new Set() });
          for (const member of definition.types ?? []) {
            members.push({ of: definition.name.value, name: member.name.value });
          }
          break;
        default:
          continue;
      }
      for (const directive of definition.directives ?? []) {
        if (!contextDirectives.has(directive.name.value)) continue;
        const context = textOf(argument(directive, 'name'));
        const types = this.contexts.get(context) ?? [];
        this.contexts.set(context, [...types, definition.name.value]);
      }
    }
    for (const { of, name } of members) {
      // An interface that implements another is none of its objects.
      if (this.types.get(name)?.members === null) this.types.get(of)?.members?.add(name);
    }
  }

  find(): ReadonlyMap<string, ReadonlySet<string>> {
    const found = new Map<string, Set<string>>();
    for (const [typeName, type] of this.types) {
      for (const [name, field] of type.fields) {
        const reads = new Set<string>();
        for (const join of field.directives ?? []) {
          if (join.name.value === 'join__field') this.readJoin(typeName, join, reads);
        }
        if (reads.size === 0) continue;
        for (const owner of this.objectsOf(typeName)) {
          const coordinate = `${owner}.${name}`;
          found.set(coordinate, new Set([...(found.get(coordinate) ?? []), ...reads]));
        }
      }
    }
    return found;
  }

  private readJoin(typeName: string, join: ConstDirectiveNode, into: Set<string>): void {
    this.readSelections([typeName], selectionsOf(textOf(argument(join, 'requires'))), into);
    const contexts = argument(join, 'contextArguments');
    for (const context of contexts?.kind === Kind.LIST ? contexts.values : []) {
      if (context.kind !== Kind.OBJECT) continue;
      const given = (name: string): string =>
        textOf(context.fields.find((field) => field.name.value === name)?.value);
      const types = this.contexts.get(given('context')) ?? [];
      this.readSelections(types, selectionsOf(given('selection')), into);
    }
  }

  private readSelections(
    typeNames: readonly string[],
    selections: readonly SelectionNode[],
    into: Set<string>,
  ): void {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        const below = condition === undefined ? typeNames : [condition];
        this.readSelections(below, selection.selectionSet.selections, into);
      } else if (selection.kind === Kind.FIELD) {
        for (const typeName of typeNames) this.readField(typeName, selection, into);
      }
    }
  }

  private readField(
    typeName: string,
    { name, selectionSet }: Extract<SelectionNode, { kind: Kind.FIELD }>,
    into: Set<string>,
  ): void {
    const objects = this.objectsOf(typeName);
    const results = new Set<string>();
    for (const owner of [typeName, ...objects]) {
      const field = this.types.get(owner)?.fields.get(name.value);
      if (field) results.add(namedType(field.type));
    }
    for (const owner of objects) {
      into.add(owner);
      into.add(`${owner}.${name.value}`);
    }
    for (const result of results) into.add(result);
    if (selectionSet) this.readSelections([...results], selectionSet.selections, into);
  }

  private objectsOf(typeName: string): readonly string[] {
    const members = this.types.get(typeName)?.members;
    return members ? [...members] : [typeName];
  }
}

/** The local names of a specification's directive that is called like the specification. */
function namesOf(document: DocumentNode, specification: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { identity, prefix, imports } of linksOf(document)) {
    if (identity !== `https://specs.apollo.dev/${specification}`) continue;
    names.add(prefix);
    for (const { name, local } of imports)
      if (name === `@${specification}`) names.add(local.slice(1));
  }
  return names;
}

/** Of a field set, with or without its braces. */
function selectionsOf(fieldSet: string): readonly SelectionNode[] {
  const text = fieldSet.trim();
  if (text === '') return [];
  const source = text.startsWith('{') ? text : `{${text}}`;
  const [definition] = parse(source, { noLocation: true }).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
}

function textOf(value: ConstValueNode | undefined): string {
  return value?.kind === Kind.STRING ? value.value : '';
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

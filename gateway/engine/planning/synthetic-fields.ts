import {
  Kind,
  print,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Confirmations } from './confirmations.js';
import {
  argumentText,
  externalIn,
  inGraph,
  isExternal,
  isJoinType,
  joinedIn,
  keyFields,
  namedType,
  parseFieldSet,
  printFieldSet,
  withArgument,
  withoutArgument,
} from './join-directives.js';
import type { Apart } from './requirements-apart.js';

type OutputTypeDefinition = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** A field that stands, in the planning supergraph, for one call of another with fixed arguments. */
export interface SyntheticField {
  /** Name in the planning supergraph; also the response key of the call in fetches. */
  readonly name: string;
  readonly field: string;
  /** Printed, such as `(currency: "EUR")`. */
  readonly arguments: string;
}

export interface WithSyntheticFields {
  readonly document: DocumentNode;
  readonly synthetic: ReadonlyMap<string, SyntheticField>;
  /** `Type.field` → names of the synthetic fields that its `@requires` reads. */
  readonly requiredBy: ReadonlyMap<string, readonly string[]>;
  readonly confirmations: Confirmations;
}

/** What a field requires, as it is read. */
interface Requirement {
  /** `Type.field` that requires. */
  readonly requirer: string;
  readonly graph: string;
  /** Names of the synthetic fields that it comes to read. */
  readonly used: string[];
}

/** Gives fields of their own to what is required and would be taken for something else. */
export class SyntheticFields {
  private readonly supergraph: DocumentNode;
  /** A subgraph's second self → the subgraph. */
  private readonly selves: ReadonlyMap<string, string>;
  private readonly types = new Map<string, OutputTypeDefinition>();
  private readonly implementers = new Map<string, string[]>();
  private readonly added = new Map<string, FieldDefinitionNode[]>();
  private readonly synthetic = new Map<string, SyntheticField>();
  private readonly byCall = new Map<string, string>();
  private readonly requiredBy = new Map<string, string[]>();
  private readonly fieldNames = new Set<string>();

  constructor(
    private readonly apart: Apart,
    private readonly confirmations: Confirmations,
  ) {
    this.supergraph = apart.supergraph;
    this.selves = apart.selves;
    for (const name of [...confirmations.values()].flat()) {
      // Of a subgraph that has the object, everybody may ask its name.
      this.synthetic.set(name, { name, field: '__typename', arguments: '' });
    }
    for (const definition of apart.supergraph.definitions) {
      if (
        definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
        definition.kind !== Kind.INTERFACE_TYPE_DEFINITION
      ) {
        continue;
      }
      this.types.set(definition.name.value, definition);
      for (const { name } of definition.interfaces ?? []) {
        const list = this.implementers.get(name.value) ?? [];
        list.push(definition.name.value);
        this.implementers.set(name.value, list);
      }
      for (const field of definition.fields ?? []) this.fieldNames.add(field.name.value);
    }
  }

  rewrite(): WithSyntheticFields {
    const rewritten = new Map<string, OutputTypeDefinition>();
    for (const [name, type] of this.types) rewritten.set(name, this.rewriteRequires(type));
    this.rewriteAdded();
    const definitions = this.supergraph.definitions.map((definition) => {
      if (
        definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
        definition.kind !== Kind.INTERFACE_TYPE_DEFINITION
      ) {
        return definition;
      }
      const type = rewritten.get(definition.name.value) ?? definition;
      const added = this.added.get(definition.name.value) ?? [];
      return { ...type, fields: [...(type.fields ?? []), ...added] };
    });
    return {
      document: { ...this.supergraph, definitions },
      synthetic: this.synthetic,
      requiredBy: this.requiredBy,
      confirmations: this.confirmations,
    };
  }

  /** A call of a field that requires something requires it as well, and so on. */
  private rewriteAdded(): void {
    for (let count = 0; count !== this.synthetic.size;) {
      count = this.synthetic.size;
      for (const [name, fields] of this.added) {
        const type = this.types.get(name);
        if (!type) continue;
        // One by one: what one requires may be declared further on another.
        for (const [index, field] of fields.entries()) {
          const [rewritten] = this.rewriteRequires({ ...type, fields: [field] }).fields ?? [];
          if (rewritten) fields[index] = rewritten;
        }
      }
    }
  }

  private rewriteRequires(type: OutputTypeDefinition): OutputTypeDefinition {
    const fields = type.fields?.map((field) => {
      const directives = field.directives?.map((directive) => {
        const requires =
          directive.name.value === 'join__field' ? argumentText(directive, 'requires') : null;
        const graph = argumentText(directive, 'graph');
        if (requires === null || graph === null) return directive;
        const used: string[] = [];
        const standing = this.synthetic.get(field.name.value)?.field ?? field.name.value;
        const requirer = `${type.name.value}.${standing}`;
        const required: Requirement = { requirer, graph, used };
        const apart = this.besideKeys(parseFieldSet(requires), type, required);
        const selection = this.rewriteSelection(apart, type.name.value, required);
        if (used.length === 0) return directive;
        const coordinate = `${type.name.value}.${field.name.value}`;
        this.requiredBy.set(coordinate, [...(this.requiredBy.get(coordinate) ?? []), ...used]);
        return withArgument(directive, 'requires', printFieldSet(selection));
      });
      return { ...field, ...(directives && { directives }) };
    });
    return { ...type, ...(fields && { fields }) };
  }

  /**
   * Where a requirement goes through the same value as a key of the type, the planner takes the one
   * for the other and asks who requires it: it gets a field of its own, which that subgraph has not.
   * Likewise what a second self requires: the planner must not find it in the first.
   */
  private besideKeys(
    set: SelectionSetNode,
    type: OutputTypeDefinition,
    required: Requirement,
  ): SelectionSetNode {
    const { graph, used } = required;
    const inKeys = keyFields(type, graph);
    return {
      ...set,
      selections: set.selections.map((selection) => {
        if (selection.kind !== Kind.FIELD || selection.arguments?.length) return selection;
        const isValueOfKey = selection.selectionSet && inKeys.has(selection.name.value);
        if (!isValueOfKey && !this.selves.has(graph)) return selection;
        if (this.movedFor(required, type.name.value, selection.name.value)) return selection;
        const declared = this.fieldOf(type.name.value, selection.name.value);
        if (!declared) return selection;
        const name = this.synthesize(type.name.value, declared, selection, required);
        used.push(name);
        return { ...selection, name: { kind: Kind.NAME, value: name } };
      }),
    };
  }

  private rewriteSelection(
    set: SelectionSetNode,
    typeName: string,
    required: Requirement,
  ): SelectionSetNode {
    return {
      ...set,
      selections: set.selections.map((selection) => {
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          const condition = selection.typeCondition?.name.value ?? typeName;
          return {
            ...selection,
            selectionSet: this.rewriteSelection(selection.selectionSet, condition, required),
          };
        }
        if (selection.kind !== Kind.FIELD) return selection;
        const below = selection.selectionSet;
        const written = this.synthetic.get(selection.name.value)?.field ?? selection.name.value;
        const declared = this.fieldOf(typeName, written);
        const selectionSet =
          below && declared
            ? this.rewriteSelection(below, namedType(declared.type), required)
            : below;
        const base: FieldNode = { ...selection, ...(selectionSet && { selectionSet }) };
        const isMoved =
          written === selection.name.value && this.movedFor(required, typeName, written);
        if (!(selection.arguments?.length || isMoved) || !declared) return base;
        const name = this.synthesize(typeName, declared, selection, required);
        required.used.push(name);
        return { ...base, name: { kind: Kind.NAME, value: name }, arguments: [] };
      }),
    };
  }

  private synthesize(
    typeName: string,
    declared: FieldDefinitionNode,
    call: FieldNode,
    { requirer, graph }: Requirement,
  ): string {
    const field = call.name.value;
    const list = (call.arguments ?? []).map((argument) => print(argument)).sort();
    const text = list.length > 0 ? `(${list.join(', ')})` : '';
    // Without arguments it is there to be had of the others: each subgraph has one of its own.
    const shared = text === '' ? `${field} ${graph}` : `${field}${text}`;
    const moved = this.movedFor({ requirer }, typeName, field);
    const callKey = moved ? `${field}${text} ${requirer}` : shared;
    let name = this.byCall.get(callKey);
    if (name === undefined) {
      name = this.invent(field);
      this.byCall.set(callKey, name);
      this.synthetic.set(name, { name, field, arguments: text });
    }
    this.declare(typeName, declared, name, graph, moved);
    if (moved) return name;
    const owner = this.types.get(typeName);
    const interfaces = owner?.interfaces?.map((type) => type.name.value) ?? [];
    // A field of an interface must be on its implementers, and the other way round where composition
    // merged them: the planner looks at both.
    for (const other of [...(this.implementers.get(typeName) ?? []), ...interfaces]) {
      const sibling = this.fieldOf(other, field);
      if (sibling) this.declare(other, sibling, name, graph);
    }
    return name;
  }

  /** Adds the synthetic field wherever the real one is, external in the subgraph that requires it. */
  private declare(
    typeName: string,
    declared: FieldDefinitionNode,
    name: string,
    graph: string,
    moved?: readonly string[],
  ): void {
    const list = this.added.get(typeName) ?? [];
    this.added.set(typeName, list);
    const known = list.findIndex((field) => field.name.value === name);
    const existing = list[known];
    const given = (existing ?? declared).directives ?? [];
    const isCall = this.synthetic.get(name)?.arguments !== '';
    const first = this.selves.get(graph);
    // What others only name is nothing to be had: the planner would ask them for what each requirement
    // names anew, and a second self's first.
    const isHad = (join: ConstDirectiveNode): boolean => {
      if (!isExternal(join)) return true;
      return isCall
        ? existing !== undefined && argumentText(join, 'graph') !== first
        : first === undefined;
    };
    const joins = moved
      ? this.joinsOfMoved(given, moved)
      : (isCall ? given : this.joinsOfOthers(typeName, given, graph)).filter(isHad);
    const isOfNone = isCall && joins.every(({ name: { value } }) => value !== 'join__field');
    const directives =
      isOfNone || joinsOf(joins, graph) || !joinsOf(this.types.get(typeName)?.directives, graph)
        ? joins
        : [...joins, externalIn(graph)];
    const field: FieldDefinitionNode = {
      kind: Kind.FIELD_DEFINITION,
      name: { kind: Kind.NAME, value: name },
      arguments: [],
      type: declared.type,
      directives: directives.map((join) => withoutArgument(join, ['override', 'usedOverridden'])),
    };
    if (known >= 0) list[known] = field;
    else list.push(field);
  }

  /** A field without any is in every subgraph that has the type. */
  private joinsOfOthers(
    typeName: string,
    joins: readonly ConstDirectiveNode[],
    graph: string,
  ): readonly ConstDirectiveNode[] {
    const own = joins.filter(({ name }) => name.value === 'join__field');
    const others = joins.filter(({ name }) => name.value !== 'join__field');
    const types = (this.types.get(typeName)?.directives ?? []).filter(isJoinType);
    const graphs = [...new Set(types.map((join) => argumentText(join, 'graph') ?? ''))];
    const all = own.length > 0 ? own : graphs.map((name) => joinedIn(name));
    return [...others, ...all.filter((join) => argumentText(join, 'graph') !== graph)];
  }

  /** Who is asked for a field that requires something itself: second selves, in place of who has it. */
  private movedFor(
    { requirer }: Pick<Requirement, 'requirer'>,
    typeName: string,
    field: string,
  ): readonly string[] | undefined {
    return this.apart.moved.get(requirer)?.get(`${typeName}.${field}`);
  }

  /** Those of second selves in place of the first, and nobody's for itself alone. */
  private joinsOfMoved(
    joins: readonly ConstDirectiveNode[],
    selves: readonly string[],
  ): readonly ConstDirectiveNode[] {
    const isSelf = (join: ConstDirectiveNode): boolean =>
      selves.includes(argumentText(join, 'graph') ?? '');
    if (joins.some(isSelf)) return joins;
    return joins
      .filter((join) => !isExternal(join))
      .map((join) => {
        const self = selves.find((graph) => this.selves.get(graph) === argumentText(join, 'graph'));
        return self === undefined ? join : inGraph(join, self);
      });
  }

  private fieldOf(typeName: string, field: string): FieldDefinitionNode | undefined {
    return this.types.get(typeName)?.fields?.find(({ name }) => name.value === field);
  }

  private invent(field: string): string {
    for (let i = 0; ; i += 1) {
      const name = `r${i}_${field}`;
      if (this.fieldNames.has(name)) continue;
      this.fieldNames.add(name);
      return name;
    }
  }
}

function joinsOf(joins: readonly ConstDirectiveNode[] | undefined, graph: string): boolean {
  return joins?.some((join) => argumentText(join, 'graph') === graph) ?? false;
}

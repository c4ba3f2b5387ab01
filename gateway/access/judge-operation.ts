import {
  getNamedType,
  isCompositeType,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type ValueNode,
} from 'graphql';
import { allOf, always, anyOf, type Formula } from '../../schema/rules/formula.js';
import type { AccessModel } from '../../schema/rules/access-model.js';
import type { VariableUse } from '../../schema/rules/input-reads.js';
import type { OperationTree, TreeField, TreeScope, TreeSelection } from './operation-tree.js';

/**
 * One operation judged for every caller at once: what each selection needs. Callers differ only in
 * which of `needs` they meet and which of `variableGuards` their variables break.
 */
export interface JudgedOperation {
  readonly model: AccessModel;
  readonly tree: OperationTree;
  /** The distinct needs of the operation. */
  readonly needs: readonly Formula[];
  readonly variableGuards: readonly VariableGuard[];
  /** Index into `needs`; null: everybody. */
  readonly rootNeed: number | null;
  readonly selections: readonly JudgedSelection[];
}

/** The variables of one field call that may read protected fields. */
export interface VariableGuard {
  readonly uses: readonly VariableUse[];
}

export type JudgedSelection = JudgedField | JudgedScope;

export interface JudgedField {
  readonly kind: 'field';
  readonly field: TreeField;
  readonly coordinate: string;
  readonly need: number | null;
  readonly guard: number | null;
  readonly selections: readonly JudgedSelection[] | null;
}

export interface JudgedScope {
  readonly kind: 'scope';
  readonly scope: TreeScope;
  readonly coordinate: string;
  readonly need: number | null;
  readonly selections: readonly JudgedSelection[];
}

export function judgeOperation(model: AccessModel, tree: OperationTree): JudgedOperation {
  const judge = new Judge(model);
  const rootNeed = judge.indexOf(model.needs.ofType(tree.rootType));
  const selections = judge.selections(tree.selections, tree.rootType, [tree.rootType]);
  const { needs, variableGuards } = judge;
  return { model, tree, needs, variableGuards, rootNeed, selections };
}

class Judge {
  readonly needs: Formula[] = [];
  readonly variableGuards: VariableGuard[] = [];
  private readonly indexes = new Map<string, number>();

  constructor(private readonly model: AccessModel) {}

  /** @param possible the object types that can occur where these selections stand. */
  selections(
    selections: readonly TreeSelection[],
    parent: GraphQLCompositeType,
    possible: readonly GraphQLObjectType[],
  ): JudgedSelection[] {
    return selections.map((selection) =>
      selection.kind === 'field'
        ? this.field(selection, possible)
        : this.scope(selection, parent, possible),
    );
  }

  indexOf(formula: Formula): number | null {
    if (formula.key === always.key) return null;
    const known = this.indexes.get(formula.key);
    if (known !== undefined) return known;
    const index = this.needs.push(formula) - 1;
    this.indexes.set(formula.key, index);
    return index;
  }

  private field(field: TreeField, possible: readonly GraphQLObjectType[]): JudgedField {
    const { name, parentType, definition } = field;
    const coordinate = `${parentType.name}.${name}`;
    // `__typename` says what reaching the object already said; `__schema` and `__type` answer from
    // the caller's own visible schema.
    if (name.startsWith('__')) {
      return { kind: 'field', field, coordinate, need: null, guard: null, selections: null };
    }
    const { needs, inputReads, options } = this.model;
    const given = new Map<string, ValueNode>();
    for (const argument of field.node.arguments ?? [])
      given.set(argument.name.value, argument.value);
    // The guards of an interface's field are those of the implementers' arguments as well.
    const owners = [parentType, ...possible.filter((type) => type !== parentType)];
    const inputs = owners.map((owner) =>
      inputReads.ofArguments(`${owner.name}.${name}`, argumentsOf(owner, field), given),
    );
    const uses = inputs.flatMap((input) => input.uses);
    const selecting =
      options.abstractTypes === 'strict'
        ? needs.ofField(parentType, name)
        : needs.ofField(parentType, name, possible);
    const type = getNamedType(definition.type);
    return {
      kind: 'field',
      field,
      coordinate,
      need: this.indexOf(allOf([selecting, ...inputs.map((input) => input.need)])),
      guard: uses.length > 0 ? this.variableGuards.push({ uses }) - 1 : null,
      selections:
        field.selections && isCompositeType(type)
          ? this.selections(field.selections, type, needs.possibleTypes(type))
          : null,
    };
  }

  private scope(
    scope: TreeScope,
    parent: GraphQLCompositeType,
    possible: readonly GraphQLObjectType[],
  ): JudgedScope {
    const { needs, options } = this.model;
    const type = scope.typeCondition;
    const selected = type && new Set(needs.possibleTypes(type));
    const narrowed = selected ? possible.filter((candidate) => selected.has(candidate)) : possible;
    let need: Formula = always;
    if (type) {
      need =
        options.abstractTypes === 'strict' || narrowed.length === 0
          ? needs.ofType(type)
          : this.oneOf(type, narrowed);
    }
    return {
      kind: 'scope',
      scope,
      coordinate: (type ?? parent).name,
      need: this.indexOf(need),
      selections: this.selections(scope.selections, type ?? parent, narrowed),
    };
  }

  /** In `precise`, a fragment is worth spreading once one of the types that can occur is readable. */
  private oneOf(type: GraphQLCompositeType, possible: readonly GraphQLObjectType[]): Formula {
    const { needs } = this.model;
    // A union has no rule: its members are judged in their own fragments.
    return isUnionType(type) ? always : anyOf(possible.map((member) => needs.ofType(member)));
  }
}

function argumentsOf(owner: GraphQLCompositeType, field: TreeField) {
  if (owner === field.parentType || !('getFields' in owner)) return field.definition.args;
  const fields = owner.getFields();
  return Object.hasOwn(fields, field.name) ? (fields[field.name]?.args ?? []) : [];
}

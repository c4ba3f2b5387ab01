import {
  Kind,
  type ArgumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { placeKey, positionsKey, type MergedPageField } from './merged-page.js';

/** The variables in which an operator is told where to start and how many rows to read. */
export interface PageVariables {
  readonly place: string;
  /** null: as many as the caller asks for. */
  readonly size: string | null;
}

/** Of the page that is unit number so many of a fetch. */
export function pageVariables(index: number, isShared: boolean): PageVariables {
  return { place: `passerelle_place${index}`, size: isShared ? sizeVariable(index) : null };
}

export function sizeVariable(index: number): string {
  return `passerelle_size${index}`;
}

/**
 * With its own place to start at, and with what merging needs of its rows.
 * @param rowsAlone what is said of the whole list is known already.
 */
export function pageNode(
  { node, hasRows }: MergedPageField,
  { place, size }: PageVariables,
  rowsAlone: boolean,
): FieldNode {
  const more = hasRows
    ? [
        aliased(positionsKey, 'edges', ['cursor']),
        aliased(placeKey, 'pageInfo', ['hasNextPage', 'startCursor', 'endCursor']),
      ]
    : [];
  const own = node.selectionSet?.selections ?? [];
  const replaced = new Set(['after', ...(size === null ? [] : ['first'])]);
  return {
    ...node,
    arguments: [
      ...(node.arguments ?? []).filter(({ name }) => !replaced.has(name.value)),
      argument('after', place),
      ...(size === null ? [] : [argument('first', size)]),
    ],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [...(rowsAlone ? rowsIn(own) : own), ...more],
    },
  };
}

function argument(name: string, variable: string): ArgumentNode {
  return {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: name },
    value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variable } },
  };
}

function rowsIn(selections: readonly SelectionNode[]): SelectionNode[] {
  return selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) {
      return ['edges', 'nodes'].includes(selection.name.value) ? [selection] : [];
    }
    if (selection.kind !== Kind.INLINE_FRAGMENT) return [];
    const rows = rowsIn(selection.selectionSet.selections);
    if (rows.length === 0) return [];
    return [{ ...selection, selectionSet: { ...selection.selectionSet, selections: rows } }];
  });
}

function aliased(alias: string, name: string, fields: readonly string[]): FieldNode {
  return {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: alias },
    name: { kind: Kind.NAME, value: name },
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: fields.map((field) => ({
        kind: Kind.FIELD,
        name: { kind: Kind.NAME, value: field },
      })),
    },
  };
}

type VariableDefinitions = NonNullable<OperationDefinitionNode['variableDefinitions']>;

/** Of these variables. */
export function pageDefinitions({ place, size }: PageVariables): VariableDefinitions {
  return [definition(place, 'String'), ...(size === null ? [] : [definition(size, 'Int')])];
}

function definition(name: string, type: string): VariableDefinitions[number] {
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
    type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
  };
}

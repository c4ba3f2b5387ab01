import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
  type FieldNode,
  type SelectionNode,
} from 'graphql';
import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { askedKeys } from './asked-keys.js';
import type { ContextVariable, PlannedFetch } from './planned-step.js';
import type { PlanningSupergraph } from './planning-supergraph.js';
import type { SyntheticField } from './synthetic-fields.js';

/** The planner's fetch put back into the subgraph's own words. */
export type FetchRequest = Pick<
  PlannedFetch,
  'operation' | 'variables' | 'contexts' | 'requires' | 'topLevelKeys' | 'flat' | 'asked'
>;

/**
 * Turns synthetic fields back into calls, and splits an entity fetch whose fields need conflicting
 * arguments of one field: a representation has only one place for it.
 */
export function fetchRequests(fetch: FetchNode, supergraph: PlanningSupergraph): FetchRequest[] {
  const document = parse(fetch.operation, { noLocation: true });
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('not an operation');
  const groups = fetch.requires
    ? conflictFreeGroups(operation.selectionSet.selections, supergraph)
    : null;
  if (!groups || groups.length < 2) {
    return [request(fetch, document, fetch.requires ?? null, supergraph.synthetic)];
  }
  return groups.map(({ fields, needs }) => {
    const part = visit(document, {
      Field(node, _key, _parent, _path, ancestors) {
        // `_entities` is at depth one, its fragments' fields below it.
        if (!isEntityField(ancestors)) return undefined;
        return fields.has(node) ? undefined : null;
      },
      InlineFragment: {
        leave: (node) => (node.selectionSet.selections.length === 0 ? null : undefined),
      },
    });
    const requires = withoutOthers(fetch.requires ?? [], needs, supergraph.synthetic);
    return request(fetch, part, requires, supergraph.synthetic);
  });
}

interface Group {
  readonly fields: Set<FieldNode>;
  /** Names of synthetic fields. */
  readonly needs: Set<string>;
}

function conflictFreeGroups(
  selections: readonly SelectionNode[],
  { synthetic, requiredBy }: PlanningSupergraph,
): Group[] {
  const groups: Group[] = [];
  const place = (node: FieldNode, typeName: string): void => {
    const needs = requiredBy.get(`${typeName}.${node.name.value}`) ?? [];
    const fits = ({ needs: taken }: Group): boolean =>
      needs.every((name) =>
        [...taken].every(
          (other) => other === name || synthetic.get(other)?.field !== synthetic.get(name)?.field,
        ),
      );
    let group = groups.find(fits);
    if (!group) {
      group = { fields: new Set(), needs: new Set() };
      groups.push(group);
    }
    group.fields.add(node);
    for (const name of needs) group.needs.add(name);
  };
  const entities = selections.find(
    (selection): selection is FieldNode => selection.kind === Kind.FIELD,
  );
  const visitFragment = (list: readonly SelectionNode[], typeName: string): void => {
    for (const selection of list) {
      if (selection.kind === Kind.FIELD) place(selection, typeName);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        visitFragment(
          selection.selectionSet.selections,
          selection.typeCondition?.name.value ?? typeName,
        );
      }
    }
  };
  visitFragment(entities?.selectionSet?.selections ?? [], '');
  return groups;
}

/** Whether the field stands directly in an entity: below `_entities` and fragments only. */
function isEntityField(ancestors: readonly unknown[]): boolean {
  const fields = ancestors.filter(
    (ancestor): ancestor is FieldNode =>
      typeof ancestor === 'object' &&
      ancestor !== null &&
      'kind' in ancestor &&
      ancestor.kind === Kind.FIELD,
  );
  return fields.length === 1 && fields[0]?.name.value === '_entities';
}

function withoutOthers(
  requires: readonly QueryPlanSelectionNode[],
  needs: ReadonlySet<string>,
  synthetic: ReadonlyMap<string, SyntheticField>,
): QueryPlanSelectionNode[] {
  return requires.flatMap((node): QueryPlanSelectionNode[] => {
    if (node.kind === 'Field' && synthetic.has(node.name) && !needs.has(node.name)) return [];
    if (!node.selections) return [node];
    const selections = withoutOthers(node.selections, needs, synthetic);
    return [{ ...node, selections }];
  });
}

function request(
  fetch: FetchNode,
  document: ReturnType<typeof parse>,
  requires: readonly QueryPlanSelectionNode[] | null,
  synthetic: ReadonlyMap<string, SyntheticField>,
): FetchRequest {
  const used = new Set<string>();
  const inWords = visit(document, {
    Field(node) {
      const call = synthetic.get(node.name.value);
      return call ? callNode(node, call) : undefined;
    },
  });
  visit(inWords, {
    VariableDefinition: () => false,
    Variable: (node) => void used.add(node.name.value),
  });
  // A split fetch may have lost the only use of a variable.
  const operation = visit(inWords, {
    VariableDefinition: (node) => (used.has(node.variable.name.value) ? undefined : null),
  });
  const [definition] = operation.definitions;
  const root =
    definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
  const top = requires
    ? fieldsOf(root).flatMap((entities) => fieldsOf(entities.selectionSet?.selections ?? []))
    : fieldsOf(root);
  const contexts = contextVariables(fetch).filter(({ name }) => used.has(name));
  const ofContexts = new Set(contexts.map(({ name }) => name));
  return {
    operation: stripIgnoredCharacters(print(operation)),
    variables: (fetch.variableUsages ?? []).filter(
      (name) => used.has(name) && !ofContexts.has(name),
    ),
    contexts,
    requires,
    topLevelKeys: top.map((node) => node.alias?.value ?? node.name.value),
    flat: top.every((node) => !node.selectionSet),
    asked: askedKeys(operation),
  };
}

/** The planner writes one rewrite for each place where a value may stand: `../../... on T/field`. */
function contextVariables({ contextRewrites = [] }: FetchNode): ContextVariable[] {
  const byName = new Map<string, ContextVariable['sources'][number][]>();
  for (const { renameKeyTo, path } of contextRewrites) {
    const levels = path.filter((step) => step === '..').length;
    const sources = byName.get(renameKeyTo) ?? [];
    sources.push({ levels, path: path.slice(levels) });
    byName.set(renameKeyTo, sources);
  }
  return [...byName].map(([name, sources]) => ({ name, sources }));
}

function fieldsOf(selections: readonly SelectionNode[]): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    return selection.kind === Kind.INLINE_FRAGMENT
      ? fieldsOf(selection.selectionSet.selections)
      : [];
  });
}

function callNode(node: FieldNode, call: SyntheticField): FieldNode {
  const [definition] = parse(`{${call.field}${call.arguments}}`, { noLocation: true }).definitions;
  const selection =
    definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections[0] : null;
  if (selection?.kind !== Kind.FIELD) throw new Error('not a call');
  return {
    ...node,
    alias: { kind: Kind.NAME, value: node.alias?.value ?? call.name },
    name: selection.name,
    arguments: selection.arguments ?? [],
  };
}

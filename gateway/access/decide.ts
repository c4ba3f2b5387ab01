import { Kind, OperationTypeNode, type SelectionNode } from 'graphql';
import type { Rights } from '../../schema/rules/access-rules.js';
import { brokenGuards, keyOf, meetNeeds } from './decision-key.js';
import type { Decision } from './decision.js';
import type {
  JudgedField,
  JudgedOperation,
  JudgedScope,
  JudgedSelection,
} from './judge-operation.js';
import type { Condition, TreeField, TreeSelection } from './operation-tree.js';
import { RefusalList } from './refusal-list.js';
import {
  fieldNode,
  placeholderNode,
  restrictedDocument,
  scopeNode,
  usedVariables,
} from './restricted-document.js';

/**
 * The decision for one caller. Pure; depends on the caller only through `decisionKey`, so that it may
 * be cached under it and served to whoever has the same key.
 */
export function decide(
  judged: JudgedOperation,
  rights: Rights,
  variables: Readonly<Record<string, unknown>>,
): Decision {
  const met = meetNeeds(judged, rights);
  const broken = brokenGuards(judged, rights, variables);
  const { tree, model } = judged;
  const decider = new Decider(met, broken, model.options.dryRun);
  const root = decider.root(judged);
  const refusals = decider.refusals.list();
  const { operation } = tree.definition;
  const allOrNothing =
    !model.options.dryRun &&
    (model.options.rejectUnauthorized || operation === OperationTypeNode.MUTATION);
  const stopped = allOrNothing && refusals.some(isUnconditional);
  const restricted =
    root.kept.length === 0 || stopped ? null : restrictedDocument(tree.definition, root.kept);
  const used = restricted ? usedVariables(restricted) : new Set<string>();
  const defined = (tree.definition.variableDefinitions ?? []).map(
    (node) => node.variable.name.value,
  );
  return {
    key: keyOf(met, broken),
    refusals,
    tree: { ...tree, selections: root.selections },
    restricted,
    droppedVariables: new Set(defined.filter((name) => !used.has(name))),
    allOrNothing,
  };
}

function isUnconditional({ occurrences }: Decision['refusals'][number]): boolean {
  return occurrences.some((conditions) => conditions.length === 0);
}

/** What became of a list of selections. */
interface Decided {
  readonly selections: TreeSelection[];
  /** What may be executed. */
  readonly kept: SelectionNode[];
  /** Whether anything below, fragments included but not deeper fields, was taken away. */
  readonly lost: boolean;
}

/** Where a selection stands: response keys and conditions from the root down to it. */
interface Place {
  readonly path: readonly string[];
  readonly conditions: readonly Condition[];
}

class Decider {
  readonly refusals = new RefusalList();

  constructor(
    private readonly met: readonly boolean[],
    private readonly broken: readonly boolean[],
    private readonly dryRun: boolean,
  ) {}

  root(judged: JudgedOperation): Decided {
    const place: Place = { path: [], conditions: [] };
    if (this.meets(judged.rootNeed)) return this.selections(judged.selections, place);
    const { name } = judged.tree.rootType;
    const introspection = judged.selections.filter((one) => isIntrospection(one));
    for (const selection of judged.selections) {
      if (isIntrospection(selection)) continue;
      const { conditions } = selection.kind === 'field' ? selection.field : selection.scope;
      this.refusals.add([], name, conditions);
    }
    if (this.dryRun) return this.selections(judged.selections, place);
    // Introspection answers by itself from what the caller may see: nothing, here.
    const { kept } = this.selections(introspection, place);
    const selections = judged.selections.map((one) =>
      isIntrospection(one) ? selectionOf(one) : refuse(selectionOf(one)),
    );
    return { selections, kept, lost: true };
  }

  private selections(judged: readonly JudgedSelection[], place: Place): Decided {
    const selections: TreeSelection[] = [];
    const kept: SelectionNode[] = [];
    let lost = false;
    for (const one of judged) {
      const decided = one.kind === 'field' ? this.field(one, place) : this.scope(one, place);
      selections.push(decided.selection);
      if (decided.kept) kept.push(decided.kept);
      lost ||= decided.lost;
    }
    return { selections, kept, lost };
  }

  private field(judged: JudgedField, place: Place): DecidedSelection {
    const { field } = judged;
    const conditions = [...place.conditions, ...field.conditions];
    const path = [...place.path, field.key];
    if (!this.meets(judged.need) || (judged.guard !== null && this.broken[judged.guard])) {
      this.refusals.add(path, judged.coordinate, conditions);
      if (!this.dryRun) return { selection: refuse(field), kept: null, lost: true };
    }
    if (!judged.selections) return { selection: field, kept: fieldNode(field, null), lost: false };
    const below = this.selections(judged.selections, { path, conditions });
    const emptied = below.lost || below.kept.length === 0;
    if (emptied && !reachesObject(below.kept)) below.kept.push(placeholderNode);
    return {
      selection: { ...field, selections: below.selections },
      kept: fieldNode(field, below.kept),
      lost: false,
    };
  }

  private scope(judged: JudgedScope, place: Place): DecidedSelection {
    const { scope } = judged;
    const conditions = [...place.conditions, ...scope.conditions];
    if (!this.meets(judged.need)) {
      this.refusals.add(place.path, judged.coordinate, conditions);
      if (!this.dryRun) return { selection: refuse(scope), kept: null, lost: true };
    }
    const below = this.selections(judged.selections, { path: place.path, conditions });
    return {
      selection: { ...scope, selections: below.selections },
      kept: below.kept.length > 0 ? scopeNode(scope, below.kept) : null,
      lost: below.lost,
    };
  }

  private meets(need: number | null): boolean {
    return need === null || this.met[need] === true;
  }
}

interface DecidedSelection {
  readonly selection: TreeSelection;
  readonly kept: SelectionNode | null;
  readonly lost: boolean;
}

/** Whether planning reaches the object whatever the variables: a field stands there without condition. */
function reachesObject(kept: readonly SelectionNode[]): boolean {
  return kept.some(({ kind, directives }) => kind === Kind.FIELD && !directives?.length);
}

/**
 * Marks everything: a value that another, allowed selection of the same key brings must not be read
 * through this one.
 */
function refuse(selection: TreeSelection): TreeSelection {
  if (selection.kind === 'scope') {
    return { ...selection, selections: selection.selections.map(refuse) };
  }
  return { ...selection, refused: true, selections: selection.selections?.map(refuse) ?? null };
}

function selectionOf(judged: JudgedSelection): TreeSelection {
  return judged.kind === 'field' ? judged.field : judged.scope;
}

function isIntrospection(judged: JudgedSelection): boolean {
  return judged.kind === 'field' && isSchemaField(judged.field);
}

function isSchemaField({ name }: TreeField): boolean {
  return name === '__schema' || name === '__type';
}

import { OperationTypeNode } from 'graphql';
import type { Rights } from '../../schema/rules/access-rules.js';
import { brokenGuards, meetNeeds } from './decision-key.js';
import type { Decision } from './decision.js';
import type {
  JudgedField,
  JudgedOperation,
  JudgedScope,
  JudgedSelection,
} from './judge-operation.js';
import {
  isIntrospection,
  type Condition,
  type TreeField,
  type TreeScope,
  type TreeSelection,
} from './operation-tree.js';
import { RefusalList } from './refusal-list.js';

/**
 * The decision for one caller. Pure; depends on the caller only through `decisionKey`, so that it may
 * be cached under it and served to whoever has the same key.
 */
export function decide(
  judged: JudgedOperation,
  rights: Rights,
  variables: Readonly<Record<string, unknown>>,
): Decision {
  const { tree, model } = judged;
  const { dryRun, rejectUnauthorized } = model.options;
  const decider = new Decider(
    meetNeeds(judged, rights),
    brokenGuards(judged, rights, variables),
    dryRun,
  );
  const selections = decider.root(judged);
  const isMutation = tree.definition.operation === OperationTypeNode.MUTATION;
  return {
    refusals: decider.refusals.list(),
    tree: { ...tree, selections },
    allOrNothing: !dryRun && (rejectUnauthorized || isMutation),
  };
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

  root(judged: JudgedOperation): readonly TreeSelection[] {
    const place: Place = { path: [], conditions: [] };
    if (this.meets(judged.rootNeed)) return this.selections(judged.selections, place);
    for (const selection of judged.selections) {
      if (isSchemaField(selection)) continue;
      const { conditions } = selectionOf(selection);
      this.refusals.add([], judged.tree.rootType.name, conditions);
    }
    if (this.dryRun) return this.selections(judged.selections, place);
    // Introspection answers by itself from what the caller may see: nothing, here.
    return judged.selections.map((selection) =>
      isSchemaField(selection) ? selectionOf(selection) : refuse(selectionOf(selection)),
    );
  }

  private selections(judged: readonly JudgedSelection[], place: Place): readonly TreeSelection[] {
    return judged.map((selection) =>
      selection.kind === 'field' ? this.field(selection, place) : this.scope(selection, place),
    );
  }

  private field(judged: JudgedField, place: Place): TreeField {
    const { field } = judged;
    const conditions = [...place.conditions, ...field.conditions];
    const path = [...place.path, field.key];
    if (!this.meets(judged.need) || (judged.guard !== null && this.broken[judged.guard])) {
      this.refusals.add(path, judged.coordinate, conditions);
      if (!this.dryRun) return refuseField(field);
    }
    // Nothing is judged within introspection, which stays as the caller wrote it.
    if (!judged.selections) return field;
    return { ...field, selections: this.selections(judged.selections, { path, conditions }) };
  }

  private scope(judged: JudgedScope, place: Place): TreeScope {
    const { scope } = judged;
    const conditions = [...place.conditions, ...scope.conditions];
    if (!this.meets(judged.need)) {
      this.refusals.add(place.path, judged.coordinate, conditions);
      if (!this.dryRun) return refuseScope(scope);
    }
    return {
      ...scope,
      selections: this.selections(judged.selections, { path: place.path, conditions }),
    };
  }

  private meets(need: number | null): boolean {
    return need === null || this.met[need] === true;
  }
}

/**
 * Marks everything: a value that another, allowed selection of the same key brings must not be read
 * through this one.
 */
function refuse(selection: TreeSelection): TreeSelection {
  return selection.kind === 'scope' ? refuseScope(selection) : refuseField(selection);
}

function refuseScope(scope: TreeScope): TreeScope {
  return { ...scope, selections: scope.selections.map(refuse) };
}

function refuseField(field: TreeField): TreeField {
  return { ...field, refused: true, selections: field.selections?.map(refuse) ?? null };
}

function selectionOf(judged: JudgedSelection): TreeSelection {
  return judged.kind === 'field' ? judged.field : judged.scope;
}

function isSchemaField(judged: JudgedSelection): boolean {
  return judged.kind === 'field' && isIntrospection(judged.field);
}

import {
  isAbstractType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import type { Rights } from '../../schema/rules/access-rules.js';
import { atomsOf, type Formula } from '../../schema/rules/formula.js';
import { decide } from '../access/decide.js';
import type { Refusal } from '../access/decision.js';
import { includedRefusals, isBlocked } from '../access/included-refusals.js';
import type { VariableUse } from '../access/input-reads.js';
import type { JudgedOperation } from '../access/judge-operation.js';
import type { TreeSelection } from '../access/operation-tree.js';
import { usedVariables } from '../access/restricted-document.js';
import { compilePlan, type CompiledPlan } from './running/compile-plan.js';
import { introspectionFields } from './answering/introspection.js';
import type { Planner } from './planning/planner.js';
import { renameVariables } from './planning/planner-variables.js';
import { callerKeys, plannedSelections, PrivateKeys } from './planning/private-keys.js';
import type { DataObject } from './running/representation.js';
import { compileShape, type ShapeContext } from './answering/shape.js';
import { withTypenames } from './stock-executor.js';
import type { TypeSystem } from './planning/type-system.js';
import { settleConditions } from '../access/conditions.js';

/**
 * One operation as it is run for all callers who meet the same of its needs, under the same `@skip`
 * and `@include`: the decision, the plan and the shape of the answer, compiled together.
 */
export interface Variant {
  readonly refusals: readonly Refusal[];
  /** Nothing may run: a refusal of an all-or-nothing operation. */
  readonly blocked: boolean;
  /** A root field that no fetch brings: the operation cannot be answered. */
  readonly unservable: boolean;
  readonly plan: CompiledPlan;
  /** What the stock executor runs instead of the plan; null: nothing, or our engine runs. */
  readonly stockDocument: DocumentNode | null;
  readonly shape: (context: ShapeContext, data: DataObject) => void;
  readonly introspection: readonly FieldNode[];
  /** What is about to be read, for the journal: `Type.field`, and the scopes that opened it. */
  readonly coordinates: readonly string[];
  readonly scopes: readonly string[];
  /** Variables that may read more, by what stands in them. */
  readonly inputs: readonly VariableUse[];
  /** Coordinates refused, for the journal only. */
  readonly refused: readonly string[];
}

const emptyPlan: CompiledPlan = { root: null, fetches: [] };

/** @throws PlanningExceeded */
export async function compileVariant(
  judged: JudgedOperation,
  rights: Rights,
  variables: Readonly<Record<string, unknown>>,
  planner: Planner,
  types: TypeSystem,
  planTypes: TypeSystem,
  stock: boolean,
): Promise<Variant> {
  const decision = decide(judged, rights, variables);
  const refusals = includedRefusals(decision, variables);
  const blocked = isBlocked(decision, refusals);
  const { definition, rootType } = judged.tree;
  const selections = settleConditions(decision.tree.selections, variables);
  const keys = stock ? callerKeys : new PrivateKeys(planner.fieldNames);
  const planned = blocked ? [] : plannedSelections(selections, keys);
  const document = planned.some(asksSomething) ? operationDocument(definition, planned) : null;
  const plan = document && !stock ? await planFor(document, planner, planTypes) : emptyPlan;
  const read = blocked ? nothingRead : whatIsRead(judged, selections);
  return {
    refusals,
    blocked,
    unservable: document !== null && !stock && !servesAll(planned, plan),
    plan,
    stockDocument: document && stock ? withTypenames(document) : null,
    shape: compileShape(rootType, selections, keys, types),
    introspection: introspectionFields(selections),
    refused: [...new Set(refusals.flatMap(({ coordinates }) => coordinates))],
    ...read,
  };
}

async function planFor(
  document: DocumentNode,
  planner: Planner,
  types: TypeSystem,
): Promise<CompiledPlan> {
  const renamed = renameVariables(document);
  const planned = await planner.plan(renamed.document);
  return compilePlan(planned, planner.synthetic, types, renamed.callerNames);
}

/** `{ __typename }` alone needs nobody. */
function asksSomething(selection: SelectionNode): boolean {
  return selection.kind === Kind.FIELD
    ? selection.name.value !== '__typename'
    : 'selectionSet' in selection && selection.selectionSet.selections.some(asksSomething);
}

function operationDocument(
  definition: OperationDefinitionNode,
  selections: readonly SelectionNode[],
): DocumentNode {
  const { operation } = definition;
  const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
  const bare: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation,
    selectionSet,
    variableDefinitions: [],
  };
  const used = usedVariables({ kind: Kind.DOCUMENT, definitions: [bare] });
  const variableDefinitions = (definition.variableDefinitions ?? []).filter((node) =>
    used.has(node.variable.name.value),
  );
  return { kind: Kind.DOCUMENT, definitions: [{ ...bare, variableDefinitions }] };
}

/** The planner leaves out, without a word, a root field it finds no way to. */
function servesAll(planned: readonly SelectionNode[], { fetches }: CompiledPlan): boolean {
  const served = new Set(
    fetches
      .filter(({ path, entities }) => path.length === 0 && !entities)
      .flatMap(({ topLevelKeys, outputRewrites }) => [
        ...topLevelKeys,
        ...(outputRewrites ?? []).flatMap((rewrite) =>
          rewrite.kind === 'KeyRenamer' ? [rewrite.renameKeyTo] : [],
        ),
      ]),
  );
  const asked = (selections: readonly SelectionNode[]): string[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) {
        return selection.name.value === '__typename'
          ? []
          : [selection.alias?.value ?? selection.name.value];
      }
      return 'selectionSet' in selection ? asked(selection.selectionSet.selections) : [];
    });
  return asked(planned).every((key) => served.has(key));
}

const nothingRead = { coordinates: [], scopes: [], inputs: [] };

function whatIsRead(
  { model }: JudgedOperation,
  selections: readonly TreeSelection[],
): Pick<Variant, 'coordinates' | 'scopes' | 'inputs'> {
  const coordinates = new Set<string>();
  const scopes = new Set<string>();
  const inputs: VariableUse[] = [];
  const visit = (list: readonly TreeSelection[]): void => {
    for (const selection of list) {
      if (selection.kind === 'field') {
        const { name, parentType, refused, definition, node } = selection;
        if (refused || name.startsWith('__')) continue;
        const coordinate = `${parentType.name}.${name}`;
        coordinates.add(coordinate);
        for (const scope of scopesOf(model.needs.ofField(parentType, name))) scopes.add(scope);
        const given = new Map((node.arguments ?? []).map((one) => [one.name.value, one.value]));
        const { reads, uses } = model.inputReads.ofArguments(coordinate, definition.args, given);
        inputs.push(...uses);
        for (const read of reads) {
          coordinates.add(read);
          for (const scope of scopesOf(model.needs.ofCoordinate(read))) scopes.add(scope);
        }
      } else if (selection.typeCondition && !isAbstractType(selection.typeCondition)) {
        for (const scope of scopesOf(model.needs.ofType(selection.typeCondition))) {
          scopes.add(scope);
        }
      }
      if (selection.selections) visit(selection.selections);
    }
  };
  visit(selections);
  return { coordinates: [...coordinates], scopes: [...scopes], inputs };
}

/** What the values of a request's variables read beside what is selected: `@readsField`. */
export function readByVariables(
  { inputs }: Variant,
  { model }: JudgedOperation,
  coerced: Readonly<Record<string, unknown>>,
): Pick<Variant, 'coordinates' | 'scopes'> | null {
  if (inputs.length === 0) return null;
  const coordinates = new Set<string>();
  for (const { variable, type, reads, fallback } of inputs) {
    const given = Object.hasOwn(coerced, variable) ? coerced[variable] : fallback;
    if (given === undefined) continue;
    for (const read of reads) coordinates.add(read);
    for (const read of model.inputReads.readsOfValue(type, given)) coordinates.add(read);
  }
  if (coordinates.size === 0) return null;
  const scopes = [...coordinates].flatMap((read) => scopesOf(model.needs.ofCoordinate(read)));
  return { coordinates: [...coordinates], scopes: [...new Set(scopes)] };
}

function scopesOf(need: Formula): readonly string[] {
  return atomsOf(need).flatMap(({ atom }) => (atom.right === 'scope' ? [atom.name] : []));
}

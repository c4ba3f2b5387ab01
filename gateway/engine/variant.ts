import { isAbstractType, type FieldNode } from 'graphql';
import type { Rights } from '../../schema/rules/access-rules.js';
import { atomsOf, type Formula } from '../../schema/rules/formula.js';
import { decide } from '../access/decide.js';
import type { Refusal } from '../access/decision.js';
import { fetchedDocument } from '../access/fetched-document.js';
import type { VariableUse } from '../../schema/rules/input-reads.js';
import type { JudgedOperation } from '../access/judge-operation.js';
import type { TreeSelection } from '../access/operation-tree.js';
import { settleDecision } from '../access/settle-decision.js';
import { introspectionFields } from './answering/introspection.js';
import { compileShape, type Shape } from './answering/shape.js';
import type { Execution, PreparedFetches } from './execution.js';
import type { TypeSystem } from './planning/type-system.js';

/**
 * One operation as it is run for all callers who meet the same of its needs, under the same `@skip`
 * and `@include`: the decision, the fetches and the shape of the answer, compiled together.
 */
export interface Variant {
  readonly refusals: readonly Refusal[];
  /** Nothing may run: a refusal of an all-or-nothing operation. */
  readonly blocked: boolean;
  /** null: there is nothing to fetch. */
  readonly fetches: PreparedFetches | null;
  /** Those that will be asked, each once. */
  readonly subgraphs: readonly string[];
  readonly shape: Shape;
  readonly introspection: readonly FieldNode[];
  /** What is about to be read, for the journal: `Type.field`, and the scopes that opened it. */
  readonly coordinates: readonly string[];
  readonly scopes: readonly string[];
  /** Variables that may read more, by what stands in them. */
  readonly inputs: readonly VariableUse[];
  /** Coordinates refused, for the journal only. */
  readonly refused: readonly string[];
  /** What it takes of memory without its shape, in bytes: an estimate on the safe side. */
  readonly size: number;
}

/**
 * @param types of the API schema: what callers see.
 * @throws PlanningExceeded, PlanningBusy
 */
export async function compileVariant(
  judged: JudgedOperation,
  rights: Rights,
  variables: Readonly<Record<string, unknown>>,
  execution: Execution,
  types: TypeSystem,
  signatory: string | null,
): Promise<Variant> {
  const settled = settleDecision(decide(judged, rights, variables), variables);
  const { refusals, blocked, selections } = settled;
  const keys = execution.responseKeys();
  const document = fetchedDocument(settled, keys);
  const fetches = document && (await execution.prepare(document, signatory));
  const read = blocked ? nothingRead : whatIsRead(judged, selections);
  const size = selectionsSize(selections) + refusalsSize(refusals) + (fetches?.size ?? 0);
  return {
    refusals,
    blocked,
    fetches,
    subgraphs: [...new Set(fetches?.plan?.fetches.map(({ subgraph }) => subgraph))],
    shape: compileShape(judged.tree.rootType, selections, {
      keys,
      types,
      confirmations: execution.confirmations,
    }),
    introspection: introspectionFields(selections),
    refused: [...new Set(refusals.flatMap(({ coordinates }) => coordinates))],
    coordinates: read.coordinates,
    scopes: read.scopes,
    inputs: read.inputs,
    size: bytesPerVariant + size + bytesPerCoordinate * read.coordinates.length,
  };
}

/** Measured. */
const bytesPerVariant = 8_000;
const bytesPerSelection = 160;
const bytesPerCoordinate = 100;
const bytesPerRefusal = 500;

function selectionsSize(selections: readonly TreeSelection[]): number {
  let size = bytesPerSelection * selections.length;
  for (const { selections: below } of selections) if (below) size += selectionsSize(below);
  return size;
}

/** They stand there as they are, and as texts of the answer. */
function refusalsSize(refusals: readonly Refusal[]): number {
  let size = 0;
  for (const { path, coordinates } of refusals) {
    size += bytesPerRefusal + bytesPerCoordinate * coordinates.length;
    for (const key of path) size += 8 + 2 * key.length;
  }
  return size;
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
        const given = new Map(
          (node.arguments ?? []).map(({ name: argument, value }) => [argument.value, value]),
        );
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

import { Kind, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { holdingTerritories, type HoldingTerritory } from '../contract/territoire.js';
import { argument, linkedDirectives } from './linked-directives.js';

/**
 * How the answers of several operators of one subgraph become one: `page`, a Relay connection in the
 * order of the list; `one`, an object that one of them has; `any`, what all of them have alike; `sum`;
 * `own`, known or, of an act, done by the caller's own or, where it operates nothing, by who has what
 * is common; and of acts, `holder`, done by who has the row, or `place`, by who operates for the
 * commune that an argument names.
 */
const mergeRules = ['page', 'one', 'any', 'sum', 'holder', 'own', 'place'] as const;
type MergeRule = (typeof mergeRules)[number];

/** `@merged` on a field of a subgraph that several operate. */
export interface MergedField {
  readonly as: MergeRule;
  /** `page`: how many items a page has where nobody says. */
  readonly size: number | null;
  /**
   * `holder`: the argument that names the row, such as `id` or `saisie.diagnostic`; `place`: the one
   * that names the commune.
   */
  readonly by: string | null;
  /** `holder`: the row's type. */
  readonly of: string | null;
  /** null: operators of any territory can have it. */
  readonly at: HoldingTerritory | null;
}

type Direction = 'ASC' | 'DESC';

/** What a subgraph or a supergraph says of merging. */
export interface Merging {
  /** By the subgraph that says it, then by coordinate `Type.field`. */
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, MergedField>>;
  /** Enum → its values that are orders of a list, with their direction. */
  readonly orders: ReadonlyMap<string, ReadonlyMap<string, Direction>>;
}

/** Reads `@merged` and `@sorted`; what they say wrongly is left out, and told by `lintMerging`. */
export function readMerging(document: DocumentNode): Merging {
  const linked = linkedDirectives(document);
  const fields = new Map<string, Map<string, MergedField>>();
  const orders = new Map<string, Map<string, Direction>>();
  for (const definition of document.definitions) {
    if (
      definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
      definition.kind === Kind.OBJECT_TYPE_EXTENSION
    ) {
      for (const field of definition.fields ?? []) {
        for (const directive of field.directives ?? []) {
          if (linked.get(directive.name.value) !== 'merged') continue;
          const merged = mergedField(directive);
          const owner = textOf(directive, 'owner');
          if (!merged || owner === null) continue;
          const own = fields.get(owner) ?? new Map<string, MergedField>();
          fields.set(owner, own.set(`${definition.name.value}.${field.name.value}`, merged));
        }
      }
    }
    if (
      definition.kind === Kind.ENUM_TYPE_DEFINITION ||
      definition.kind === Kind.ENUM_TYPE_EXTENSION
    ) {
      for (const value of definition.values ?? []) {
        for (const directive of value.directives ?? []) {
          if (linked.get(directive.name.value) !== 'sorted') continue;
          const order = textOf(directive, 'order');
          if (order !== 'ASC' && order !== 'DESC') continue;
          const known = orders.get(definition.name.value) ?? new Map<string, Direction>();
          orders.set(definition.name.value, known.set(value.name.value, order));
        }
      }
    }
  }
  return { fields, orders };
}

function mergedField(directive: ConstDirectiveNode): MergedField | null {
  const as = mergeRules.find((rule) => rule === textOf(directive, 'as'));
  if (as === undefined) return null;
  const size = argument(directive, 'size');
  const merged = {
    as,
    size: size?.kind === Kind.INT ? Number(size.value) : null,
    by: textOf(directive, 'by'),
    of: textOf(directive, 'of'),
    at: holdingTerritories.find((known) => known === textOf(directive, 'at')) ?? null,
  };
  if (argument(directive, 'at') && merged.at === null) return null;
  if (as === 'place' && merged.by === null) return null;
  if (as === 'page' && merged.size === null) return null;
  if (as === 'holder' && (merged.by === null || merged.of === null)) return null;
  return merged;
}

function textOf(directive: ConstDirectiveNode, name: string): string | null {
  const value = argument(directive, name);
  return value?.kind === Kind.STRING ? value.value : null;
}

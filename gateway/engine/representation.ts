import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import { quote } from './json-text.js';
import { applyRewrites } from './rewrites.js';
import type { SyntheticField } from './planning-supergraph.js';
import type { TypeSystem } from './type-system.js';

export type DataObject = Record<string, unknown>;

/** Writes an entity's representation as JSON; null when the entity has not what the fetch requires. */
export type WriteRepresentation = (entity: DataObject) => string | null;

interface Part {
  readonly read: string;
  readonly write: string;
  readonly below: readonly QueryPlanSelectionNode[] | null;
}

/**
 * Compiles what a fetch requires into a writer, one list of fields for each `__typename` met.
 * @throws nothing: an entity that lacks a required field has no representation.
 */
export function compileRepresentation(
  requires: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[] | undefined,
  types: TypeSystem,
  synthetic: ReadonlyMap<string, SyntheticField>,
): WriteRepresentation {
  const writer = new RepresentationWriter(types, synthetic);
  const write: WriteRepresentation = (entity) => {
    const text = writer.write(entity, requires);
    return text?.includes('"__typename"') ? text : null;
  };
  if (!rewrites?.length) return write;
  return (entity) => {
    const text = write(entity);
    if (text === null) return null;
    const representation = JSON.parse(text) as DataObject;
    applyRewrites(types, rewrites, representation);
    return JSON.stringify(representation);
  };
}

class RepresentationWriter {
  private readonly parts = new Map<
    readonly QueryPlanSelectionNode[],
    Map<string, readonly Part[]>
  >();

  constructor(
    private readonly types: TypeSystem,
    private readonly synthetic: ReadonlyMap<string, SyntheticField>,
  ) {}

  write(source: DataObject, selections: readonly QueryPlanSelectionNode[]): string | null {
    const typename = source['__typename'];
    const parts = this.partsFor(typeof typename === 'string' ? typename : '', selections);
    let text = '';
    for (const { read, write, below } of parts) {
      const value = Object.hasOwn(source, read) ? source[read] : undefined;
      if (value === undefined) return null;
      text += `${text === '' ? '{' : ','}"${write}":${this.value(value, below)}`;
    }
    return text === '' ? null : `${text}}`;
  }

  private value(value: unknown, below: readonly QueryPlanSelectionNode[] | null): string {
    if (value === null) return 'null';
    if (typeof value === 'string') return quote(value);
    if (Array.isArray(value)) {
      return `[${value.map((item: unknown) => this.value(item, below)).join(',')}]`;
    }
    if (typeof value === 'object' && below) return this.write(value as DataObject, below) ?? 'null';
    return JSON.stringify(value);
  }

  private partsFor(
    typename: string,
    selections: readonly QueryPlanSelectionNode[],
  ): readonly Part[] {
    let byType = this.parts.get(selections);
    if (!byType) {
      byType = new Map();
      this.parts.set(selections, byType);
    }
    let parts = byType.get(typename);
    if (!parts) {
      const merged = new Map<string, Part>();
      this.collect(typename, selections, merged);
      parts = [...merged.values()];
      if (byType.size < 1_000) byType.set(typename, parts);
    }
    return parts;
  }

  private collect(
    typename: string,
    selections: readonly QueryPlanSelectionNode[],
    into: Map<string, Part>,
  ): void {
    for (const node of selections) {
      if (node.kind === 'InlineFragment') {
        const condition = node.typeCondition;
        if (
          condition === undefined ||
          (typename !== '' && this.types.matches(typename, condition))
        ) {
          this.collect(typename, node.selections, into);
        }
        continue;
      }
      const read = node.alias ?? node.name;
      const write = this.synthetic.get(read)?.field ?? read;
      const known = into.get(write);
      const below = node.selections ?? null;
      into.set(write, {
        read,
        write,
        below: known?.below && below ? [...known.below, ...below] : below,
      });
    }
  }
}

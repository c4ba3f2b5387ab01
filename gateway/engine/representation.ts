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
  const write: WriteRepresentation = (entity) => writer.entity(entity, requires);
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
  private readonly known = new Map<
    readonly QueryPlanSelectionNode[],
    Map<string, readonly Part[]>
  >();

  constructor(
    private readonly types: TypeSystem,
    private readonly synthetic: ReadonlyMap<string, SyntheticField>,
  ) {}

  /** Null without a type name: no subgraph would know what it is. */
  entity(source: DataObject, selections: readonly QueryPlanSelectionNode[]): string | null {
    const parts = this.partsFor(source, selections);
    return parts.some(({ write }) => write === '__typename') ? this.parts(source, parts) : null;
  }

  private write(source: DataObject, selections: readonly QueryPlanSelectionNode[]): string | null {
    return this.parts(source, this.partsFor(source, selections));
  }

  private parts(source: DataObject, parts: readonly Part[]): string | null {
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
    source: DataObject,
    selections: readonly QueryPlanSelectionNode[],
  ): readonly Part[] {
    const given = source['__typename'];
    const typename = typeof given === 'string' ? given : '';
    let byType = this.known.get(selections);
    if (!byType) {
      byType = new Map();
      this.known.set(selections, byType);
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

import {
  Kind,
  parse,
  visit,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import type { RuleFault } from './access-rules.js';
import { argument, composedDirectives, linkedDirectives } from './linked-directives.js';
import { readMerging, type MergedField, type Merging } from './merging.js';

interface NamedDocument {
  readonly name: string;
  readonly document: DocumentNode;
}

const rulesOf = {
  Query: ['page', 'one', 'any', 'sum'],
  Mutation: ['holder', 'own', 'place'],
  entity: ['page', 'any', 'sum', 'own'],
} as const;

/**
 * Why several operators could not answer for a subgraph that says how their answers are merged: a
 * root field, or a field of an entity that all of them have, without a meaning or with one that its
 * type does not allow. A subgraph says it, or does not, as a whole.
 */
export function lintMerging(
  subgraphs: readonly NamedDocument[],
  supergraph: DocumentNode | null,
): readonly RuleFault[] {
  const composed = supergraph && readMerging(supergraph);
  return subgraphs.flatMap(({ name, document }) =>
    isMerged(document)
      ? new MergingLint(name, document, composed)
          .faults()
          .map((fault) => ({ ...fault, message: `[${name}] ${fault.message}` }))
      : [],
  );
}

/** Whether a subgraph says how the answers of several operators are merged. */
function isMerged(document: DocumentNode): boolean {
  if ([...linkedDirectives(document).values()].includes('merged')) return true;
  let written = false;
  visit(document, {
    Directive: ({ name }) => {
      written ||= name.value.endsWith('merged');
    },
  });
  return written;
}

class MergingLint {
  private readonly found: RuleFault[] = [];
  private readonly merging: Merging;
  private readonly own: ReadonlyMap<string, MergedField>;
  private readonly types: ReadonlyMap<string, ObjectTypeDefinitionNode>;
  private readonly enums: ReadonlyMap<string, EnumTypeDefinitionNode>;

  constructor(
    private readonly name: string,
    private readonly document: DocumentNode,
    private readonly composed: Merging | null,
  ) {
    this.merging = readMerging(document);
    this.own = this.merging.fields.get(name) ?? new Map<string, MergedField>();
    const { definitions } = document;
    this.types = new Map(
      definitions.flatMap((node) =>
        node.kind === Kind.OBJECT_TYPE_DEFINITION ? [[node.name.value, node] as const] : [],
      ),
    );
    this.enums = new Map(
      definitions.flatMap((node) =>
        node.kind === Kind.ENUM_TYPE_DEFINITION ? [[node.name.value, node] as const] : [],
      ),
    );
  }

  faults(): readonly RuleFault[] {
    this.requireComposed();
    for (const [name, type] of this.types) {
      if (name === 'Query' || name === 'Mutation') {
        for (const field of type.fields ?? []) this.field(type, field, rulesOf[name]);
      } else this.entity(type);
    }
    return this.found;
  }

  private requireComposed(): void {
    const linked = linkedDirectives(this.document);
    const composed = composedDirectives(this.document);
    for (const directive of ['merged', 'sorted'] as const) {
      const local = [...linked].find(([, known]) => known === directive)?.[0] ?? directive;
      const written = [...linked.values()].includes(directive);
      if (written && composed.has(local)) continue;
      this.fault(
        'RULE_DROPPED',
        `@${local}`,
        `@${local} must be linked from https://passerelle.example/${directive}/v1.0 and named in @composeDirective, or composition drops it`,
      );
    }
  }

  /** An entity is held by one operator, or by all: then each of its fields says how it is merged. */
  private entity(type: ObjectTypeDefinitionNode): void {
    const fields = type.fields ?? [];
    const marked = fields.filter((field) => this.own.has(coordinateOf(type, field)));
    if (marked.length === 0) return;
    const key = soleKey(type);
    if (key === null) {
      this.fault(
        'MERGE_INVALID',
        type.name.value,
        `${type.name.value} has fields that are merged: it needs one resolvable @key of one field`,
      );
    }
    for (const field of fields) {
      if (field.name.value !== key) this.field(type, field, rulesOf.entity);
    }
  }

  private field(
    type: ObjectTypeDefinitionNode,
    field: FieldDefinitionNode,
    allowed: readonly string[],
  ): void {
    const coordinate = coordinateOf(type, field);
    const merged = this.own.get(coordinate);
    if (!merged || !allowed.includes(merged.as)) {
      this.fault(
        'MERGE_UNDECLARED',
        coordinate,
        `${coordinate} does not say how the answers of several operators become one: write @merged(owner: "${this.name}", as: …) with one of ${allowed.join(', ')}`,
      );
      return;
    }
    if (this.composed && !this.composed.fields.get(this.name)?.has(coordinate)) {
      this.fault('RULE_DROPPED', coordinate, `@merged on ${coordinate} is lost in composition`);
    }
    if (merged.as !== 'any' && field.type.kind === Kind.NON_NULL_TYPE) {
      this.invalid(coordinate, 'must be nullable: an operator may not answer');
    }
    if (merged.as === 'page') this.page(coordinate, field);
    if (merged.as === 'one' && isList(field.type)) {
      this.invalid(coordinate, 'is a list, and no object that one operator has');
    }
    if (merged.as === 'sum' && !['Int', 'Float'].includes(namedType(field.type))) {
      this.invalid(coordinate, 'is summed: it must be a number');
    }
    if (merged.as === 'holder') this.holder(coordinate, field, merged);
    if (merged.as === 'place') this.named(coordinate, field, merged, 'commune');
  }

  private page(coordinate: string, { type, arguments: args = [] }: FieldDefinitionNode): void {
    const connection = this.types.get(namedType(type));
    const parts = new Map(connection?.fields?.map((field) => [field.name.value, field]) ?? []);
    const known = ['edges', 'nodes', 'pageInfo', ...totals];
    const other = [...parts.keys()].find((part) => !known.includes(part));
    const edge = this.types.get(typeOf(parts.get('edges')));
    const pageInfo = this.types.get(typeOf(parts.get('pageInfo')));
    const has = (node: ObjectTypeDefinitionNode | undefined, ...names: string[]): boolean =>
      names.every((name) => node?.fields?.some((field) => field.name.value === name) ?? false);
    if (isList(type) || !has(edge, 'cursor') || !has(pageInfo, ...pageParts)) {
      this.invalid(
        coordinate,
        `is a page: its type must be a connection with edges { cursor } and pageInfo { ${pageParts.join(' ')} }`,
      );
    }
    if (other !== undefined) {
      this.invalid(coordinate, `is a page: nobody knows how ${other} is merged`);
    }
    for (const total of totals) {
      if (parts.get(total)?.type.kind === Kind.NON_NULL_TYPE) {
        this.invalid(coordinate, `is a page: its ${total} must be nullable`);
      }
    }
    const orders = args.flatMap((arg) => this.enums.get(namedType(arg.type)) ?? []);
    const [order] = orders;
    const sorted = order && this.merging.orders.get(order.name.value);
    if (orders.length !== 1 || order?.values?.some(({ name }) => !sorted?.has(name.value))) {
      this.invalid(
        coordinate,
        'is a page: it needs one argument whose type is an enum of orders, each value with @sorted(order: "ASC" or "DESC")',
      );
    }
    for (const name of ['first', 'after']) {
      if (!args.some((arg) => arg.name.value === name)) {
        this.invalid(coordinate, `is a page: it needs the argument ${name}`);
      }
    }
  }

  private holder(coordinate: string, field: FieldDefinitionNode, merged: MergedField): void {
    this.named(coordinate, field, merged, 'row');
    const { of } = merged;
    const type = this.types.get(of ?? '');
    if (!type || soleKey(type) === null) {
      this.invalid(coordinate, `names ${of ?? ''}, which has no resolvable @key of one field`);
    }
  }

  private named(
    coordinate: string,
    field: FieldDefinitionNode,
    { by }: MergedField,
    what: string,
  ): void {
    const [argumentName] = by?.split('.') ?? [];
    if (field.arguments?.some(({ name }) => name.value === argumentName)) return;
    this.invalid(coordinate, `has no argument ${by ?? ''} that names the ${what}`);
  }

  private invalid(coordinate: string, what: string): void {
    this.fault('MERGE_INVALID', coordinate, `${coordinate} ${what}`);
  }

  private fault(code: RuleFault['code'], coordinate: string, message: string): void {
    this.found.push({ code, coordinate, message });
  }
}

/** Counts of a page. */
const totals = ['totalCount', 'minimumCount'];
const pageParts = ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'];

function coordinateOf(type: ObjectTypeDefinitionNode, field: FieldDefinitionNode): string {
  return `${type.name.value}.${field.name.value}`;
}

function typeOf(field: FieldDefinitionNode | undefined): string {
  return field ? namedType(field.type) : '';
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));
}

/** The field of the only resolvable `@key`, where there is one such key of one plain field. */
function soleKey({ directives = [] }: ObjectTypeDefinitionNode): string | null {
  const keys = directives.flatMap((directive) => {
    const fields = argument(directive, 'fields');
    const resolvable = argument(directive, 'resolvable');
    if (fields?.kind !== Kind.STRING) return [];
    return resolvable?.kind === Kind.BOOLEAN && !resolvable.value ? [] : [fields.value];
  });
  const [key = ''] = keys;
  return keys.length === 1 && isName(key) ? key : null;
}

function isName(text: string): boolean {
  try {
    const [definition] = parse(`{${text}}`, { noLocation: true }).definitions;
    if (definition?.kind !== Kind.OPERATION_DEFINITION) return false;
    const { selections } = definition.selectionSet;
    const [only] = selections;
    return selections.length === 1 && only?.kind === Kind.FIELD && !only.selectionSet;
  } catch {
    return false;
  }
}

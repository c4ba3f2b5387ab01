import {
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  type ConstDirectiveNode,
  type ConstValueNode,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import type { HoldingTerritory } from '../../schema/contract/territoire.js';
import { defaultPageSize } from './page.js';
import type { DoneBy } from './partition.js';
import type { Subgraph } from './subgraph.js';

interface Written {
  readonly as: 'page' | 'one' | 'any' | DoneBy['as'];
  readonly size?: number;
  readonly by?: string;
  readonly of?: string;
  readonly at?: HoldingTerritory;
}

/**
 * Coordinate → `@merged`, from what a partitioned subgraph declares: its listings are pages, what is
 * found by a key is had by one operator, tables that all of them have alike are answered by any. What
 * follows from no declaration is left out, and refused when the subgraphs are composed.
 */
export function mergeDirectives<S>(
  schema: GraphQLSchema,
  { name: owner, entities, partitioned }: Subgraph<S>,
): ReadonlyMap<string, ConstDirectiveNode> {
  const directives = new Map<string, ConstDirectiveNode>();
  if (partitioned !== true) return directives;
  const known = new Meanings(entities);
  const add = (type: string, field: Field, rule: Written | null): void => {
    if (rule) directives.set(`${type}.${field.name}`, directive(owner, rule));
  };
  for (const field of fieldsOf(schema, 'Query')) add('Query', field, known.ofField(field));
  for (const field of fieldsOf(schema, 'Mutation')) add('Mutation', field, known.ofAct(field));
  for (const type of known.shared) {
    const key = keyOf(schema, type);
    for (const field of fieldsOf(schema, type)) {
      if (field.name !== key) add(type, field, ofShared(known, field));
    }
  }
  return directives;
}

/** Of an entity that every operator has alike. */
function ofShared(known: Meanings, field: Field): Written {
  const { knownByOwn } = field.extensions as { readonly knownByOwn?: boolean };
  return knownByOwn === true ? { as: 'own' } : (known.ofField(field) ?? { as: 'any' });
}

type Field = GraphQLField<unknown, unknown>;

/** What follows from the declarations of the entities. */
class Meanings {
  /** Entities that every operator has alike, and that others refer to. */
  readonly shared: ReadonlySet<string>;
  private readonly pages: ReadonlySet<string>;
  private readonly alike: ReadonlySet<string>;
  private readonly held: ReadonlySet<string>;
  /** Type, or connection of it → which operators can have its rows. */
  private readonly at: ReadonlyMap<string, HoldingTerritory>;

  constructor(entities: Subgraph<never>['entities']) {
    const every = entities.filter(({ alike }) => alike);
    const parted = entities.filter(({ alike }) => !alike);
    this.shared = new Set(every.filter(({ reference }) => reference).map(nameOf));
    this.alike = new Set(every.flatMap((entity) => [nameOf(entity), ...connectionOf(entity)]));
    this.pages = new Set(parted.flatMap(connectionOf));
    this.held = new Set(parted.filter(({ reference }) => reference).map(nameOf));
    this.at = new Map(
      parted.flatMap((entity) => {
        const { at } = entity;
        return at === null
          ? []
          : [nameOf(entity), ...connectionOf(entity)].map((name) => [name, at] as const);
      }),
    );
  }

  ofField(field: Field): Written | null {
    const returned = getNamedType(field.type).name;
    if (this.pages.has(returned))
      return this.placed(returned, { as: 'page', size: defaultPageSize });
    if (this.alike.has(returned)) return { as: 'any' };
    return this.held.has(returned) && !isListType(getNullableType(field.type))
      ? this.placed(returned, { as: 'one' })
      : null;
  }

  /** An act on the row that its `id` names is done by who holds it: the outcome holds that row. */
  ofAct(field: Field): Written | null {
    const declared = (field.extensions as { readonly doneBy?: DoneBy }).doneBy;
    const row = this.rowOf(field);
    if (declared) {
      const acted = declared.as === 'holder' ? declared.of : row;
      return declared.as === 'own' || acted === null ? declared : this.placed(acted, declared);
    }
    return row !== null && field.args.some((arg) => arg.name === 'id')
      ? this.placed(row, { as: 'holder', by: 'id', of: row })
      : null;
  }

  /** The one row that an outcome holds. */
  private rowOf(field: Field): string | null {
    const outcome = getNamedType(field.type);
    if (!isObjectType(outcome)) return null;
    const rows = Object.values(outcome.getFields())
      .map(({ type }) => getNamedType(type).name)
      .filter((name) => this.held.has(name));
    const [row = null] = rows;
    return rows.length === 1 ? row : null;
  }

  private placed(type: string, rule: Written): Written {
    const at = this.at.get(type);
    return at === undefined ? rule : { ...rule, at };
  }
}

type Declaration = Subgraph<never>['entities'][number];

function nameOf({ type }: Pick<Declaration, 'type'>): string {
  return type.name;
}

function connectionOf({ type, list }: Pick<Declaration, 'type' | 'list'>): string[] {
  return list ? [`${type.name}Connection`] : [];
}

function fieldsOf(schema: GraphQLSchema, name: string): readonly Field[] {
  const type = schema.getType(name);
  return isObjectType(type) ? Object.values(type.getFields()) : [];
}

/** The first field that its `@key` names. */
function keyOf(schema: GraphQLSchema, name: string): string | null {
  const key = schema.getType(name)?.astNode?.directives?.find((node) => node.name.value === 'key');
  const value = key?.arguments?.find((node) => node.name.value === 'fields')?.value;
  return value?.kind === Kind.STRING ? value.value : null;
}

function directive(owner: string, { as, size, by, of, at }: Written): ConstDirectiveNode {
  const args: [string, ConstValueNode][] = [
    ['owner', text(owner)],
    ['as', text(as)],
  ];
  if (size !== undefined) args.push(['size', { kind: Kind.INT, value: String(size) }]);
  if (by !== undefined) args.push(['by', text(by)]);
  if (of !== undefined) args.push(['of', text(of)]);
  if (at !== undefined) args.push(['at', text(at)]);
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'merged' },
    arguments: args.map(([name, value]) => ({
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: name },
      value,
    })),
  };
}

function text(value: string): ConstValueNode {
  return { kind: Kind.STRING, value };
}

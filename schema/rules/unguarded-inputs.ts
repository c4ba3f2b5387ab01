import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLInputType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { RuleFault } from './access-rules.js';
import type { CoordinateNeeds } from './coordinate-need.js';
import { allOf, implies, type Formula } from './formula.js';
import { readsByName } from './input-names.js';

type FieldedType = GraphQLObjectType | GraphQLInterfaceType;

/**
 * Inputs that filter or sort by a field which the callers of the query need not be allowed to read,
 * without `@readsField`. What an input reads can only be told from its name: see
 * docs/decisions on input guards for what this finds and what it cannot.
 */
export function unguardedInputs(
  schema: GraphQLSchema,
  needs: CoordinateNeeds,
): readonly RuleFault[] {
  const search = new GuardSearch(needs);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    // A mutation's input is written, not compared with.
    if (type.name.startsWith('__') || type === schema.getMutationType()) continue;
    for (const field of Object.values(type.getFields())) {
      const rows = rowTypes(getNamedType(field.type));
      const held = needs.ofField(type, field.name);
      for (const argument of field.args) {
        const coordinate = `${type.name}.${field.name}(${argument.name}:)`;
        search.element(coordinate, argument.name, argument.type, rows, held);
      }
    }
  }
  return search.faults();
}

/** The types whose fields a call may compare with: what it returns, and the rows of a connection. */
function rowTypes(type: GraphQLNamedType): readonly FieldedType[] {
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const fields = type.getFields();
  const rows = [type];
  const edge = fields.edges && getNamedType(fields.edges.type);
  const viaEdge = isObjectType(edge) ? edge.getFields().node : undefined;
  for (const field of [fields.nodes, viaEdge]) {
    const row = field && getNamedType(field.type);
    if ((isObjectType(row) || isInterfaceType(row)) && !rows.includes(row)) rows.push(row);
  }
  return rows;
}

class GuardSearch {
  private readonly found = new Map<string, RuleFault>();
  private readonly visited = new Set<string>();

  constructor(private readonly needs: CoordinateNeeds) {}

  faults(): readonly RuleFault[] {
    return [...this.found.values()];
  }

  /** @param held what whoever uses the element already had to hold. */
  element(
    coordinate: string,
    name: string,
    type: GraphQLInputType | null,
    rows: readonly FieldedType[],
    held: Formula,
  ): void {
    const reads = this.needs.rules.reads.get(coordinate) ?? [];
    const heldHere = allOf([held, ...reads.map((read) => this.needs.ofCoordinate(read))]);
    const isRead = readsByName(name);
    const read = rows.flatMap((row) =>
      Object.values(row.getFields())
        .filter((field) => isRead(field.name))
        .map((field) => ({ row, field })),
    );
    for (const { row, field } of read) {
      if (!implies(heldHere, this.needs.ofField(row, field.name))) {
        this.report(coordinate, `${row.name}.${field.name}`);
      }
    }
    if (!type) return;
    // `{ victime: { nom: … } }` compares with the fields of what `victime` returns.
    const deeper = read.flatMap(({ field }) => rowTypes(getNamedType(field.type)));
    this.inside(getNamedType(type), [...new Set([...rows, ...deeper])], heldHere);
  }

  private inside(type: GraphQLNamedType, rows: readonly FieldedType[], held: Formula): void {
    const key = [type.name, ...rows.map((row) => row.name), held.key].join(' ');
    if (this.visited.has(key)) return;
    this.visited.add(key);
    if (isEnumType(type)) {
      for (const { name } of type.getValues()) {
        this.element(`${type.name}.${name}`, name, null, rows, held);
      }
    }
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        this.element(`${type.name}.${field.name}`, field.name, field.type, rows, held);
      }
    }
  }

  private report(coordinate: string, read: string): void {
    if (this.found.has(coordinate)) return;
    this.found.set(coordinate, {
      code: 'INPUT_UNGUARDED',
      coordinate,
      message: `${coordinate} compares with ${read}, which its callers may not all read: write @readsField(coordinate: "${read}")`,
    });
  }
}

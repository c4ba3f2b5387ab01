import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type ValueNode,
} from 'graphql';
import type { CoordinateNeeds } from './coordinate-need.js';
import { allOf, always, type Formula } from './formula.js';

/** Where a variable stands below an argument whose value may read protected fields. */
export interface VariableUse {
  readonly variable: string;
  readonly type: GraphQLInputType;
  /** What the position demands once something stands in it. */
  readonly need: Formula;
  /** The fields that the position reads once something stands in it. */
  readonly reads: readonly string[];
  /** What the schema puts there when the variable is absent; undefined: nothing. */
  readonly fallback: unknown;
}

/** What inputs read (`@readsField`), and so demand, wherever a value stands. */
export class InputReads {
  private readonly reaching = new Map<string, boolean>();

  constructor(private readonly needs: CoordinateNeeds) {}

  /** What using the input element demands by itself, whatever its value. */
  ofCoordinate(coordinate: string): Formula {
    const reads = this.needs.rules.reads.get(coordinate);
    return reads ? allOf(reads.map((read) => this.needs.ofCoordinate(read))) : always;
  }

  /** What a call of a field demands through its arguments, variables apart. */
  ofArguments(
    field: string,
    args: readonly GraphQLArgument[],
    given: ReadonlyMap<string, ValueNode>,
  ): { need: Formula; reads: readonly string[]; uses: readonly VariableUse[] } {
    const used: string[] = [];
    const uses: VariableUse[] = [];
    for (const argument of args) {
      const coordinate = `${field}(${argument.name}:)`;
      this.position(coordinate, argument, given.get(argument.name), used, uses);
    }
    return { need: this.needOf(used), reads: this.readsOf(used), uses };
  }

  /** What a JSON value of this type demands: a variable's value, or a default of the schema. */
  ofValue(type: GraphQLInputType, value: unknown): Formula {
    const used: string[] = [];
    this.value(type, value, used);
    return this.needOf(used);
  }

  /** The fields that a JSON value of this type reads. */
  readsOfValue(type: GraphQLInputType, value: unknown): readonly string[] {
    const used: string[] = [];
    this.value(type, value, used);
    return this.readsOf(used);
  }

  /** What a literal without variables demands: the default of a variable. */
  ofLiteral(type: GraphQLInputType, literal: ValueNode): Formula {
    const used: string[] = [];
    this.literal(type, literal, used, []);
    return this.needOf(used);
  }

  /** What input elements demand together. */
  private needOf(used: readonly string[]): Formula {
    return allOf(used.map((coordinate) => this.ofCoordinate(coordinate)));
  }

  private readsOf(used: readonly string[]): readonly string[] {
    return used.flatMap((coordinate) => this.needs.rules.reads.get(coordinate) ?? []);
  }

  private position(
    coordinate: string,
    input: GraphQLArgument | GraphQLInputField,
    given: ValueNode | undefined,
    used: string[],
    uses: VariableUse[],
  ): void {
    const need = this.ofCoordinate(coordinate);
    if (need === always && !this.reachesGuard(input.type)) return;
    if (given?.kind === Kind.VARIABLE) {
      const fallback: unknown = input.defaultValue;
      const reads = this.readsOf([coordinate]);
      uses.push({ variable: given.name.value, type: input.type, need, reads, fallback });
    } else if (given) {
      used.push(coordinate);
      this.literal(input.type, given, used, uses);
    } else if (input.defaultValue !== undefined) {
      // Nothing is written, but the schema fills the place in: the answer reveals as much.
      used.push(coordinate);
      this.value(input.type, input.defaultValue, used);
    }
  }

  private literal(
    type: GraphQLInputType,
    literal: ValueNode,
    used: string[],
    uses: VariableUse[],
  ): void {
    if (isNonNullType(type)) {
      this.literal(type.ofType, literal, used, uses);
      return;
    }
    if (literal.kind === Kind.VARIABLE) {
      uses.push({
        variable: literal.name.value,
        type,
        need: always,
        reads: [],
        fallback: undefined,
      });
      return;
    }
    if (isListType(type)) {
      const items = literal.kind === Kind.LIST ? literal.values : [literal];
      for (const item of items) this.literal(type.ofType, item, used, uses);
      return;
    }
    if (isEnumType(type) && literal.kind === Kind.ENUM) {
      used.push(`${type.name}.${literal.value}`);
    }
    if (isInputObjectType(type) && literal.kind === Kind.OBJECT) {
      const given = new Map(literal.fields.map((field) => [field.name.value, field.value]));
      for (const field of this.guardedFields(type)) {
        const coordinate = `${type.name}.${field.name}`;
        this.position(coordinate, field, given.get(field.name), used, uses);
      }
    }
  }

  private value(type: GraphQLInputType, value: unknown, used: string[]): void {
    if (isNonNullType(type)) {
      this.value(type.ofType, value, used);
      return;
    }
    if (value === null || value === undefined) return;
    if (isListType(type)) {
      if (!this.reachesGuard(type)) return;
      for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
        this.value(type.ofType, item, used);
      }
      return;
    }
    if (isEnumType(type) && typeof value === 'string') {
      used.push(`${type.name}.${value}`);
    }
    if (isInputObjectType(type) && typeof value === 'object') {
      for (const field of this.guardedFields(type)) {
        const own = Object.hasOwn(value, field.name)
          ? (value as Record<string, unknown>)[field.name]
          : undefined;
        const present = own === undefined ? field.defaultValue : own;
        // An explicit null is a use too: it selects the rows where the field has no value.
        if (present === undefined) continue;
        used.push(`${type.name}.${field.name}`);
        this.value(field.type, present, used);
      }
    }
  }

  /** The fields of an input object whose use may demand something. */
  private guardedFields(type: GraphQLInputObjectType): readonly GraphQLInputField[] {
    return Object.values(type.getFields()).filter(
      (field) =>
        this.needs.rules.reads.has(`${type.name}.${field.name}`) || this.reachesGuard(field.type),
    );
  }

  /** Whether a value of this type can contain anything guarded. Types may be recursive. */
  reachesGuard(type: GraphQLInputType): boolean {
    return this.typeReaches(getNamedType(type), new Set());
  }

  private typeReaches(type: GraphQLNamedInputType, visiting: Set<string>): boolean {
    const known = this.reaching.get(type.name);
    if (known !== undefined) return known;
    if (visiting.has(type.name)) return false;
    visiting.add(type.name);
    const { reads } = this.needs.rules;
    const reaches = isEnumType(type)
      ? type.getValues().some(({ name }) => reads.has(`${type.name}.${name}`))
      : isInputObjectType(type) &&
        Object.values(type.getFields()).some(
          (field) =>
            reads.has(`${type.name}.${field.name}`) ||
            this.typeReaches(getNamedType(field.type), visiting),
        );
    // A "no" found inside a cycle may only mean "not on this way round": keep it for whole walks.
    if (reaches || visiting.values().next().value === type.name) {
      this.reaching.set(type.name, reaches);
    }
    return reaches;
  }
}

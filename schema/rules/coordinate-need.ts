import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { AccessRules } from './access-rules.js';
import { allOf, always, anyOf, formulaOf, never, type Formula } from './formula.js';

/**
 * How abstract types are judged. `strict`: an interface demands what every implementer does.
 * `precise`: only the types that can occur where the selection stands count.
 */
export type AbstractTypes = 'strict' | 'precise';

/**
 * What a caller must hold to select something: the one implementation behind decisions,
 * introspection, `schema matrix`, `diff` and `print`. `schema` is the API schema.
 */
export class CoordinateNeeds {
  private readonly known = new Map<string, Formula>();

  constructor(
    readonly schema: GraphQLSchema,
    readonly rules: AccessRules,
    readonly abstractTypes: AbstractTypes = 'strict',
  ) {}

  /**
   * To select anything of this type, or to write it as a type condition: its rule, or those of every
   * implementer (interfaces; `strict`), or one of them (`precise`). Unions demand nothing: each
   * member is judged in its fragment.
   */
  ofType(type: GraphQLNamedType): Formula {
    return this.remember(type.name, () => {
      if (isUnionType(type)) return always;
      if (!isInterfaceType(type)) return formulaOf(this.rules.types.get(type.name));
      const implementers = this.possibleTypes(type);
      if (implementers.length === 0) return always;
      const needs = implementers.map((implementer) => this.ofType(implementer));
      return this.abstractTypes === 'strict' ? allOf(needs) : anyOf(needs);
    });
  }

  /**
   * To select `parent.field`: rule(P) ∧ rule(P.f) ∧ rule(named type). On an interface, those of every
   * implementer among `possible`, by default all of them.
   */
  ofField(
    parent: GraphQLCompositeType,
    field: string,
    possible: readonly GraphQLObjectType[] = this.possibleTypes(parent),
  ): Formula {
    if (isUnionType(parent)) return always;
    const definition = own(parent.getFields(), field);
    if (!definition) return never;
    const key = `${parent.name}.${field}|${possible.map(({ name }) => name).join(' ')}`;
    return this.remember(key, () => {
      const judged = isObjectType(parent) ? [parent] : possible;
      return allOf([
        this.ofType(getNamedType(definition.type)),
        ...judged.flatMap(({ name }) => [
          formulaOf(this.rules.types.get(name)),
          formulaOf(this.rules.fields.get(`${name}.${field}`)),
        ]),
      ]);
    });
  }

  /** To read `Type.field` written as text. A field that the API does not show: nobody. */
  ofCoordinate(coordinate: string): Formula {
    const [typeName = '', field = ''] = coordinate.split('.');
    const type = this.schema.getType(typeName);
    return isObjectType(type) || isInterfaceType(type) ? this.ofField(type, field) : never;
  }

  /** The object types that a value of this type can have at run time. */
  possibleTypes(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isObjectType(type) ? [type] : this.schema.getPossibleTypes(type);
  }

  private remember(key: string, compute: () => Formula): Formula {
    const known = this.known.get(key);
    if (known) return known;
    const formula = compute();
    this.known.set(key, formula);
    return formula;
  }
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

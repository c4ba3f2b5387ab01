import { isAbstractType, isObjectType, isInterfaceType, type GraphQLSchema } from 'graphql';

/** Answers "is a value of this type one of that type?" by name, each pair computed once. */
export class TypeSystem {
  private readonly subtypes = new Map<string, ReadonlySet<string>>();

  constructor(readonly schema: GraphQLSchema) {}

  /** Whether the name is that of an interface or a union: what a value can be, not what it is. */
  isAbstract(name: string): boolean {
    return isAbstractType(this.schema.getType(name));
  }

  /** Whether `condition` holds for a value whose `__typename` is `name`. */
  matches(name: string, condition: string): boolean {
    return name === condition || this.supertypesOf(name).has(condition);
  }

  /** Interfaces and unions that the named type belongs to. */
  supertypesOf(name: string): ReadonlySet<string> {
    let known = this.subtypes.get(name);
    if (!known) {
      const type = this.schema.getType(name);
      known = new Set(
        isObjectType(type) || isInterfaceType(type)
          ? Object.values(this.schema.getTypeMap())
              .filter((other) => isAbstractType(other) && this.schema.isSubType(other, type))
              .map((other) => other.name)
          : [],
      );
      // A __typename comes from outside: names that no schema knows must not fill the memory.
      if (type) this.subtypes.set(name, known);
    }
    return known;
  }
}

import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Rights } from '../rules/access-rules.js';
import { holds, type Formula } from '../rules/formula.js';
import type { AccessModel } from '../rules/access-model.js';

/** Which elements of a schema one caller may use, and can reach from a root field. */
export class Visibility {
  /** Types that the caller may use at all; narrowed until nothing refers to what is gone. */
  private readonly usable = new Set<string>();
  private readonly reached = new Set<string>();
  private readonly held = new Map<string, boolean>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly model: AccessModel,
    private readonly rights: Rights,
  ) {
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isIntrospectionType(type) && this.holds(model.needs.ofType(type))) {
        this.usable.add(type.name);
      }
    }
    this.narrow();
    this.reach();
  }

  shows(type: string): boolean {
    // The query type is always there: introspection cannot be answered without one.
    return this.reached.has(type) || type === this.schema.getQueryType()?.name;
  }

  showsField(type: string, field: string): boolean {
    const parent = this.schema.getType(type);
    if (!isObjectType(parent) && !isInterfaceType(parent)) return false;
    const definition = parent.getFields()[field];
    return definition !== undefined && this.selectable(parent, definition);
  }

  showsInterface(type: string, name: string): boolean {
    const object = this.schema.getType(type);
    const implemented = this.schema.getType(name);
    if (!isInterfaceType(implemented) || !this.shows(name)) return false;
    // An interface whose visible fields the type does not all show would make the schema invalid.
    return (
      (isObjectType(object) || isInterfaceType(object)) &&
      Object.keys(implemented.getFields()).every(
        (field) => !this.showsField(name, field) || this.showsField(type, field),
      )
    );
  }

  showsArgument(type: string, field: string, argument: string): boolean {
    const parent = this.schema.getType(type);
    if (!isObjectType(parent) && !isInterfaceType(parent)) return false;
    const found = parent.getFields()[field]?.args.find(({ name }) => name === argument);
    return (
      found !== undefined &&
      this.allows(`${type}.${field}(${argument}:)`) &&
      this.accepts(found.type)
    );
  }

  showsInputField(type: string, field: string): boolean {
    const input = this.schema.getType(type);
    const found = isInputObjectType(input) ? input.getFields()[field] : undefined;
    return found !== undefined && this.allows(`${type}.${field}`) && this.accepts(found.type);
  }

  /** Whether the caller may read what an input element reads (`@readsField`). */
  allows(coordinate: string): boolean {
    return this.holds(this.model.inputReads.ofCoordinate(coordinate));
  }

  /** Takes types away until every type that is left has something usable in it. */
  private narrow(): void {
    let before: number;
    do {
      before = this.usable.size;
      for (const name of this.usable) {
        const type = this.schema.getType(name);
        if (type && !this.hasContent(type)) this.usable.delete(name);
      }
    } while (this.usable.size < before);
  }

  private hasContent(type: GraphQLNamedType): boolean {
    if (isObjectType(type) || isInterfaceType(type)) {
      return Object.values(type.getFields()).some((field) => this.selectable(type, field));
    }
    if (isUnionType(type)) return type.getTypes().some(({ name }) => this.usable.has(name));
    if (isEnumType(type)) {
      return type.getValues().some(({ name }) => this.allows(`${type.name}.${name}`));
    }
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      const shown = fields.filter(({ name }) => this.showsInputField(type.name, name));
      return shown.length > 0 && fields.every((f) => !isRequiredInputField(f) || shown.includes(f));
    }
    return true;
  }

  private selectable(
    parent: GraphQLObjectType | GraphQLInterfaceType,
    field: GraphQLField<unknown, unknown>,
  ): boolean {
    return (
      this.usable.has(getNamedType(field.type).name) &&
      this.holds(this.model.needs.ofField(parent, field.name)) &&
      field.args.every(
        (argument) =>
          !isRequiredArgument(argument) ||
          this.showsArgument(parent.name, field.name, argument.name),
      )
    );
  }

  private accepts(type: GraphQLInputType): boolean {
    return this.usable.has(getNamedType(type).name);
  }

  /** Marks what can be reached from the root types through what the caller may use. */
  private reach(): void {
    const pending: GraphQLNamedType[] = [
      this.schema.getQueryType(),
      this.schema.getMutationType(),
      this.schema.getSubscriptionType(),
    ].filter((type) => type != null);
    for (const directive of this.schema.getDirectives()) {
      pending.push(...directive.args.map((argument) => getNamedType(argument.type)));
    }
    for (let type = pending.pop(); type; type = pending.pop()) {
      if (this.reached.has(type.name) || !this.usable.has(type.name)) continue;
      this.reached.add(type.name);
      pending.push(...this.neighbours(type));
    }
  }

  private neighbours(type: GraphQLNamedType): readonly GraphQLNamedType[] {
    if (isUnionType(type)) return type.getTypes();
    if (isInputObjectType(type)) {
      return Object.values(type.getFields())
        .filter(({ name }) => this.showsInputField(type.name, name))
        .map((field) => getNamedType(field.type));
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const fields = Object.values(type.getFields()).filter((field) => this.selectable(type, field));
    return [
      // A readable interface is selectable as a type condition, wherever the type stands.
      ...type.getInterfaces(),
      ...(isInterfaceType(type) ? this.schema.getImplementations(type).objects : []),
      ...(isInterfaceType(type) ? this.schema.getImplementations(type).interfaces : []),
      ...fields.map((field) => getNamedType(field.type)),
      ...fields.flatMap((field) =>
        field.args
          .filter(({ name }) => this.showsArgument(type.name, field.name, name))
          .map((argument) => getNamedType(argument.type)),
      ),
    ];
  }

  private holds(formula: Formula): boolean {
    const known = this.held.get(formula.key);
    if (known !== undefined) return known;
    const held = holds(formula, this.rights);
    this.held.set(formula.key, held);
    return held;
  }
}

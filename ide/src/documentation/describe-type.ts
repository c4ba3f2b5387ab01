import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  specifiedScalarTypes,
  type GraphQLNamedType,
} from 'graphql';
import { inFrenchType } from '../page/typography.js';

/** A type as it is written in the schema, `[Incident!]!`, and where its name leads. */
export interface TypeText {
  readonly before: string;
  readonly name: string;
  readonly after: string;
  /** Of GraphQL itself: nothing more to read. */
  readonly isBuiltIn: boolean;
}

export interface ArgumentLine {
  readonly name: string;
  readonly type: TypeText;
  readonly description: string;
}

/** A field, an input field or (without type) a value of an enumeration. */
export interface FieldLine {
  readonly name: string;
  readonly type: TypeText | null;
  readonly args: readonly ArgumentLine[];
  readonly description: string;
  readonly deprecationReason: string;
}

export function describeType(type: GraphQLNamedType): readonly FieldLine[] {
  if (isEnumType(type)) {
    return type.getValues().map(({ name, description, deprecationReason }) => ({
      name,
      type: null,
      args: [],
      description: inFrenchType(description ?? ''),
      deprecationReason: inFrenchType(deprecationReason ?? ''),
    }));
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    return Object.values(type.getFields()).map((field) => ({
      name: field.name,
      type: typeText(String(field.type)),
      args: field.args.map((arg) => ({
        name: arg.name,
        type: typeText(String(arg.type)),
        description: inFrenchType(arg.description ?? ''),
      })),
      description: inFrenchType(field.description ?? ''),
      deprecationReason: inFrenchType(field.deprecationReason ?? ''),
    }));
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => ({
      name: field.name,
      type: typeText(String(field.type)),
      args: [],
      description: inFrenchType(field.description ?? ''),
      deprecationReason: inFrenchType(field.deprecationReason ?? ''),
    }));
  }
  return [];
}

const builtIn = new Set(specifiedScalarTypes.map(({ name }) => name));

function typeText(written: string): TypeText {
  const [, before = '', name = '', after = ''] = /^(\[*)(\w+)(.*)$/.exec(written) ?? [];
  return { before, name, after, isBuiltIn: builtIn.has(name) };
}

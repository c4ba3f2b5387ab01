import {
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  type TypeNode,
} from 'graphql';
import type { AccessRules, RuleFault } from './access-rules.js';
import { argument, linkedDirectives } from './linked-directives.js';
import { rowRuledTypes } from './row-ruled.js';

/** In seconds. */
const longestAge = 3_600;

/**
 * For how many seconds the gateway may keep the value of a field (`@cacheControl(maxAge:)`), by
 * coordinate.
 * INVARIANT: only of what every signatory reads alike. A field for which somebody needs a scope, of a
 * type or with a value for which somebody does, or of a type whose rows have rules, is none of them,
 * whatever its directive says. Nor is one that several subgraphs serve: one speaks for itself alone.
 */
export function cacheableFields(
  supergraph: DocumentNode,
  rules: AccessRules,
): ReadonlyMap<string, number> {
  const ruled = rowRuledTypes(supergraph);
  const ages = new Map<string, number>();
  for (const said of saidOfFields(supergraph)) {
    if (said.age === null || isProtected(said, rules, ruled) || said.servedBy !== 1) continue;
    ages.set(said.coordinate, said.age);
  }
  return ages;
}

/** What is said of fields of which nothing may be kept, or not so. */
export function lintCacheControl(
  supergraph: DocumentNode,
  schema: GraphQLSchema,
  rules: AccessRules,
): readonly RuleFault[] {
  const ruled = rowRuledTypes(supergraph);
  return saidOfFields(supergraph).flatMap((said): RuleFault[] => {
    const { coordinate, age, servedBy } = said;
    if (isProtected(said, rules, ruled)) {
      return [
        {
          code: 'CACHE_CONTROL_PROTECTED',
          coordinate,
          message: `@cacheControl on ${coordinate}: not every signatory reads it, so that nothing of it is ever kept. Take the directive away`,
        },
      ];
    }
    if (age !== null && servedBy === 1 && isPlainLeaf(schema, coordinate)) return [];
    return [
      {
        code: 'CACHE_CONTROL_INVALID',
        coordinate,
        message: `@cacheControl on ${coordinate}: maxAge goes from 1 to ${longestAge} seconds, on a field that one subgraph serves, without arguments, whose value is no object and no list`,
      },
    ];
  });
}

function isProtected(
  { type, coordinate, valueType }: SaidOfField,
  rules: AccessRules,
  ruled: ReadonlyMap<string, unknown>,
): boolean {
  if (ruled.has(type)) return true;
  const { types, fields } = rules;
  return [types.get(type), fields.get(coordinate), types.get(valueType)].some(
    (rule) => rule !== undefined && (rule.scopes !== null || rule.policies !== null),
  );
}

function isPlainLeaf(schema: GraphQLSchema, coordinate: string): boolean {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!field || field.args.length > 0 || isListType(getNullableType(field.type))) return false;
  return isLeafType(getNamedType(field.type));
}

/** What the directive says of one field. */
interface SaidOfField {
  readonly type: string;
  readonly coordinate: string;
  readonly valueType: string;
  /** The least that is said, in seconds; null: nothing that holds. */
  readonly age: number | null;
  /** By how many subgraphs it is resolved. */
  readonly servedBy: number;
}

function saidOfFields(supergraph: DocumentNode): readonly SaidOfField[] {
  const linked = linkedDirectives(supergraph);
  return supergraph.definitions.flatMap((definition) => {
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.OBJECT_TYPE_EXTENSION
    ) {
      return [];
    }
    const type = definition.name.value;
    const holders = named(definition.directives, 'join__type').length;
    return (definition.fields ?? []).flatMap((field): SaidOfField[] => {
      const ages = (field.directives ?? [])
        .filter(({ name }) => linked.get(name.value) === 'cacheControl')
        .map(ageOf);
      if (ages.length === 0) return [];
      const joins = named(field.directives, 'join__field');
      const known = ages.filter((age) => age !== null);
      return [
        {
          type,
          coordinate: `${type}.${field.name.value}`,
          valueType: namedTypeOf(field.type),
          age: known.length === ages.length ? Math.min(...known) : null,
          // Without a word about the field, every subgraph that has the type has it.
          servedBy: joins.length === 0 ? holders : joins.filter(isServed).length,
        },
      ];
    });
  });
}

function named(
  directives: readonly ConstDirectiveNode[] | undefined,
  name: string,
): readonly ConstDirectiveNode[] {
  return (directives ?? []).filter((directive) => directive.name.value === name);
}

function isServed(join: ConstDirectiveNode): boolean {
  const external = argument(join, 'external');
  return !(external?.kind === Kind.BOOLEAN && external.value);
}

function namedTypeOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type);
}

/** null: none that may be. */
function ageOf(directive: ConstDirectiveNode): number | null {
  const written = argument(directive, 'maxAge');
  const age = written?.kind === Kind.INT ? Number(written.value) : 0;
  return age > 0 && age <= longestAge ? age : null;
}

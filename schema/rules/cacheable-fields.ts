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
 * type for which somebody does or whose rows have rules, is none of them, whatever its directive says.
 */
export function cacheableFields(
  supergraph: DocumentNode,
  rules: AccessRules,
): ReadonlyMap<string, number> {
  const ruled = rowRuledTypes(supergraph);
  return new Map(
    [...writtenAges(supergraph)].filter(
      ([coordinate, age]) =>
        age !== null && age > 0 && age <= longestAge && !isProtected(coordinate, rules, ruled),
    ) as [string, number][],
  );
}

/** What is said of fields of which nothing may be kept, or not so. */
export function lintCacheControl(
  supergraph: DocumentNode,
  schema: GraphQLSchema,
  rules: AccessRules,
): readonly RuleFault[] {
  const ruled = rowRuledTypes(supergraph);
  return [...writtenAges(supergraph)].flatMap(([coordinate, age]): RuleFault[] => {
    if (isProtected(coordinate, rules, ruled)) {
      return [
        {
          code: 'CACHE_CONTROL_PROTECTED',
          coordinate,
          message: `@cacheControl on ${coordinate}: not every signatory reads it, so that nothing of it is ever kept. Take the directive away`,
        },
      ];
    }
    if (age !== null && age > 0 && age <= longestAge && isPlainLeaf(schema, coordinate)) return [];
    return [
      {
        code: 'CACHE_CONTROL_INVALID',
        coordinate,
        message: `@cacheControl on ${coordinate}: maxAge goes from 1 to ${longestAge} seconds, on a field without arguments whose value is no object and no list`,
      },
    ];
  });
}

function isProtected(
  coordinate: string,
  rules: AccessRules,
  ruled: ReadonlyMap<string, unknown>,
): boolean {
  const [type = ''] = coordinate.split('.');
  if (ruled.has(type)) return true;
  return [rules.types.get(type), rules.fields.get(coordinate)].some(
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

/** The least that is said of each field; null: nothing that can be read. */
function writtenAges(document: DocumentNode): ReadonlyMap<string, number | null> {
  const linked = linkedDirectives(document);
  const ages = new Map<string, number | null>();
  for (const definition of document.definitions) {
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.OBJECT_TYPE_EXTENSION
    ) {
      continue;
    }
    for (const { name, directives = [] } of definition.fields ?? []) {
      const said = directives
        .filter((directive) => linked.get(directive.name.value) === 'cacheControl')
        .map(ageOf);
      if (said.length === 0) continue;
      const known = said.filter((age) => age !== null);
      const least = known.length === said.length ? Math.min(...known) : null;
      ages.set(`${definition.name.value}.${name.value}`, least);
    }
  }
  return ages;
}

function ageOf(directive: ConstDirectiveNode): number | null {
  const age = argument(directive, 'maxAge');
  return age?.kind === Kind.INT ? Number(age.value) : null;
}

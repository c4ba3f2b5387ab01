import {
  isInputObjectType,
  isListType,
  isNonNullType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import { isRecord } from '../../../schema/is-record.js';
import { isExactNumber } from '../json/exact-numbers.js';

type Values = Readonly<Record<string, unknown>>;

/**
 * A request's variables as their types have them: an ID is a text, with every digit that the caller
 * wrote; a Float is a double; only in other scalars numbers stay as they were written.
 * @param given may hold numbers as `parseExact` keeps them.
 * @returns the same object where nothing is to be changed.
 */
export function settledVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  given: Values,
): Values {
  let settled: Record<string, unknown> | null = null;
  for (const { variable, type } of definitions) {
    const name = variable.name.value;
    if (!Object.hasOwn(given, name)) continue;
    // What is no input type is refused soon after.
    const declared = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
    const value = declared ? settle(given[name], declared) : given[name];
    if (value === given[name]) continue;
    settled ??= { ...given };
    settled[name] = value;
  }
  return settled ?? given;
}

function settle(value: unknown, type: GraphQLInputType): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (isNonNullType(type)) return settle(value, type.ofType);
  if (isListType(type)) {
    const ofType = type.ofType;
    if (!Array.isArray(value)) return settle(value, ofType);
    const items = value.map((item: unknown) => settle(item, ofType));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  if (isInputObjectType(type)) {
    if (!isRecord(value) || isExactNumber(value)) return value;
    const fields = type.getFields();
    const entries = Object.entries(value).map(([key, part]): [string, unknown] => {
      const own = Object.hasOwn(fields, key) ? fields[key] : undefined;
      return [key, own ? settle(part, own.type) : part];
    });
    return entries.some(([key, part]) => part !== value[key]) ? Object.fromEntries(entries) : value;
  }
  if (type.name === 'ID') return idOf(value);
  if (type.name === 'Float' && isExactNumber(value)) return Number(value.rawJSON);
  return value;
}

/** What is no whole number is left as it is, and refused. */
function idOf(value: unknown): unknown {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (isExactNumber(value) && /^-?\d+$/.test(value.rawJSON)) return value.rawJSON;
  return value;
}

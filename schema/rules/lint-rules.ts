import {
  isInterfaceType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { AccessRules, RuleFault } from './access-rules.js';
import { CoordinateNeeds } from './coordinate-need.js';
import { implies } from './formula.js';
import { argument } from './linked-directives.js';
import { unguardedInputs } from './unguarded-inputs.js';

/**
 * The faults of a rule set that reads well but protects badly: fields without a rule, restricted
 * fields that are non-null, inputs that reveal what one may not read. Waived by
 * `ALLOW_UNCLASSIFIED=true`; the faults of `readRules` never are.
 * @param schema the API schema of the supergraph.
 */
export function lintRules(
  schema: GraphQLSchema,
  supergraph: DocumentNode,
  rules: AccessRules,
): readonly RuleFault[] {
  const needs = new CoordinateNeeds(schema, rules);
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && !type.name.startsWith('__'),
  ) as GraphQLObjectType[];
  const keys = keyFields(schema, supergraph);
  return [
    ...types.flatMap((type) => unclassifiedFields(type, rules)),
    ...types.flatMap((type) => fieldsThatMustBeNullable(type, needs, keys)),
    ...unguardedInputs(schema, needs),
  ];
}

function unclassifiedFields(type: GraphQLObjectType, rules: AccessRules): RuleFault[] {
  if (rules.types.has(type.name)) return [];
  return Object.keys(type.getFields())
    .map((field) => `${type.name}.${field}`)
    .filter((coordinate) => !rules.fields.has(coordinate))
    .map((coordinate) => ({
      code: 'FIELD_UNCLASSIFIED',
      coordinate,
      message: `${coordinate} has no rule, nor has ${type.name}: write @authenticated if every signatory may read it`,
    }));
}

function fieldsThatMustBeNullable(
  type: GraphQLObjectType,
  needs: CoordinateNeeds,
  keys: ReadonlySet<string>,
): RuleFault[] {
  const parent = needs.ofType(type);
  return Object.values(type.getFields())
    .filter((field) => isNonNullType(field.type) && !keys.has(`${type.name}.${field.name}`))
    .filter((field) => !implies(parent, needs.ofField(type, field.name)))
    .map((field) => ({
      code: 'FIELD_MUST_BE_NULLABLE',
      coordinate: `${type.name}.${field.name}`,
      message: `${type.name}.${field.name} is restricted further than ${type.name} and non-null: a refusal would take the whole object away, make it nullable`,
    }));
}

/** Coordinates of the fields that `@key` names, nested ones included. */
function keyFields(schema: GraphQLSchema, supergraph: DocumentNode): ReadonlySet<string> {
  const keys = new Set<string>();
  const add = (typeName: string, { selections }: SelectionSetNode): void => {
    const type = schema.getType(typeName);
    if (!isObjectType(type) && !isInterfaceType(type)) return;
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) continue;
      keys.add(`${typeName}.${selection.name.value}`);
      const field = type.getFields()[selection.name.value];
      const below = field?.type.toString().replace(/[[\]!]/g, '');
      if (selection.selectionSet && below !== undefined) add(below, selection.selectionSet);
    }
  };
  for (const definition of supergraph.definitions) {
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.INTERFACE_TYPE_DEFINITION
    ) {
      continue;
    }
    for (const directive of definition.directives ?? []) {
      const key = directive.name.value === 'join__type' ? argument(directive, 'key') : undefined;
      if (key?.kind === Kind.STRING) add(definition.name.value, selectionSetOf(key.value));
    }
  }
  return keys;
}

function selectionSetOf(fieldSet: string): SelectionSetNode {
  const [operation] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`No field set: ${fieldSet}`);
  return operation.selectionSet;
}

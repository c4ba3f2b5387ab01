import { getNamedType, isInterfaceType, isObjectType, parse } from 'graphql';
import { evaluate, type PlainRights } from './reference-evaluator.js';
import type { World } from './random-world.js';

/**
 * Whether the reference lets the field through when it is asked where only its own type stands: what
 * must hold of every coordinate that is sent to a subgraph.
 */
export function selectableAlone(
  world: World,
  mode: 'strict' | 'precise',
  coordinate: string,
  rights: PlainRights,
): boolean {
  const [typeName = '', field = ''] = coordinate.split('.');
  const { monolith } = world;
  const type = monolith.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  const definition = type.getFields()[field];
  if (!definition) return false;
  // Under `precise` what counts is where the field stands, which the coordinate alone cannot say.
  if (isInterfaceType(type) && mode === 'precise') return true;
  const leaf = getNamedType(definition.type);
  const below = 'getFields' in leaf || 'getTypes' in leaf ? ' { __typename }' : '';
  const asked =
    type === monolith.getQueryType()
      ? `{ ${field}${below} }`
      : `{ ${listRoot(world, typeName)} { ... on ${typeName} { ${field}${below} } } }`;
  const open: World = {
    ...world,
    guards: new Map(),
    rules: new Map(
      [...world.rules].filter(
        ([name]) => type === monolith.getQueryType() || !name.startsWith('Query'),
      ),
    ),
  };
  return evaluate(open, parse(asked), {}, rights, mode).refused.length === 0;
}

/** The root field that lists the type. */
function listRoot({ monolith }: World, typeName: string): string {
  const fields = Object.values(monolith.getQueryType()?.getFields() ?? {});
  const list = fields.find(
    ({ name, type }) => name.startsWith('l') && getNamedType(type).name === typeName,
  );
  if (!list) throw new Error(`nothing lists ${typeName}`);
  return list.name;
}

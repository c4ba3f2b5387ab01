/** Every output field of the composed schema. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildASTSchema, getNamedType, isCompositeType, isObjectType, parse } from 'graphql';
import { readSupergraph } from '../../../schema/compose/compose-supergraph.js';
import { stripRules } from '../../../schema/rules/strip-rules.js';
import { otherwiseAsked } from './ways.js';

const file = fileURLToPath(new URL('../../../../schema/supergraph.graphql', import.meta.url));
const supergraph = readFileSync(file, 'utf8');
/** What each input field compares. */
export const { reads } = readSupergraph(supergraph).rules;
const schema = buildASTSchema(stripRules(parse(supergraph)), { assumeValidSDL: true });
const objectTypes = Object.values(schema.getTypeMap()).filter(
  (type) => isObjectType(type) && !type.name.startsWith('__'),
);
interface Coordinate {
  readonly name: string;
  readonly type: string;
  readonly field: string;
  readonly composite: boolean;
}

export const coordinates: readonly Coordinate[] = objectTypes.flatMap((type) =>
  isObjectType(type)
    ? Object.values(type.getFields()).map((field) => ({
        name: `${type.name}.${field.name}`,
        type: type.name,
        field: field.name,
        composite: isCompositeType(getNamedType(field.type)),
      }))
    : [],
);

/** Those that rows have, and no page of them. */
export const onRows = coordinates.filter(
  ({ type }) => !/(Connection|Edge)$/.test(type) && !otherwiseAsked.includes(type),
);

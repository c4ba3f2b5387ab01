import { readFile, stat } from 'node:fs/promises';
import { GraphQLError, isInterfaceType, isObjectType } from 'graphql';
import { CoordinateNeeds } from '../../schema/rules/coordinate-need.js';
import type { Formula } from '../../schema/rules/formula.js';

/** What each field of the composed schema demands. */
export interface FieldNeeds {
  /**
   * @returns null: the schema has no such field.
   * @throws GraphQLError when the supergraph cannot be read at the moment.
   */
  of(coordinate: string): Promise<Formula | null>;
  /** By coordinate, of every field of an object type. @throws GraphQLError as `of`. */
  all(): Promise<ReadonlyMap<string, Formula>>;
}

/** From a supergraph file, which is read when first asked and again whenever it has changed. */
export function fieldNeedsIn(path: string, warn: (message: string) => void): FieldNeeds {
  let version = '';
  let needs: Promise<CoordinateNeeds> | null = null;
  const current = async (): Promise<CoordinateNeeds> => {
    const { mtimeMs, size, ino } = await stat(path);
    const found = `${mtimeMs} ${size} ${ino}`;
    if (!needs || found !== version) {
      version = found;
      needs = load(path);
    }
    return needs;
  };
  const readable = async (): Promise<CoordinateNeeds> => {
    try {
      return await current();
    } catch (error) {
      version = '';
      warn(`the supergraph ${path} cannot be read: ${String(error)}`);
      throw new GraphQLError('L’explication n’est pas disponible pour le moment.', {
        extensions: { code: 'INDISPONIBLE' },
      });
    }
  };
  return {
    all: async () => {
      const known = await readable();
      const types = Object.values(known.schema.getTypeMap()).filter(
        (type) => isObjectType(type) && !type.name.startsWith('__'),
      );
      return new Map(
        types.flatMap((type) =>
          isObjectType(type)
            ? Object.keys(type.getFields()).map(
                (field) => [`${type.name}.${field}`, known.ofField(type, field)] as const,
              )
            : [],
        ),
      );
    },
    of: async (coordinate) => {
      const known = await readable();
      const [typeName = '', field = '', ...rest] = coordinate.split('.');
      const type = known.schema.getType(typeName);
      if (!(isObjectType(type) || isInterfaceType(type)) || rest.length > 0) return null;
      return Object.hasOwn(type.getFields(), field) ? known.ofField(type, field) : null;
    },
  };
}

async function load(path: string): Promise<CoordinateNeeds> {
  // The composition library is large: only who explains loads it.
  const { readSupergraph } = await import('../../schema/compose/compose-supergraph.js');
  const { apiSchema, rules } = readSupergraph(await readFile(path, 'utf8'));
  return new CoordinateNeeds(apiSchema, rules);
}

import { readFile, stat } from 'node:fs/promises';
import { GraphQLError, isInterfaceType, isObjectType } from 'graphql';
import { CoordinateNeeds } from '../../schema/rules/coordinate-need.js';
import { allOf, type Formula } from '../../schema/rules/formula.js';

/** What each field of the composed schema demands. */
export interface FieldNeeds {
  /**
   * @returns null: the schema has no such field.
   * @throws GraphQLError when the supergraph cannot be read at the moment.
   */
  of(coordinate: string): Promise<Formula | null>;
  /**
   * By coordinate, of every field of an object type, and of every input that reads fields
   * (`Type.field(argument:)`, `Input.field`, `Enum.VALUE`). @throws GraphQLError as `of`.
   */
  all(): Promise<ReadonlyMap<string, Formula>>;
  /** The mutations whose effect cannot be undone. @throws GraphQLError as `of`. */
  irrevocable(): Promise<ReadonlySet<string>>;
}

interface Known {
  readonly needs: CoordinateNeeds;
  readonly irrevocable: ReadonlySet<string>;
}

/** From a supergraph file, which is read when first asked and again whenever it has changed. */
export function fieldNeedsIn(path: string, warn: (message: string) => void): FieldNeeds {
  let version = '';
  let known: Promise<Known> | null = null;
  const current = async (): Promise<Known> => {
    const { mtimeMs, size, ino } = await stat(path);
    const found = `${mtimeMs} ${size} ${ino}`;
    if (!known || found !== version) {
      version = found;
      known = load(path);
    }
    return known;
  };
  const readable = async (): Promise<Known> => {
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
      const { needs } = await readable();
      const types = Object.values(needs.schema.getTypeMap()).filter(
        (type) => isObjectType(type) && !type.name.startsWith('__'),
      );
      const fields = types.flatMap((type) =>
        isObjectType(type)
          ? Object.keys(type.getFields()).map(
              (field) => [`${type.name}.${field}`, needs.ofField(type, field)] as const,
            )
          : [],
      );
      const inputs = [...needs.rules.reads].map(
        ([input, reads]) => [input, allOf(reads.map((read) => needs.ofCoordinate(read)))] as const,
      );
      return new Map([...fields, ...inputs]);
    },
    of: async (coordinate) => {
      const { needs } = await readable();
      const [typeName = '', field = '', ...rest] = coordinate.split('.');
      const type = needs.schema.getType(typeName);
      if (!(isObjectType(type) || isInterfaceType(type)) || rest.length > 0) return null;
      return Object.hasOwn(type.getFields(), field) ? needs.ofField(type, field) : null;
    },
    irrevocable: async () => (await readable()).irrevocable,
  };
}

async function load(path: string): Promise<Known> {
  // The composition library is large: only who explains loads it.
  const { readSupergraph } = await import('../../schema/compose/compose-supergraph.js');
  const { apiSchema, rules, irrevocable } = readSupergraph(await readFile(path, 'utf8'));
  return { needs: new CoordinateNeeds(apiSchema, rules), irrevocable };
}

import {
  getNamedType,
  isCompositeType,
  isObjectType,
  isInterfaceType,
  Kind,
  parse,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { inFrenchType } from '../page/typography.js';
import { shortTitle } from '../results/columns.js';

/** A field of the last answer that has no value somewhere, or that was refused. */
export interface EmptyField {
  /** `Type.champ`, as `pourquoi` takes it. */
  readonly coordonnee: string;
  /** In words; null where the caller's own graph does not have it, or has others of these words. */
  readonly libelle: string | null;
  /** Where it stands in the answer, without the places in lists. */
  readonly chemin: string;
  readonly refuse: boolean;
}

export interface AnsweredQuestion {
  readonly query: string;
  readonly operationName: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
  /** Coordinates the gateway refused, from the plan of the answer. */
  readonly champsRefuses: readonly string[];
}

/**
 * The fields one may ask « Pourquoi ? » about, refused ones first. A refused field may be missing from
 * the caller's own schema; its coordinate is then known from the type it was asked on.
 */
export function emptyFields(asked: AnsweredQuestion, schema: GraphQLSchema): readonly EmptyField[] {
  const refused = new Set(asked.champsRefuses);
  const found = new Map<string, EmptyField>();
  for (const { coordonnee, chemin } of nullPlaces(asked, schema)) {
    if (!found.has(coordonnee)) {
      const libelle = labelAt(coordonnee, schema);
      found.set(coordonnee, { coordonnee, libelle, chemin, refuse: refused.has(coordonnee) });
    }
  }
  for (const coordonnee of refused) {
    if (!found.has(coordonnee))
      found.set(coordonnee, { coordonnee, libelle: null, chemin: '', refuse: true });
  }
  const fields = [...found.values()];
  return fields
    .map((field) => {
      const sameWords = fields.filter(({ libelle }) => libelle === field.libelle);
      return sameWords.length === 1 ? field : { ...field, libelle: null };
    })
    .sort((left, other) => Number(other.refuse) - Number(left.refuse));
}

function labelAt(coordonnee: string, schema: GraphQLSchema): string | null {
  const [typeName = '', name = ''] = coordonnee.split('.');
  const type = schema.getType(typeName);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  return field?.description ? inFrenchType(shortTitle(field.description)) : null;
}

type Place = Pick<EmptyField, 'coordonnee' | 'chemin'>;

function nullPlaces(asked: AnsweredQuestion, schema: GraphQLSchema): readonly Place[] {
  const { definitions } = parse(asked.query, { noLocation: true });
  const operations = definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const operation =
    operations.find(({ name }) => name?.value === asked.operationName) ?? operations[0];
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root || asked.data === null) return [];
  const fragments = new Map(
    definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const places: Place[] = [];
  walk(operation.selectionSet, root, asked.data, [], { schema, fragments, places });
  return places;
}

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly places: Place[];
}

function walk(
  { selections }: SelectionSetNode,
  type: GraphQLCompositeType,
  value: unknown,
  path: readonly string[],
  context: Walk,
): void {
  if (Array.isArray(value)) {
    for (const item of value)
      walk({ kind: Kind.SELECTION_SET, selections }, type, item, path, context);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const object = value as Readonly<Record<string, unknown>>;
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) {
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : context.fragments.get(selection.name.value);
      const condition = fragment?.typeCondition?.name.value;
      const narrowed = condition === undefined ? type : context.schema.getType(condition);
      if (fragment && isCompositeType(narrowed)) {
        walk(fragment.selectionSet, narrowed, value, path, context);
      }
      continue;
    }
    const name = selection.name.value;
    const key = selection.alias?.value ?? name;
    // Skipped by @skip or @include, or of another type: not asked.
    if (!(key in object) || name.startsWith('__')) continue;
    const below = [...path, key];
    const answered = object[key];
    if (answered === null) {
      context.places.push({ coordonnee: `${type.name}.${name}`, chemin: below.join('.') });
      continue;
    }
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    const fieldType = field && getNamedType(field.type);
    if (selection.selectionSet && isCompositeType(fieldType)) {
      walk(selection.selectionSet, fieldType, answered, below, context);
    }
  }
}

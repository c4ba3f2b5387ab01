import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import { firstSentence, withoutCode, withoutValueCode } from '../graphql/plain-names.js';
import { inFrenchType } from '../page/typography.js';

/** One value that may be chosen. */
export interface Choice {
  readonly value: string;
  readonly nom: string;
}

interface Described {
  readonly name: string;
  readonly libelle: string;
  /** What there is to know before it is given; empty where the label says all. */
  readonly aide: string;
  readonly required: boolean;
}

/** A field of an input type, as a form asks for it. */
export type InputField = Described &
  (
    | { readonly kind: 'choix' | 'choix-multiple'; readonly choices: readonly Choice[] }
    | { readonly kind: 'oui-non' | 'jour' | 'instant' | 'entier' | 'nombre' | 'texte' }
    /** Who or what it names is known to the gateway: names are offered, never an identifier. */
    | { readonly kind: 'reference' | 'reference-multiple' }
    | { readonly kind: 'groupe' | 'groupe-multiple'; readonly fields: readonly InputField[] }
  );

/** The fields of an input type, in its order, in the words of the schema. */
export function inputFields(type: GraphQLInputObjectType): readonly InputField[] {
  return Object.values(type.getFields()).map((field) => {
    const described = {
      name: field.name,
      ...labelAndHelp(field.description ?? '', field.name),
      required: isNonNullType(field.type) && field.defaultValue === undefined,
    };
    return { ...described, ...kindOf(field.type, field.name) };
  });
}

export function choicesOf(type: GraphQLEnumType): readonly Choice[] {
  return type
    .getValues()
    .map(({ name, description }) => ({ value: name, nom: labelOf(description, name) }));
}

/** « Gravité », and apart from it what its values mean: a label is a few words. */
function labelAndHelp(description: string, name: string): Pick<Described, 'libelle' | 'aide'> {
  const whole = description.trim().replace(/\.$/, '');
  const [short = ''] = whole.split(/\s?[;:.]\s/);
  const libelle = inFrenchType(withoutCode(short)) || name;
  return { libelle, aide: short === whole ? '' : inFrenchType(whole) };
}

/** The first sentence of a description, in words; the name where there is none. */
export function labelOf(description: string | null | undefined, name: string): string {
  return inFrenchType(firstSentence(withoutValueCode(description ?? ''))) || name;
}

type Kind = InputField extends infer Field
  ? Field extends unknown
    ? Omit<Field, keyof Described>
    : never
  : never;

const byScalar: Readonly<Record<string, 'oui-non' | 'jour' | 'instant' | 'entier' | 'nombre'>> = {
  Boolean: 'oui-non',
  Date: 'jour',
  Horodatage: 'instant',
  DateTime: 'instant',
  Int: 'entier',
  Float: 'nombre',
};

function kindOf(type: GraphQLInputType, name: string): Kind {
  const several = isListType(getNullableType(type));
  const named = getNamedType(type);
  if (isEnumType(named)) {
    return { kind: several ? 'choix-multiple' : 'choix', choices: choicesOf(named) };
  }
  if (isInputObjectType(named)) {
    return { kind: several ? 'groupe-multiple' : 'groupe', fields: inputFields(named) };
  }
  if (named.name === 'ID' || referring.has(name)) {
    return { kind: several ? 'reference-multiple' : 'reference' };
  }
  return { kind: byScalar[named.name] ?? 'texte' };
}

/** Filters name what they refer to by a text. */
const referring = new Set([
  'commune',
  'quartier',
  'bailleur',
  'residence',
  'signataire',
  'epci',
  'pilote',
]);

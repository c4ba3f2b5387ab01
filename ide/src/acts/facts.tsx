import {
  getNamedType,
  isEnumType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from 'graphql';
import { choicesOf, labelOf } from '../forms/input-field.js';
import { dayText, isMonth, momentText, monthText } from '../page/french-dates.js';
import { inFrenchType } from '../page/typography.js';

/** Told elsewhere on the page, or by the page itself. */
const elsewhere = new Set(['id', 'version', 'actesPossibles', 'historique', '__typename']);

export interface FactsProps {
  readonly type: GraphQLObjectType;
  readonly value: Readonly<Record<string, unknown>>;
}

/** All that could be read of an object, in the words of the schema. */
export function Facts({ type, value }: FactsProps) {
  const fields = Object.values(type.getFields()).filter(
    ({ name }) => name in value && !elsewhere.has(name),
  );
  return (
    <dl className="facts">
      {fields.map((field) => (
        <div key={field.name}>
          <dt>{labelOf(field.description, field.name)}</dt>
          <dd>
            <Value type={getNamedType(field.type)} value={value[field.name]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface ValueProps {
  readonly type: GraphQLNamedType;
  readonly value: unknown;
}

function Value({ type, value }: ValueProps) {
  if (Array.isArray(value)) {
    if (value.length === 0) return <Nothing />;
    return (
      <ul>
        {(value as readonly unknown[]).map((item, index) => (
          <li key={index}>
            <Value type={type} value={item} />
          </li>
        ))}
      </ul>
    );
  }
  if (isObjectType(type) && typeof value === 'object' && value !== null) {
    return objectText(type, value as Readonly<Record<string, unknown>>) || <Nothing />;
  }
  return leafText(type, value) || <Nothing />;
}

/** One object on a line: « 12/11/2026, Patrouille, Police nationale ». */
function objectText(type: GraphQLObjectType, value: Readonly<Record<string, unknown>>): string {
  return Object.values(type.getFields())
    .filter(({ name }) => name in value && !elsewhere.has(name))
    .map((field) => {
      const below = getNamedType(field.type);
      const found = value[field.name];
      if (Array.isArray(found)) {
        return (found as readonly unknown[])
          .map((item) => oneText(below, item))
          .filter(Boolean)
          .join(', ');
      }
      return oneText(below, found);
    })
    .filter(Boolean)
    .slice(0, mostParts)
    .join(', ');
}

/** An object on a line is told apart by so much of it. */
const mostParts = 4;

function oneText(type: ValueProps['type'], value: unknown): string {
  return isObjectType(type) && typeof value === 'object' && value !== null
    ? objectText(type, value as Readonly<Record<string, unknown>>)
    : leafText(type, value);
}

/** A single value as a French reader has it; empty where there is none. */
export function leafText(type: ValueProps['type'], value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (typeof value === 'number') return value.toLocaleString('fr-FR');
  if (typeof value !== 'string') return '';
  if (isEnumType(type)) {
    return choicesOf(type).find((choice) => choice.value === value)?.nom ?? value;
  }
  if (type.name === 'Date') return dayText(value);
  if (type.name === 'Horodatage' || type.name === 'DateTime') {
    return momentText(new Date(value));
  }
  return type.name === 'String' && isMonth(value) ? monthText(value) : inFrenchType(value);
}

function Nothing() {
  return <span className="facts-nothing">non renseigné, ou non lisible</span>;
}

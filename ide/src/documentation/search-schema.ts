import type { GraphQLSchema } from 'graphql';
import { inFrenchType } from '../page/typography.js';
import { describeType } from './describe-type.js';

export interface Found {
  readonly type: string;
  /** Null: the type itself. */
  readonly field: string | null;
  readonly description: string;
}

const most = 60;

/** Types and fields whose name or description has the words, without regard to case and accents. */
export function searchSchema(schema: GraphQLSchema, sought: string): readonly Found[] {
  const words = plain(sought).split(' ').filter(Boolean);
  const matches = (...texts: (string | null | undefined)[]) => {
    const text = plain(texts.join(' '));
    return words.every((word) => text.includes(word));
  };
  const found: Found[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (matches(type.name, type.description)) {
      found.push({
        type: type.name,
        field: null,
        description: inFrenchType(type.description ?? ''),
      });
    }
    for (const { name, description } of describeType(type)) {
      if (matches(name, description)) found.push({ type: type.name, field: name, description });
    }
  }
  return found.slice(0, most);
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .trim();
}

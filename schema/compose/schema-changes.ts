import {
  BreakingChangeType,
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLSchema,
} from 'graphql';

/** What a change of the schema does to the operations that clients already have. */
export interface SchemaChange {
  readonly kind: 'breaking' | 'dangerous' | 'added';
  readonly description: string;
}

/** Compares two API schemas. */
export function schemaChanges(
  before: GraphQLSchema,
  after: GraphQLSchema,
): readonly SchemaChange[] {
  return [
    ...findBreakingChanges(before, after).map(({ description }) => ({
      kind: 'breaking' as const,
      description,
    })),
    ...findDangerousChanges(before, after).map(({ description }) => ({
      kind: 'dangerous' as const,
      description,
    })),
    // What would be removed on the way back is what the way forth adds.
    ...findBreakingChanges(after, before)
      .filter(({ type }) => removals.has(type))
      .map(({ description }) => ({
        kind: 'added' as const,
        description: description.replace(/ was removed.*$/, ' was added.'),
      })),
  ];
}

export function printSchemaChanges(changes: readonly SchemaChange[]): string {
  if (changes.length === 0) return 'No change.\n';
  return changes
    .map(
      ({ kind, description }) => `- ${kind === 'breaking' ? 'BREAKING' : kind}: ${description}\n`,
    )
    .join('');
}

const removals: ReadonlySet<BreakingChangeType> = new Set([
  BreakingChangeType.TYPE_REMOVED,
  BreakingChangeType.FIELD_REMOVED,
]);

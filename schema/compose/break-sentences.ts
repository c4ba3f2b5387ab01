import { BreakingChangeType, findBreakingChanges, type GraphQLSchema } from 'graphql';

/** In French, what operations that clients already have may no longer ask. */
export function breakSentences(before: GraphQLSchema, after: GraphQLSchema): readonly string[] {
  // A standard scalar that no field uses any more takes nothing from anybody.
  const changes = findBreakingChanges(before, after).filter(
    ({ description }) => !description.startsWith('Standard scalar'),
  );
  return changes.map(({ type, description }) => {
    const { pattern, sentence } = forms[type];
    const names = pattern.exec(description)?.slice(1) ?? [];
    const [first = '', second = '', third = '', fourth = ''] = names;
    // What graphql-js words otherwise one day is still told, in its own words.
    const told = names.length > 0 ? sentence(first, second, third, fourth) : description;
    return `Des opérations existantes peuvent cesser de valoir : ${told}`;
  });
}

interface Form {
  readonly pattern: RegExp;
  readonly sentence: (first: string, second: string, third: string, fourth: string) => string;
}

const kind = /^(\S+) changed from (.+) to (.+)\.$/;
const type = /^(\S+) changed type from (.+) to (.+)\.$/;

const forms: Readonly<Record<BreakingChangeType, Form>> = {
  [BreakingChangeType.TYPE_REMOVED]: {
    pattern: /^(\S+) was removed\.$/,
    sentence: (name) => `le type « ${name} » disparaît.`,
  },
  [BreakingChangeType.TYPE_CHANGED_KIND]: {
    pattern: kind,
    sentence: (name) => `le type « ${name} » change de nature.`,
  },
  [BreakingChangeType.TYPE_REMOVED_FROM_UNION]: {
    pattern: /^(\S+) was removed from union type (\S+)\.$/,
    sentence: (name, union) => `« ${name} » n'est plus de l'union « ${union} ».`,
  },
  [BreakingChangeType.VALUE_REMOVED_FROM_ENUM]: {
    pattern: /^(\S+) was removed from enum type (\S+)\.$/,
    sentence: (value, name) => `« ${name} » perd la valeur « ${value} ».`,
  },
  [BreakingChangeType.REQUIRED_INPUT_FIELD_ADDED]: {
    pattern: /^A required field (\S+) on input type (\S+) was added\.$/,
    sentence: (field, name) => `« ${name}.${field} » devient obligatoire.`,
  },
  [BreakingChangeType.IMPLEMENTED_INTERFACE_REMOVED]: {
    pattern: /^(\S+) no longer implements interface (\S+)\.$/,
    sentence: (name, of) => `« ${name} » n'est plus un « ${of} ».`,
  },
  [BreakingChangeType.FIELD_REMOVED]: {
    pattern: /^(\S+) was removed\.$/,
    sentence: (name) => `« ${name} » disparaît.`,
  },
  [BreakingChangeType.FIELD_CHANGED_KIND]: {
    pattern: type,
    sentence: (name, was, is) => `« ${name} » passe de ${was} à ${is}.`,
  },
  [BreakingChangeType.REQUIRED_ARG_ADDED]: {
    pattern: /^A required arg (\S+) on (\S+) was added\.$/,
    sentence: (argument, name) => `« ${name} » exige l'argument « ${argument} ».`,
  },
  [BreakingChangeType.ARG_REMOVED]: {
    pattern: /^(\S+) arg (\S+) was removed\.$/,
    sentence: (name, argument) => `« ${name} » perd l'argument « ${argument} ».`,
  },
  [BreakingChangeType.ARG_CHANGED_KIND]: {
    pattern: /^(\S+) arg (\S+) has changed type from (.+) to (.+)\.$/,
    sentence: (name, argument, was, is) =>
      `l'argument « ${argument} » de « ${name} » passe de ${was} à ${is}.`,
  },
  [BreakingChangeType.DIRECTIVE_REMOVED]: {
    pattern: /^(\S+) was removed\.$/,
    sentence: (name) => `la directive « ${name} » disparaît.`,
  },
  [BreakingChangeType.DIRECTIVE_ARG_REMOVED]: {
    pattern: /^(\S+) was removed from (\S+)\.$/,
    sentence: (argument, name) => `la directive « ${name} » perd l'argument « ${argument} ».`,
  },
  [BreakingChangeType.REQUIRED_DIRECTIVE_ARG_ADDED]: {
    pattern: /^A required arg (\S+) on directive (\S+) was added\.$/,
    sentence: (argument, name) => `la directive « ${name} » exige l'argument « ${argument} ».`,
  },
  [BreakingChangeType.DIRECTIVE_REPEATABLE_REMOVED]: {
    pattern: /^Repeatable flag was removed from (\S+)\.$/,
    sentence: (name) => `la directive « ${name} » ne se répète plus.`,
  },
  [BreakingChangeType.DIRECTIVE_LOCATION_REMOVED]: {
    pattern: /^(\S+) was removed from (\S+)\.$/,
    sentence: (place, name) => `la directive « ${name} » ne s'écrit plus sur ${place}.`,
  },
};

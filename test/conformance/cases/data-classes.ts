import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kind, parse, type TypeNode } from 'graphql';
import { loadConvention } from '../../../schema/convention/load-convention.js';
import { readRules } from '../../../schema/rules/read-rules.js';

const schema = fileURLToPath(new URL('../../../../schema/', import.meta.url));

/**
 * The types that a selection on `start` reaches at any depth, and the classes of what it reads.
 * @param borders types whose own fields count, but through which the walk does not pass.
 * @param outside types that the walk does not enter: what stands there says for itself who reads it.
 */
export async function dataClassesBehind(
  start: string,
  borders: readonly string[] = [],
  outside: readonly string[] = [],
): Promise<{ readonly types: readonly string[]; readonly classes: readonly string[] }> {
  const supergraph = parse(await readFile(join(schema, 'supergraph.graphql'), 'utf8'));
  const { rules } = readRules(supergraph);
  const read = await loadConvention(join(schema, 'convention.yaml'));
  if ('faults' in read) throw new Error('the convention is faulty');
  const fieldsOf = new Map(
    supergraph.definitions.flatMap((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION
        ? [[definition.name.value, definition.fields ?? []] as const]
        : [],
    ),
  );
  const classes = new Set<string>();
  const types = new Set([start]);
  for (const type of types) {
    const fields = fieldsOf.get(type) ?? [];
    const demands = [
      rules.types.get(type),
      ...fields.map(({ name }) => rules.fields.get(`${type}.${name.value}`)),
    ];
    for (const scope of demands.flatMap((rule) => rule?.scopes?.flat() ?? [])) {
      classes.add(read.convention.donnees.get(scope)?.classe ?? `unknown: ${scope}`);
    }
    for (const field of borders.includes(type) ? [] : fields) {
      const named = namedType(field.type);
      if (fieldsOf.has(named) && !outside.includes(named)) types.add(named);
    }
  }
  return { types: [...types], classes: [...classes].sort() };
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

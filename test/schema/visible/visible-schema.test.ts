import { describe, expect, test } from '@jest/globals';
import {
  buildSchema,
  getIntrospectionQuery,
  graphqlSync,
  printSchema,
  validateSchema,
} from 'graphql';
import { compileAccessModel } from '../../../schema/rules/access-model.js';
import { visibilityKey, visibleSchema } from '../../../schema/visible/visible-schema.js';
import { printVisible } from '../../../schema/visible/print-visible.js';
import type { AccessRules, Rule } from '../../../schema/rules/access-rules.js';

const schema = buildSchema(`
  """Racine"""
  type Query { ward(where: Filter, by: String): Ward, motto: String, triage(of: Triage!): String, secret: Hidden, hollow: Hollow, either: Either, thing: Thing, must(in: Needs!): String }
  type Mutation { close: Ward }
  type Ward implements Thing { id: ID!, name: String, occupant: Patient, bed: BedCode, triage: Triage }
  type Shed implements Thing { id: ID! }
  interface Thing { id: ID! }
  type Patient { name: String, ward: Ward }
  type Hidden { only: OnlyThere }
  type OnlyThere { x: Int }
  type Hollow { closed: Hidden, inner: Hollow }
  union Either = Ward | Patient
  scalar BedCode
  enum Triage { RED GREEN }
  enum Sort { NAME OCCUPANT }
  input Filter { name: String, occupant: String, sort: Sort, any: [Filter!] }
  input Needs { secret: String! }
`);
const scope = (name: string): Rule => ({ authenticated: false, scopes: [[name]], policies: null });
const rules: AccessRules = {
  types: new Map([
    ['Patient', scope('patient')],
    ['BedCode', scope('bed')],
    ['Triage', { authenticated: true, scopes: null, policies: null }],
    ['Mutation', scope('write')],
  ]),
  fields: new Map([
    ['Query.secret', scope('secret')],
    ['Hollow.closed', scope('secret')],
    ['Hollow.inner', scope('secret')],
  ]),
  reads: new Map([
    ['Filter.occupant', ['Ward.occupant']],
    ['Sort.OCCUPANT', ['Ward.occupant']],
    ['Query.ward(by:)', ['Ward.occupant']],
    ['Needs.secret', ['Query.secret']],
  ]),
};
const model = compileAccessModel(schema, rules);
const rights = (authenticated: boolean, ...scopes: string[]) => ({
  authenticated,
  scopes: new Set(scopes),
  policies: new Set<string>(),
});
const shown = (...scopes: string[]) => visibleSchema(schema, model, rights(true, ...scopes));
const text = (...scopes: string[]) => printSchema(shown(...scopes));

describe('visibleSchema', () => {
  test('printed, marks the acts that cannot be undone and leaves all else as it is', () => {
    const marked = printVisible(shown('write'), new Set(['close', 'hidden']));
    expect(marked).toContain('directive @irrevocable on FIELD_DEFINITION');
    expect(marked).toContain('close: Ward @irrevocable');
    expect(marked).not.toContain('hidden');
    const without = marked
      .replace(/directive @irrevocable .*\n\n/, '')
      .replace(' @irrevocable', '');
    expect(without).toBe(text('write'));
    expect(printVisible(shown(), new Set(['close']))).toBe(text());
  });

  test('hides refused fields and types, and types reachable only through them', () => {
    const sdl = printSchema(visibleSchema(schema, model, rights(false)));
    for (const hidden of [
      'Patient',
      'occupant',
      'BedCode',
      'bed',
      'Triage',
      'triage',
      'RED',
      'Hidden',
      'OnlyThere',
      'Mutation',
      'close',
    ]) {
      expect(sdl).not.toMatch(new RegExp(`\\b${hidden}\\b`));
    }
    for (const kept of ['Ward', 'motto', 'Thing', 'Shed', 'Racine']) expect(sdl).toContain(kept);
  });

  test('shows them to whoever may select them', () => {
    const sdl = text('patient', 'bed', 'secret', 'write');
    for (const kept of ['Patient', 'BedCode', 'OnlyThere', 'close', 'RED', 'OCCUPANT', 'must']) {
      expect(sdl).toContain(kept);
    }
  });

  test('hides a type of which nothing may be selected, and the fields that return it', () => {
    expect(text()).not.toMatch(/hollow/i);
    expect(text('secret')).toContain('hollow: Hollow');
  });

  test('narrows unions to the members that may be read', () => {
    expect(text()).toContain('union Either = Ward');
    expect(text('patient')).toContain('union Either = Ward | Patient');
  });

  test('hides guarded arguments, input fields and enum values, and fields that need one', () => {
    const sdl = text();
    expect(sdl).toContain('ward(where: Filter): Ward');
    expect(sdl).not.toContain('OCCUPANT');
    expect(sdl).not.toMatch(/\boccupant\b/);
    expect(sdl).not.toContain('must(');
    expect(sdl).not.toContain('Needs');
  });

  test('hides an enum that may not be read even where it is an input', () => {
    expect(printSchema(visibleSchema(schema, model, rights(false)))).not.toContain('triage(of');
    expect(text()).toContain('triage(of: Triage!)');
  });

  test('is a valid schema that answers full introspection', () => {
    for (const scopes of [[], ['patient'], ['bed', 'secret'], ['write']]) {
      expect(validateSchema(shown(...scopes))).toEqual([]);
      const { errors } = graphqlSync({ schema: shown(...scopes), source: getIntrospectionQuery() });
      expect(errors).toBeUndefined();
    }
  });

  test('answers null for __type of a hidden type', () => {
    const source = '{ a: __type(name: "Patient") { name } b: __type(name: "__proto__") { name } }';
    expect(graphqlSync({ schema: shown(), source }).data).toEqual({ a: null, b: null });
  });

  test('leaves an empty query type to a caller who may select nothing', () => {
    const closed = compileAccessModel(schema, {
      ...rules,
      types: new Map([...rules.types, ['Query', scope('all')]]),
    });
    const empty = visibleSchema(schema, closed, rights(true));
    const source = '{ __schema { types { name } queryType { fields { name } } } }';
    const { data, errors } = graphqlSync({ schema: empty, source });
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).not.toContain('Ward');
  });
});

describe('visibilityKey', () => {
  test('tells callers apart by the rights that rules name, and by no other', () => {
    const key = (...scopes: string[]) => visibilityKey(model, rights(true, ...scopes));
    expect(key('patient')).not.toBe(key('bed'));
    expect(key('patient', 'unrelated')).toBe(key('patient'));
    expect(visibilityKey(model, rights(false, 'patient'))).not.toBe(key('patient'));
  });
});

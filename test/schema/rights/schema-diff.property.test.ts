import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { schemaDiff } from '../../../schema/cli/schema/schema-diff.js';
import { parseConvention } from '../../../schema/convention/parse-convention.js';
import { fieldsOf } from '../../../schema/rights/rights-table.js';
import type { RuledSchema } from '../../../schema/rights/rule-changes.js';
import type { Rule } from '../../../schema/rules/access-rules.js';
import { formulaOf, holds } from '../../../schema/rules/formula.js';
import { conventionSource } from '../convention/convention-source.js';

const on = '2024-05-02';
const empty = 'Aucun droit gagné ni perdu, aucune opération cassée.\n';
const apiSchema = buildSchema(`
  type Query { faits(lieu: String): [Fait] chose: Chose couleur: Couleur }
  interface Chose { nom: String }
  type Fait implements Chose { nom: String lieu: Lieu auteur: String }
  type Lieu implements Chose { nom: String rue: String }
  enum Couleur { ROUGE BLEU }
`);
const parsed = parseConvention(conventionSource, '/srv/convention.yaml');
if ('faults' in parsed) throw new Error('faults');
const { convention } = parsed;

const scope = fc.constantFrom('lieu:lecture', 'fait:lecture', 'fait:auteur', 'inconnue');
const groups = (name: fc.Arbitrary<string>) =>
  fc.option(
    fc.array(fc.uniqueArray(name, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }),
    { nil: null },
  );
const rule: fc.Arbitrary<Rule> = fc.record({
  authenticated: fc.boolean(),
  scopes: groups(scope),
  policies: groups(fc.constantFrom('astreinte', 'autre')),
});
const types = ['Query', 'Fait', 'Lieu', 'Couleur'] as const;
const fields = [
  'Query.faits',
  'Query.chose',
  'Query.couleur',
  'Fait.nom',
  'Fait.lieu',
  'Fait.auteur',
  'Lieu.nom',
  'Lieu.rue',
];
const inputs = ['Query.faits(lieu:)', 'Couleur.ROUGE'];
const someOf = <T>(keys: readonly string[], value: fc.Arbitrary<T>) =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...keys), value), { selector: ([key]) => key })
    .map((entries) => new Map(entries));
const schema: fc.Arbitrary<RuledSchema> = fc.record({
  apiSchema: fc.constant(apiSchema),
  rules: fc.record({
    types: someOf(types, rule),
    fields: someOf(fields, rule),
    reads: someOf(inputs, fc.subarray([...fields], { minLength: 1, maxLength: 2 })),
  }),
  rowRuled: someOf(['Fait', 'Lieu'], fc.subarray(['ville', 'justice'], { minLength: 1 })),
});

/** One change of one rule. */
const versions = fc
  .tuple(schema, fc.constantFrom(...fields, ...types), fc.option(rule, { nil: undefined }))
  .map(([before, where, written]): [RuledSchema, RuledSchema] => {
    const change = (rules: ReadonlyMap<string, Rule>): ReadonlyMap<string, Rule> => {
      const changed = new Map(rules);
      if (written) changed.set(where, written);
      else changed.delete(where);
      return changed;
    };
    const { types: onTypes, fields: onFields, reads } = before.rules;
    const rules = where.includes('.')
      ? { types: onTypes, fields: change(onFields), reads }
      : { types: change(onTypes), fields: onFields, reads };
    return [before, { ...before, rules }];
  });

function written({ rules, rowRuled }: RuledSchema): string {
  const demands = [...rules.types, ...rules.fields]
    .map(([where, its]) => [where, formulaOf(its).key] as const)
    // A rule that demands nothing is as good as none.
    .filter(([, key]) => key !== '()');
  return JSON.stringify([demands.sort(), [...rules.reads].sort(), [...rowRuled].sort()]);
}

describe('schema diff', () => {
  test('is never empty after any change of a rule, a guard or a classification', () => {
    fc.assert(
      fc.property(fc.oneof(versions, fc.tuple(schema, schema)), ([before, after]) => {
        const { text } = schemaDiff(before, after, convention, on);
        expect(text === empty).toBe(written(before) === written(after));
      }),
      { numRuns: 300 },
    );
  });

  test('says that access is wider whenever rights that opened no field open it', () => {
    const rights = fc.record({
      authenticated: fc.boolean(),
      scopes: fc.subarray(['lieu:lecture', 'fait:lecture', 'fait:auteur']).map((s) => new Set(s)),
      policies: fc.subarray(['astreinte']).map((s) => new Set(s)),
    });
    fc.assert(
      fc.property(versions, rights, ([before, after], held) => {
        const was = new Map(fieldsOf(before.apiSchema, before.rules).map((f) => [f.name, f.need]));
        const now = fieldsOf(after.apiSchema, after.rules);
        const opens = now.some(({ name, need }) => {
          const old = was.get(name);
          return old !== undefined && holds(need, held) && !holds(old, held);
        });
        const closes = now.some(({ name, need }) => {
          const old = was.get(name);
          return old !== undefined && !holds(need, held) && holds(old, held);
        });
        // A rule that opens to some and closes to others widens only where somebody is of the former.
        if (opens && !closes && looser(before, after)) {
          expect(schemaDiff(before, after, convention, on).widens).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('names every field whose demand changes, and the day from which a right does', () => {
    const rules = { types: new Map(), fields: new Map<string, Rule>(), reads: new Map() };
    const demanding = (name: string): RuledSchema => ({
      apiSchema,
      rules: {
        ...rules,
        fields: new Map([
          ['Fait.auteur', { authenticated: false, scopes: [[name]], policies: null }],
        ]),
      },
      rowRuled: new Map(),
    });
    const { text, widens } = schemaDiff(
      demanding('fait:auteur'),
      demanding('lieu:lecture'),
      convention,
      on,
    );
    expect(widens).toBe(true);
    // The landlord may read both until it withdraws: its right changes, and ends with the first.
    expect(text).toContain("jusqu'au 31 décembre 2025");
    expect(text).toContain('Lire « Fait.auteur » demande désormais la portée « lieu:lecture »');
  });
});

/** No demand of the new version asks for more than the old one did. */
function looser(before: RuledSchema, after: RuledSchema): boolean {
  const was = new Map(fieldsOf(before.apiSchema, before.rules).map((f) => [f.name, f.need]));
  const all = ['lieu:lecture', 'fait:lecture', 'fait:auteur', 'inconnue'];
  const everyRights = [true, false].flatMap((authenticated) =>
    Array.from({ length: 2 ** all.length }, (_, mask) =>
      all.filter((__, i) => mask & (1 << i)),
    ).flatMap((scopes) =>
      [[], ['astreinte'], ['autre'], ['astreinte', 'autre']].map((policies) => ({
        authenticated,
        scopes: new Set(scopes),
        policies: new Set(policies),
      })),
    ),
  );
  return fieldsOf(after.apiSchema, after.rules).every(({ name, need }) => {
    const old = was.get(name);
    return !old || everyRights.every((held) => !holds(old, held) || holds(need, held));
  });
}

import { describe, expect, test } from '@jest/globals';
import type { Rule } from '../../../schema/rules/access-rules.js';
import {
  allOf,
  always,
  anyOf,
  formulaOf,
  holds,
  implies,
  never,
} from '../../../schema/rules/formula.js';

const rule = (scopes: string[][] | null, policies: string[][] | null = null): Rule => ({
  authenticated: false,
  scopes,
  policies,
});
const rights = (scopes: string[], policies: string[] = [], authenticated = true) => ({
  authenticated,
  scopes: new Set(scopes),
  policies: new Set(policies),
});

describe('holds', () => {
  const either = formulaOf(rule([['a', 'b'], ['c']]));

  test.each([
    [['a'], false],
    [['a', 'b'], true],
    [['c'], true],
    [['C'], false],
    [['a b'], false],
    [['*'], false],
    [[], false],
  ])('scopes %j meet [[a, b], [c]]: %s', (scopes, expected) => {
    expect(holds(either, rights(scopes))).toBe(expected);
  });

  test('counts scopes of authenticated callers only, policies of all', () => {
    expect(holds(either, rights(['c'], [], false))).toBe(false);
    expect(holds(formulaOf(rule(null, [['p']])), rights([], ['p'], false))).toBe(true);
  });

  test('nobody meets an empty set or an empty group', () => {
    const everything = rights(['a', ''], ['']);
    expect(holds(formulaOf(rule([])), everything)).toBe(false);
    expect(holds(formulaOf(rule([['a'], []])), everything)).toBe(true);
    expect(holds(formulaOf(rule([[]])), everything)).toBe(false);
  });

  test('names that look like formulas stay names', () => {
    const tricky = formulaOf(rule([['a",scope:"b']]));
    expect(tricky.key).not.toBe(formulaOf(rule([['a', 'b']])).key);
    expect(holds(tricky, rights(['a', 'b']))).toBe(false);
  });
});

describe('allOf and anyOf', () => {
  test('have their neutral and absorbing elements', () => {
    const a = formulaOf(rule([['a']]));
    expect(allOf([])).toBe(always);
    expect(anyOf([])).toBe(never);
    expect(allOf([a, always])).toBe(a);
    expect(allOf([a, never])).toBe(never);
    expect(anyOf([a, always])).toBe(always);
    expect(anyOf([a, never])).toBe(a);
  });

  test('give equal keys to equal demands, in any order', () => {
    const [a, b] = [formulaOf(rule([['a']])), formulaOf(rule(null, [['b']]))];
    expect(allOf([a, b, a]).key).toBe(allOf([b, a]).key);
  });
});

describe('implies', () => {
  const of = (scopes: string[][] | null, policies: string[][] | null = null) =>
    formulaOf(rule(scopes, policies));
  const authenticated = formulaOf({ authenticated: true, scopes: null, policies: null });

  test.each([
    ['a scope implies being authenticated', of([['a']]), authenticated, true],
    ['a policy does not', of(null, [['p']]), authenticated, false],
    ['a group implies its part', of([['a', 'b']]), of([['a']]), true],
    ['a part does not imply its group', of([['a']]), of([['a', 'b']]), false],
    ['one implies the choice', of([['a']]), of([['a'], ['b']]), true],
    ['the choice does not imply one', of([['a'], ['b']]), of([['a']]), false],
    ['nothing implies something', always, of([['a']]), false],
    ['what nobody meets implies all', never, of([['a']]), true],
  ])('%s', (_what, premise, conclusion, expected) => {
    expect(implies(premise, conclusion)).toBe(expected);
  });
});

import type { Rights, Rule } from './access-rules.js';

/** What a caller must hold, over single rights: `authenticated`, `scope:x`, `policy:y`. */
export type Formula =
  | { readonly kind: 'atom'; readonly key: string; readonly atom: Atom }
  | { readonly kind: 'all' | 'any'; readonly key: string; readonly of: readonly Formula[] };

export type Atom =
  | { readonly right: 'authenticated' }
  | { readonly right: 'scope' | 'policy'; readonly name: string };

/** Met by everybody. */
export const always: Formula = { kind: 'all', key: '()', of: [] };
/** Met by nobody. */
export const never: Formula = { kind: 'any', key: '[]', of: [] };

const authenticated: Formula = {
  kind: 'atom',
  key: 'authenticated',
  atom: { right: 'authenticated' },
};

/** Met when all are. Two formulas that say the same have the same `key`, mostly. */
export function allOf(formulas: Iterable<Formula>): Formula {
  return combine('all', formulas);
}

/** Met when one is. */
export function anyOf(formulas: Iterable<Formula>): Formula {
  return combine('any', formulas);
}

function combine(kind: 'all' | 'any', formulas: Iterable<Formula>): Formula {
  const neutral = kind === 'all' ? always : never;
  const absorbing = kind === 'all' ? never : always;
  const parts = new Map<string, Formula>();
  for (const formula of formulas) {
    if (formula.key === absorbing.key) return absorbing;
    // all(all(a, b), c) is all(a, b, c); the neutral element has no parts and so disappears.
    for (const part of formula.kind === kind ? formula.of : [formula]) parts.set(part.key, part);
  }
  if (parts.size === 0) return neutral;
  const of = [...parts.keys()].sort().flatMap((key) => parts.get(key) ?? []);
  const [only] = of;
  if (of.length === 1 && only) return only;
  const [open, close] = kind === 'all' ? '()' : '[]';
  return { kind, key: `${open}${of.map(({ key }) => key).join(',')}${close}`, of };
}

/** `undefined` demands nothing. */
export function formulaOf(rule: Rule | undefined): Formula {
  if (!rule) return always;
  return allOf([
    rule.authenticated ? authenticated : always,
    rule.scopes ? namesFormula('scope', rule.scopes) : always,
    rule.policies ? namesFormula('policy', rule.policies) : always,
  ]);
}

function namesFormula(
  right: 'scope' | 'policy',
  alternatives: readonly (readonly string[])[],
): Formula {
  return anyOf(
    alternatives.map((group) =>
      // An empty group would be met by anybody; the lint refuses it, and so does this.
      group.length === 0
        ? never
        : allOf(
            group.map((name): Formula => {
              // Quoted, so that no name can look like another formula.
              return {
                kind: 'atom',
                key: `${right}:${JSON.stringify(name)}`,
                atom: { right, name },
              };
            }),
          ),
    ),
  );
}

/** Whether these rights meet the formula. A policy that nobody decided is not held: refused. */
export function holds(formula: Formula, rights: Rights): boolean {
  switch (formula.kind) {
    case 'all':
      return formula.of.every((part) => holds(part, rights));
    case 'any':
      return formula.of.some((part) => holds(part, rights));
    case 'atom':
      return holdsAtom(formula.atom, rights);
  }
}

function holdsAtom(atom: Atom, rights: Rights): boolean {
  switch (atom.right) {
    case 'authenticated':
      return rights.authenticated;
    case 'scope':
      return rights.authenticated && rights.scopes.has(atom.name);
    case 'policy':
      return rights.policies.has(atom.name);
  }
}

/** Every single right the formula names. */
export function atomsOf(formula: Formula): readonly (Formula & { kind: 'atom' })[] {
  return formula.kind === 'atom' ? [formula] : formula.of.flatMap(atomsOf);
}

/**
 * Whether whoever meets `premise` meets `conclusion`. Exact, since formulas have no negation: it is
 * enough to try the smallest sets of rights that meet the premise.
 */
export function implies(premise: Formula, conclusion: Formula): boolean {
  return waysToMeet(premise).every((atoms) => holds(conclusion, rightsOf(atoms)));
}

/** The sets of rights of which each is enough; minimal or wider ones may stand among them. */
type Way = ReadonlyMap<string, Atom>;

/** The smallest sets of rights that meet the formula; [[]]: everybody, []: nobody. */
export function waysToMeet(formula: Formula): readonly (readonly Atom[])[] {
  return waysOf(formula).map((way) => [...way.values()]);
}

function waysOf(formula: Formula): readonly Way[] {
  switch (formula.kind) {
    case 'atom':
      return [new Map([[formula.key, formula.atom]])];
    case 'any':
      return smallest(formula.of.flatMap(waysOf));
    case 'all':
      return formula.of
        .map(waysOf)
        .reduce<readonly Way[]>(
          (ways, more) =>
            smallest(ways.flatMap((way) => more.map((other) => new Map([...way, ...other])))),
          [new Map()],
        );
  }
}

/** Without the sets that contain another: they would only multiply. */
function smallest(ways: readonly Way[]): readonly Way[] {
  const bySize = [...ways].sort((left, right) => left.size - right.size);
  const kept: Way[] = [];
  for (const way of bySize) {
    if (!kept.some((other) => [...other.keys()].every((key) => way.has(key)))) kept.push(way);
  }
  return kept;
}

function rightsOf(atoms: readonly Atom[]): Rights {
  const scopes = new Set<string>();
  const policies = new Set<string>();
  for (const atom of atoms) {
    if (atom.right === 'scope') scopes.add(atom.name);
    if (atom.right === 'policy') policies.add(atom.name);
  }
  // A scope counts only for an authenticated caller, so whoever holds one is authenticated.
  const authenticated = atoms.some(({ right }) => right !== 'policy');
  return { authenticated, scopes, policies };
}

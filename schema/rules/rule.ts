import { Kind, type ConstDirectiveNode, type ConstValueNode } from 'graphql';
import type { Rule, RuleFault } from './access-rules.js';
import { argument, type LinkedDirective } from './linked-directives.js';

type Alternatives = readonly (readonly string[])[];

/**
 * The rule that one element's directives spell, null without any. A set that is empty or of the
 * wrong depth is a fault: composition lets it through, and "any of nothing" reads as "no rule".
 */
export function ruleOf(
  directives: readonly ConstDirectiveNode[] | undefined,
  linked: ReadonlyMap<string, LinkedDirective>,
  coordinate: string,
  faults: RuleFault[],
): Rule | null {
  let rule: Rule | null = null;
  for (const directive of directives ?? []) {
    const found = ruleOfDirective(directive, linked, coordinate, faults);
    if (found) rule = rule ? bothRules(rule, found) : found;
  }
  return rule;
}

function ruleOfDirective(
  directive: ConstDirectiveNode,
  linked: ReadonlyMap<string, LinkedDirective>,
  coordinate: string,
  faults: RuleFault[],
): Rule | null {
  const name = directive.name.value;
  switch (linked.get(name)) {
    case 'authenticated':
      return { authenticated: true, scopes: null, policies: null };
    case 'requiresScopes': {
      const scopes = alternativesOf(argument(directive, 'scopes'), name, coordinate, faults);
      return { authenticated: false, scopes, policies: null };
    }
    case 'policy': {
      const policies = alternativesOf(argument(directive, 'policies'), name, coordinate, faults);
      return { authenticated: false, scopes: null, policies };
    }
    default:
      return null;
  }
}

/** A faulty set is read as one that nobody meets. */
const unmeetable: Alternatives = [];

function alternativesOf(
  value: ConstValueNode | undefined,
  directive: string,
  coordinate: string,
  faults: RuleFault[],
): Alternatives {
  const fault = (code: 'RULE_EMPTY' | 'RULE_WRONG_DEPTH', what: string): Alternatives => {
    faults.push({ code, coordinate, message: `@${directive} on ${coordinate} ${what}` });
    return unmeetable;
  };
  const depth = 'must hold a list of lists of names, such as [["a", "b"], ["c"]]';
  if (value?.kind !== Kind.LIST) return fault('RULE_WRONG_DEPTH', depth);
  if (value.values.length === 0)
    return fault('RULE_EMPTY', 'names nothing: nobody could be checked');
  const alternatives: string[][] = [];
  for (const group of value.values) {
    if (group.kind !== Kind.LIST) return fault('RULE_WRONG_DEPTH', depth);
    if (group.values.length === 0) {
      return fault('RULE_EMPTY', 'has an empty group, which anybody meets');
    }
    const names: string[] = [];
    for (const name of group.values) {
      if (name.kind !== Kind.STRING) return fault('RULE_WRONG_DEPTH', depth);
      if (name.value.trim() === '') return fault('RULE_EMPTY', 'has an empty name');
      names.push(name.value);
    }
    alternatives.push(names);
  }
  return alternatives;
}

/** The rule that demands both. */
export function bothRules(left: Rule, right: Rule): Rule {
  return {
    authenticated: left.authenticated || right.authenticated,
    scopes: bothAlternatives(left.scopes, right.scopes),
    policies: bothAlternatives(left.policies, right.policies),
  };
}

function bothAlternatives(
  left: Alternatives | null,
  right: Alternatives | null,
): Alternatives | null {
  if (!left || !right) return left ?? right;
  return simplify(left.flatMap((a) => right.map((b) => [...a, ...b])));
}

/** Sorted, without repeats, and without groups that demand more than another one does. */
function simplify(alternatives: Alternatives): Alternatives {
  const groups = alternatives.map((group) => [...new Set(group)].sort());
  const byText = new Map(groups.map((group) => [JSON.stringify(group), group]));
  const unique = [...byText.values()];
  return unique
    .filter(
      (group) =>
        !unique.some(
          (other) => other.length < group.length && other.every((n) => group.includes(n)),
        ),
    )
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Whether both rules demand the same, however they are written. */
export function sameRule(left: Rule | null, right: Rule | null): boolean {
  return canonical(left) === canonical(right);
}

function canonical(rule: Rule | null): string {
  if (!rule) return '';
  return JSON.stringify([
    rule.authenticated,
    rule.scopes && simplify(rule.scopes),
    rule.policies && simplify(rule.policies),
  ]);
}

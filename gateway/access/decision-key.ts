import type { Rights } from '../../schema/rules/access-rules.js';
import { holds } from '../../schema/rules/formula.js';
import type { JudgedOperation, VariableGuard } from './judge-operation.js';

/**
 * What of one request a decision depends on, and nothing else: the key under which the decision, the
 * plan and the shape are cached. `variables` may be raw or coerced.
 */
export function decisionKey(
  judged: JudgedOperation,
  rights: Rights,
  variables: Readonly<Record<string, unknown>>,
): string {
  // INVARIANT: `decide` looks at these two lists only, so that equal keys mean equal decisions.
  return `${pack(meetNeeds(judged, rights))}|${pack(brokenGuards(judged, rights, variables))}`;
}

/** Which of the operation's needs the caller meets, by index. */
export function meetNeeds(judged: JudgedOperation, rights: Rights): readonly boolean[] {
  return judged.needs.map((need) => holds(need, rights));
}

/** Which field calls get a value, through variables, that the caller may not use. */
export function brokenGuards(
  judged: JudgedOperation,
  rights: Rights,
  variables: Readonly<Record<string, unknown>>,
): readonly boolean[] {
  return judged.variableGuards.map((guard) => breaks(judged, guard, rights, variables));
}

function breaks(
  judged: JudgedOperation,
  guard: VariableGuard,
  rights: Rights,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  const { inputReads } = judged.model;
  return guard.uses.some(({ variable, type, need, fallback }) => {
    const given = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
    if (given !== undefined) {
      return !holds(need, rights) || !holds(inputReads.ofValue(type, given), rights);
    }
    const definition = judged.tree.definition.variableDefinitions?.find(
      (candidate) => candidate.variable.name.value === variable,
    );
    if (definition?.defaultValue) {
      const literal = inputReads.ofLiteral(type, definition.defaultValue);
      return !holds(need, rights) || !holds(literal, rights);
    }
    if (fallback === undefined) return false;
    return !holds(need, rights) || !holds(inputReads.ofValue(type, fallback), rights);
  });
}

/** Thirty bits a chunk, in base 36; the length is that of the operation, so chunks cannot shift. */
function pack(bits: readonly boolean[]): string {
  let text = '';
  for (let start = 0; start < bits.length; start += 30) {
    let chunk = 0;
    for (let i = start; i < Math.min(start + 30, bits.length); i += 1) {
      chunk = chunk * 2 + (bits[i] ? 1 : 0);
    }
    text += `${chunk.toString(36)}.`;
  }
  return text;
}

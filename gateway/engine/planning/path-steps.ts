/**
 * A path of the planner in steps of ours: a field, `@` into a list, or `|[A,B]`, which goes on for
 * objects of those types only. The planner writes types at the end of the step before (`owner|[A,B]`)
 * and, where it looks at types at all, begins at the root with an empty step.
 */
export function pathSteps(planned: readonly (string | number)[]): readonly string[] {
  return planned.map(String).flatMap((step) => {
    const cut = step.indexOf(typesStart);
    if (cut < 0) return step === '' ? [] : [step];
    const types = step.slice(cut);
    return cut === 0 ? [types] : [step.slice(0, cut), types];
  });
}

const typesStart = '|[';

/** The types of a step `|[A,B]`; null: the step is another. */
export function typesOfStep(step: string): readonly string[] | null {
  return step.startsWith(typesStart) ? step.slice(typesStart.length, -1).split(',') : null;
}

/** Whether a step leads from an object to the value of one of its fields. */
export function isFieldStep(step: string): boolean {
  return step !== '@' && !step.startsWith(typesStart);
}

import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import { getMetadataStorage as validations, ValidationTypes } from 'class-validator';
import { getMetadataStorage as declarations } from 'type-graphql';
import '../../../subgraphs/bailleurs/bailleurs.js';
import '../../../subgraphs/justice/justice.js';
import '../../../subgraphs/ville/ville.js';

/** What class-validator checks of a class, by property. */
function checkedIn(target: object): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const checks = validations().getTargetValidationMetadatas(
    target as never,
    '',
    false,
    false,
    undefined,
  );
  for (const { propertyName, type } of checks) {
    found.set(propertyName, (found.get(propertyName) ?? new Set()).add(type));
  }
  return found;
}

it('what an input holds is checked as far down as it goes', () => {
  const { inputTypes } = declarations();
  expect(inputTypes.length).toBeGreaterThan(50);
  const inputs = new Set<unknown>(inputTypes.map(({ target }) => target));
  const unchecked = inputTypes.flatMap(({ name, target, fields = [] }) =>
    fields.flatMap((field) => {
      const type: unknown = field.getType();
      if (!inputs.has(type) || checkedIn(type as object).size === 0) return [];
      const checks = checkedIn(target).get(field.name);
      return checks?.has(ValidationTypes.NESTED_VALIDATION) ? [] : [`${name}.${field.name}`];
    }),
  );
  expect(unchecked).toEqual([]);
});

import { ArgumentValidationError } from 'type-graphql';
import type { ValidationError } from 'class-validator';

type Rules = typeof import('class-validator');

let loading: Promise<Rules> | undefined;
/** By class: whether somebody wrote a rule for it. Most have none, the arguments of lists among them. */
const ruled = new Map<unknown, boolean>();

/** Holds the objects of an argument to the rules of their classes. @throws ArgumentValidationError */
export async function validateInput(given: unknown): Promise<void> {
  const objects = [given].flat().filter((value) => typeof value === 'object' && value !== null);
  if (objects.length === 0) return;
  const rules = await (loading ??= import('class-validator'));
  const held = objects.filter(({ constructor }) => isRuled(rules, constructor));
  if (held.length === 0) return;
  const options = { skipMissingProperties: true, forbidUnknownValues: false };
  try {
    await Promise.all(held.map((object) => rules.validateOrReject(object, options)));
  } catch (errors) {
    throw new ArgumentValidationError(errors as ValidationError[]);
  }
}

function isRuled({ getMetadataStorage }: Rules, type: unknown): boolean {
  const known = ruled.get(type);
  if (known !== undefined) return known;
  const found =
    typeof type === 'function' &&
    getMetadataStorage().getTargetValidationMetadatas(type, '', false, false).length > 0;
  ruled.set(type, found);
  return found;
}

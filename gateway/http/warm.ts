import { parse, validate } from 'graphql';
import type { Config } from '../config.js';
import { PasserelleError } from '../errors.js';
import { requireWithinLimits } from './serve-operation.js';
import type { GatewayState } from './state.js';

/**
 * Prepares an operation that callers used before a reload, so that the first of them does not pay for
 * it. One that is no longer valid, or too large, is left for Apollo Server to refuse.
 */
export function warm(
  state: GatewayState,
  query: string,
  operationName: string | null,
  limits: Config['limits'],
): void {
  const { engine, operations } = state;
  const document = parse(query);
  if (validate(engine.apiSchema, document).length > 0) return;
  try {
    const prepared = engine.prepare(document, operationName);
    const hasVariables = (prepared.judged.tree.definition.variableDefinitions ?? []).length > 0;
    // The new schema may have made it larger.
    if (!hasVariables) requireWithinLimits(engine, prepared, {}, limits);
    operations.add(query, operationName, { prepared, hasVariables });
  } catch (error) {
    // One operation that the new version refuses must not keep the new version out.
    if (!(error instanceof PasserelleError)) throw error;
  }
}

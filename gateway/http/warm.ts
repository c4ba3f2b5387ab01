import { parse, validate } from 'graphql';
import type { GatewayState } from './state.js';

/**
 * Prepares an operation that callers used before a reload, so that the first of them does not pay for
 * it. One that is no longer valid is left for Apollo Server to refuse.
 */
export function warm(state: GatewayState, query: string, operationName: string | null): void {
  const { engine, operations } = state;
  const document = parse(query);
  if (validate(engine.apiSchema, document).length > 0) return;
  const prepared = engine.prepare(document, operationName);
  const hasVariables = (prepared.judged.tree.definition.variableDefinitions ?? []).length > 0;
  operations.add(query, operationName, { prepared, hasVariables });
}

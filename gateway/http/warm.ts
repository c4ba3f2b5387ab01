import { setImmediate, setTimeout } from 'node:timers/promises';
import { parse, validate } from 'graphql';
import type { Config } from '../config.js';
import type { KnownOperation } from './known-operations.js';
import { requireWithinLimits } from './serve-operation.js';
import type { GatewayState } from './state.js';

/** For so long, in milliseconds, a new version waits for its plans: a right withdrawn must not wait. */
const longestWait = 3_000;

/**
 * Prepares and plans what callers asked under the previous version, the most recent first, so that the
 * first of them under the new one does not pay for it.
 */
export async function warm(
  next: GatewayState,
  previous: GatewayState,
  limits: Config['limits'],
): Promise<void> {
  const end = performance.now() + longestWait;
  // One plan alone may take longer than the wait: it is then made for whoever asks for it.
  const waited = new AbortController();
  await Promise.race([
    warmUntil(end, next, previous, limits),
    setTimeout(longestWait, undefined, { signal: waited.signal, ref: false }).catch(
      () => undefined,
    ),
  ]);
  waited.abort();
}

/** Never rejects: no operation of a caller's may keep a new version out. */
async function warmUntil(
  end: number,
  next: GatewayState,
  previous: GatewayState,
  limits: Config['limits'],
): Promise<void> {
  for (const { query, operationName, operation } of previous.operations.entries()) {
    if (performance.now() > end) return;
    try {
      await warmOperation(next, query, operationName, operation, limits);
    } catch {
      // What fails here fails again for its caller, who is then told.
    }
    // Callers of the present version are served meanwhile.
    await setImmediate();
  }
}

/** One that is no longer valid, or too large, is left for Apollo Server to refuse. */
async function warmOperation(
  { engine, operations, viewers }: GatewayState,
  query: string,
  operationName: string | null,
  { plannedFor }: KnownOperation,
  limits: Config['limits'],
): Promise<void> {
  const document = parse(query);
  if (validate(engine.apiSchema, document).length > 0) return;
  const prepared = engine.prepare(document, operationName);
  const hasVariables = (prepared.judged.tree.definition.variableDefinitions ?? []).length > 0;
  // The new schema may have made it larger.
  if (!hasVariables) requireWithinLimits(engine, prepared, {}, limits);
  for (const { caller, conditions } of plannedFor.values()) {
    await engine.decide(prepared, viewers.rightsOf(caller), conditions, caller.signataire);
  }
  operations.add(query, operationName, {
    prepared,
    hasVariables,
    plannedFor: new Map(plannedFor),
  });
}

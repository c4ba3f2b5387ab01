import { expect } from '@jest/globals';
import type { TraceCollector } from '../harness/trace-collector.js';

/** All that a span says of what it stands for; `passerelle.operator` where several operate a subgraph. */
const spanAttributes = [
  'graphql.operation.type',
  'http.response.status_code',
  'passerelle.cost',
  'passerelle.fetches',
  'passerelle.operation',
  'passerelle.outcome',
  'passerelle.refused',
  'passerelle.signataire',
  'passerelle.subgraph',
];

/** Every span of every process: facts of the convention and of the schema, hashes and counts alone. */
export async function expectQuietSpans(
  collector: TraceCollector,
  ids: readonly string[],
  isMarked: (text: string) => boolean,
): Promise<void> {
  const services = ['passerelle', 'ville', 'bailleurs', 'justice', 'convention'];
  await collector.until((spans) =>
    services.every((name) => spans.some(({ service }) => service === name)),
  );
  expect(collector.texts.filter(isMarked)).toEqual([]);
  expect(collector.texts.filter((text) => ids.some((id) => text.includes(id)))).toEqual([]);
  const said = new Map<string, Set<string>>();
  for (const { attributes } of collector.spans) {
    for (const [name, value] of Object.entries(attributes)) {
      said.set(name, (said.get(name) ?? new Set()).add(String(value)));
    }
  }
  expect([...said.keys()].sort()).toEqual(spanAttributes);
  expect([...(said.get('passerelle.signataire') ?? [])].sort()).toEqual([
    'ekidom',
    'parquet-poitiers',
    'police-nationale-86',
    'ville-poitiers',
  ]);
  for (const hash of said.get('passerelle.operation') ?? []) expect(hash).toMatch(/^[\w-]{43}$/);
  expect(new Set(collector.spans.map(({ name }) => name))).toEqual(
    new Set(['operation', 'fetch', 'request']),
  );
  // What a partner did stands below the operation that asked for it.
  const own = new Map(collector.spans.map((span) => [span.spanId, span]));
  const below = collector.spans.filter(({ service }) => service === 'bailleurs');
  const asked = below.filter(
    ({ parentSpanId = '' }) => own.get(parentSpanId)?.name === 'operation',
  );
  expect(asked.length).toBeGreaterThan(0);
}

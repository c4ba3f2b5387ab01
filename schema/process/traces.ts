import type { Attributes, Context, Span, SpanKind, Tracer } from '@opentelemetry/api';

/**
 * What a span may say: names of the convention and of the schema, hashes, counts and times. Never a
 * literal, an argument, a value or an id of a row.
 */
export interface SpanFacts {
  readonly [attribute: `passerelle.${string}` | `http.${string}` | `graphql.${string}`]:
    string | number | null;
}

/** One piece of work of this process, in the trace of who asked for it. */
export interface OpenSpan {
  /** What is passed on to whoever works for it (W3C). */
  readonly traceparent: string;
  /** A piece of it that is over. */
  readonly part: (name: string, milliseconds: number, facts: SpanFacts) => void;
  readonly end: (facts: SpanFacts, failed: boolean) => void;
}

export interface Traces {
  /** @param traceparent of who asks, of version 00; null: a trace begins here. */
  readonly begin: (name: string, traceparent: string | null) => OpenSpan;
  /** Sends what was not sent yet. */
  readonly stop: () => Promise<void>;
}

/**
 * Spans to a collector, as OTLP over HTTP. Nothing of OpenTelemetry is loaded where no address is given.
 * @param url null: no traces.
 */
export async function openTraces(url: string | null, service: string): Promise<Traces | null> {
  if (url === null) return null;
  const [api, base, http, { JsonTraceSerializer }, { Resource }, sdk] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/otlp-exporter-base'),
    import('@opentelemetry/otlp-exporter-base/node-http'),
    import('@opentelemetry/otlp-transformer'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/sdk-trace-base'),
  ]);
  // What the package of the exporter is, over packages that are here anyhow.
  const options = {
    url,
    headers: () => ({ 'Content-Type': 'application/json' }),
    agentOptions: { keepAlive: true },
    timeoutMillis: 10_000,
    concurrencyLimit: 30,
    compression: 'none' as const,
  };
  const exporter = new base.OTLPExporterBase(
    http.createOtlpHttpExportDelegate(options, JsonTraceSerializer),
  );
  const provider = new sdk.BasicTracerProvider({
    resource: new Resource({ 'service.name': service }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('passerelle');
  const within = (traceparent: string | null): Context => {
    const [, traceId = '', spanId = '', flags = ''] = traceparent?.split('-') ?? [];
    if (traceId === '') return api.ROOT_CONTEXT;
    const traceFlags = Number.parseInt(flags, 16);
    return api.trace.setSpanContext(api.ROOT_CONTEXT, {
      traceId,
      spanId,
      traceFlags,
      isRemote: true,
    });
  };
  return {
    begin: (name, traceparent) => {
      const span = tracer.startSpan(name, { kind: api.SpanKind.SERVER }, within(traceparent));
      const inside = api.trace.setSpan(api.ROOT_CONTEXT, span);
      return {
        traceparent: traceparentOf(span),
        part: (part, milliseconds, facts) => {
          endPart(tracer, part, milliseconds, facts, inside, api.SpanKind.CLIENT);
        },
        end: (facts, failed) => {
          span.setAttributes(attributesOf(facts));
          if (failed) span.setStatus({ code: api.SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    stop: () => provider.shutdown(),
  };
}

function endPart(
  tracer: Tracer,
  name: string,
  milliseconds: number,
  facts: SpanFacts,
  inside: Context,
  kind: SpanKind,
): void {
  const now = Date.now();
  const startTime = now - milliseconds;
  tracer.startSpan(name, { kind, startTime, attributes: attributesOf(facts) }, inside).end(now);
}

function attributesOf(facts: SpanFacts): Attributes {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}

function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

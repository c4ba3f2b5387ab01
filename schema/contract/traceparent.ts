/** Header by which traces go from one process to the next (W3C Trace Context, §3.2). */
export const traceparentHeader = 'traceparent';

const form = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/**
 * The value of the header, if it is one of version 00; null: there is none, or anything else. What
 * is passed on can be nothing but ids and flags; `tracestate` may hold a text, and is not passed on.
 */
export function readTraceparent(value: string | readonly string[] | undefined): string | null {
  return typeof value === 'string' && form.test(value) ? value : null;
}

/** The id that all of a trace has in common. */
export function traceIdOf(traceparent: string): string {
  return form.exec(traceparent)?.[1] ?? '';
}

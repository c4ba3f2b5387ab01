import { expect } from '@jest/globals';

/** What a request was answered. */
export interface Refusal {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

/** The one form of a request error. @returns its code. */
export function expectRequestError({ type, text }: Refusal, form: string): string {
  expect(type).toBe(`${form}; charset=utf-8`);
  const body = JSON.parse(text) as { errors: readonly Record<string, unknown>[] };
  expect(Object.keys(body)).toEqual(['errors']);
  expect(body.errors.length).toBeGreaterThan(0);
  for (const error of body.errors) {
    const { message, extensions, ...others } = error;
    expect(message).toMatch(/\S/);
    expect(Object.keys(others).filter((key) => key !== 'locations')).toEqual([]);
    const { code, ...more } = extensions as Record<string, unknown>;
    expect(code).toMatch(/^[A-Z_]+$/);
    expect(Object.keys(more).filter((key) => key !== 'correlationId')).toEqual([]);
  }
  expect(text).not.toMatch(/node_modules|\bat \w+ \(|127\.0\.0\.1/);
  return (body.errors[0]?.['extensions'] as { code: string }).code;
}

/** The way through a list whose pages are only known forwards: the cursors that led here are kept. */
export interface Cursors {
  /** Of the page that is shown; null: the first. */
  readonly after: string | null;
  readonly before: readonly (string | null)[];
}

export const firstPage: Cursors = { after: null, before: [] };

export function nextPage({ after, before }: Cursors, endCursor: string): Cursors {
  return { after: endCursor, before: [...before, after] };
}

export function previousPage({ before }: Cursors): Cursors {
  return { after: before.at(-1) ?? null, before: before.slice(0, -1) };
}

/** A sentence for whoever reads the report, in both languages. */
interface Said {
  readonly fr: string;
  readonly en: string;
}

export type Outcome =
  | { readonly outcome: 'met' }
  | { readonly outcome: 'broken'; readonly why: Said }
  /** Nothing was declared by which it could be tried. */
  | { readonly outcome: 'untried'; readonly why: Said };

export const met: Outcome = { outcome: 'met' };

export function broken(fr: string, en: string): Outcome {
  return { outcome: 'broken', why: { fr, en } };
}

export function untried(fr: string, en: string): Outcome {
  return { outcome: 'untried', why: { fr, en } };
}

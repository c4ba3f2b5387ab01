/** Why an answer is not, or not wholly, what was asked for; in words for the person who reads the page. */
export interface Failure {
  readonly kind: 'session' | 'network' | 'refused' | 'partner';
  readonly message: string;
}

/** Of a GraphQL answer, what this page looks at. */
export interface AnswerError {
  readonly message: string;
  readonly extensions?: { readonly [name: string]: unknown } | undefined;
}

/** What came, and what is wrong with it: both, where only a part could be answered. */
export interface Answer<Data> {
  readonly data: Data | null;
  readonly failure: Failure | null;
}

export const unreachable: Failure = {
  kind: 'network',
  message: 'La passerelle ne répond pas. Vérifiez votre réseau, puis réessayez.',
};

const sessionOver: Failure = {
  kind: 'session',
  message: 'Votre session est terminée : reconnectez-vous.',
};

/** What the errors of an answer mean. Refused fields come first: everything else on the page is good. */
export function failureOf(status: number, errors: readonly AnswerError[]): Failure | null {
  const codes = errors.map(({ extensions }) => extensions?.['code']);
  if (status === 401 || codes.includes('UNAUTHENTICATED')) return sessionOver;
  const others = errors.filter(({ extensions }) => !isRefusal(extensions));
  if (others.length > 0) {
    // The gateway's own words, which are French: a partner is away, a date is impossible…
    const said = new Set(others.map(({ message }) => message));
    return { kind: 'partner', message: [...said].join(' ') };
  }
  if (errors.length > 0) {
    return { kind: 'refused', message: 'Certaines colonnes ne vous sont pas communiquées.' };
  }
  return status >= 400
    ? { kind: 'partner', message: `La passerelle refuse la demande (${status}).` }
    : null;
}

function isRefusal(extensions: AnswerError['extensions']): boolean {
  return extensions?.['code'] === 'UNAUTHORIZED_FIELD_OR_TYPE';
}

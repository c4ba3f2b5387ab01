/** One error of an answer, as the gateway writes it. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>> & { readonly code?: string };
}

/** What the gateway answered, always with all three parts. */
export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly AnswerError[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** One call to a partner's subgraph. Times in milliseconds, from the beginning of the operation. */
export interface Etape {
  readonly id: string;
  readonly sousGraphe: string;
  readonly apres: readonly string[];
  readonly debutMs: number;
  readonly dureeMs: number;
  readonly statut: 'ok' | 'erreur';
}

/** How the gateway served one answer. */
export interface Plan {
  readonly etapes: readonly Etape[];
  /** `Type.champ` of what this caller may not read. */
  readonly champsRefuses: readonly string[];
}

/** Reads a body that came over the network; whatever is missing is empty. */
export function parseAnswer(body: unknown): Answer {
  const found = isObject(body) ? body : {};
  return {
    data: isObject(found['data']) ? found['data'] : null,
    errors: Array.isArray(found['errors']) ? (found['errors'] as AnswerError[]) : [],
    extensions: isObject(found['extensions']) ? found['extensions'] : {},
  };
}

/** The plan of an answer that was asked for with it. */
export function planOf({ extensions }: Answer): Plan | null {
  const plan = extensions['plan'];
  return isObject(plan) && Array.isArray(plan['etapes']) ? (plan as unknown as Plan) : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { Answer, Plan } from './answer.js';

/** What is asked of the gateway. */
export interface Question {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | null | undefined;
  /** Purposes declared for this request; none opens only what needs none. */
  readonly finalite: readonly string[];
  /** Ask also how it was served. */
  readonly plan?: boolean;
}

export interface Asked {
  /** HTTP status; 0 when nothing answered. */
  readonly status: number;
  readonly body: Answer;
  readonly plan: Plan | null;
}

import type { Asked, Question } from '../graphql/question.js';

/** An answer together with the question it answers. */
export interface Exchange extends Asked {
  readonly question: Question;
  /** When it came. */
  readonly recue: Date;
}

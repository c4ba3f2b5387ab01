import Negotiator from 'negotiator';
import { LRUCache } from 'lru-cache';
import { PasserelleError } from '../errors.js';

/** How one caller wants to be answered. */
export interface AnswerForm {
  readonly mediaType: 'application/json' | 'application/graphql-response+json';
  /**
   * The caller named `application/json` and nothing newer: by the GraphQL-over-HTTP draft a document
   * or variables that are at fault are then told under the status 200.
   */
  readonly faultsAreOk: boolean;
}

const offered = ['application/json', 'application/graphql-response+json'] as const;

/** Where nobody said, or nothing of what was said is understood. */
export const plainForm: AnswerForm = { mediaType: 'application/json', faultsAreOk: false };

const known = new LRUCache<string, AnswerForm>({
  max: 200,
  maxSize: 50_000,
  sizeCalculation: (_, accept) => accept.length,
});
const longestKept = 500;

/**
 * Before anything is run: an act whose answer cannot be told must not be done.
 * @param accept the header, undefined where there is none.
 * @throws PasserelleError `BAD_REQUEST` (406)
 */
export function negotiate(accept: string | undefined): AnswerForm {
  if (accept === undefined || accept === '*/*') return plainForm;
  const before = known.get(accept);
  if (before) return before;
  const [chosen] = new Negotiator({ headers: { accept } }).mediaTypes([...offered]);
  const mediaType = offered.find((type) => type === chosen);
  if (mediaType === undefined) {
    throw new PasserelleError(
      'BAD_REQUEST',
      'La réponse ne peut être donnée qu’en application/json ou application/graphql-response+json : nommez l’un des deux dans « Accept ».',
      406,
    );
  }
  const named = /(?:^|,)\s*application\/json\s*(?:[;,]|$)/i.test(accept);
  const form = { mediaType, faultsAreOk: mediaType === 'application/json' && named };
  if (accept.length <= longestKept) known.set(accept, form);
  return form;
}

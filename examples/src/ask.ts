import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { Answer } from './failure.js';

/** Asks the gateway; never rejects: what goes wrong is in the answer. Each page has its own way of it. */
export type Ask = <Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) => Promise<Answer<Data>>;

/** What goes with every request. No purpose is declared that the person has not chosen. */
export function headersFor(token: string, purpose: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    ...(purpose === '' ? {} : { 'x-finalite': purpose }),
  };
}

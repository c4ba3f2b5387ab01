import type { Question } from '../gallery/question.js';
import { isMutation } from '../graphql/is-mutation.js';
import { toComplete } from '../graphql/person-free-variables.js';
import type { ShelvedQuery } from '../editor/query-shelf.js';

/** A saved question on the dashboard. */
export interface Tile {
  readonly question: Question;
  readonly shelved: ShelvedQuery;
  /** Asks with everything it needs; what lacks a value, or acts, is opened by hand. */
  readonly isComplete: boolean;
}

/** The saved questions as what is asked together: none that acts, none that waits for a value. */
export function tilesOf(saved: readonly ShelvedQuery[]): readonly Tile[] {
  return saved.map((shelved) => {
    const { titre, query, finalite, variables } = shelved;
    const lacks = query.includes(toComplete) || JSON.stringify(variables).includes(toComplete);
    const question: Question = {
      id: `enregistree/${titre}`,
      titre,
      pour: [],
      finalites: finalite,
      query,
      variables: () => ({}),
      explication: '',
    };
    return { question, shelved, isComplete: !lacks && !isMutation({ query }) };
  });
}

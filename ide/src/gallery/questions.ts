import { parse, validate, type GraphQLSchema } from 'graphql';
import type { Caller, Question, QuestionGroup } from './question.js';
import { questionsBailleurs } from './questions-bailleurs.js';
import {
  questionsForces,
  questionsParquet,
  questionsPrefecture,
  questionsTous,
} from './questions-etat.js';
import { questionsVilles } from './questions-villes.js';

/** The worked questions, by kind of user. */
export const questionGroups: readonly QuestionGroup[] = [
  { titre: 'Bailleurs', questions: questionsBailleurs },
  { titre: 'Villes et agglomérations', questions: questionsVilles },
  { titre: 'Parquet', questions: questionsParquet },
  { titre: 'Préfecture', questions: questionsPrefecture },
  { titre: 'Police et gendarmerie', questions: questionsForces },
  { titre: 'Tous les signataires', questions: questionsTous },
];

/** What the caller's rights open, as far as it is known. */
export interface Openings {
  /** The graph without any purpose; null: not read yet. */
  readonly schema: GraphQLSchema | null;
  /** Categories that each useful purpose opens; null: not known yet. */
  readonly purposes: ReadonlyMap<string, readonly string[]> | null;
}

/**
 * What is meant for the caller's kind and answered for them, its own kind first; groups without any
 * are left out. Nobody is named: a new signatory has its questions.
 */
export function questionsFor(caller: Caller, openings: Openings): readonly QuestionGroup[] {
  const meant = (question: Question) =>
    question.pour.includes(caller.nature) && isAnswered(question, openings);
  return questionGroups
    .map(({ titre, questions }) => ({ titre, questions: questions.filter(meant) }))
    .filter(({ questions }) => questions.length > 0);
}

function isAnswered(
  { query, finalites, exige = [] }: Question,
  { schema, purposes }: Openings,
): boolean {
  if (finalites.length === 0) {
    return schema === null || validate(schema, parse(query)).length === 0;
  }
  if (purposes === null) return true;
  const opened = finalites.flatMap((id) => purposes.get(id) ?? []);
  return finalites.every((id) => purposes.has(id)) && exige.every((id) => opened.includes(id));
}

/** Questions in whose words every word of the search occurs, accents and case apart. */
export function searchQuestions(
  groups: readonly QuestionGroup[],
  search: string,
): readonly QuestionGroup[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  const matches = ({ titre, explication }: Question) => {
    const text = plain(`${titre} ${explication}`);
    return words.every((word) => text.includes(word));
  };
  return groups
    .map(({ titre, questions }) => ({ titre, questions: questions.filter(matches) }))
    .filter(({ questions }) => questions.length > 0);
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

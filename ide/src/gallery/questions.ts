import type { Question, QuestionGroup } from './question.js';
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

/** What is meant for one signatory, its own kind first; groups without any are left out. */
export function questionsFor(signataire: string): readonly QuestionGroup[] {
  const meant = ({ pour }: Question) => pour.includes(signataire);
  return questionGroups
    .map(({ titre, questions }) => ({ titre, questions: questions.filter(meant) }))
    .filter(({ questions }) => questions.length > 0);
}
